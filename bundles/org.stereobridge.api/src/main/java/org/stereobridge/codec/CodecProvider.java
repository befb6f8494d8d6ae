package org.stereobridge.codec;

import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A codec, as a service. Methods may be called on any control thread; what they make belongs to the thread that
 * uses it.
 */
@ConsumerType
public interface CodecProvider {

    /** Service property: the provider's {@link #name()}. */
    String NAME = "stereobridge.codec.name";

    CodecId id();

    /** For people, different for each provider of a codec: {@code SBC (Java)}, {@code SBC (libsbc)}. */
    String name();

    /** What our endpoint for this use offers, in the codec's capability octets. */
    byte[] capabilities(StreamUse use);

    /**
     * The best configuration of all that both a peer and we can.
     *
     * @param peerCapabilities the peer's capability octets, not trusted
     * @param rateHz the sampling rate that the stream must have, 0 for any
     * @return empty where nothing fits or the octets are malformed
     */
    Optional<StreamConfig> choose(byte[] peerCapabilities, StreamUse use, int rateHz);

    /**
     * Reads the configuration that a peer has chosen.
     *
     * @param octets configuration octets, not trusted
     * @return empty where they are malformed or ask for what we cannot
     */
    Optional<StreamConfig> parse(byte[] octets);

    /** Whether packets begin with an RTP header (SBC, AAC, LDAC, aptX HD) or are bare (aptX). */
    boolean usesRtp();

    /** A decoder with no history. */
    Decoder decoder(StreamConfig config);

    /** An encoder with no history. */
    Encoder encoder(StreamConfig config);
}
