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

    /** The codec itself, the same for each provider of it, for people and settings: {@code SBC}, {@code aptX HD}. */
    default String codecName() {
        return id().toString();
    }

    /** Whether streams for this use can be coded here: an encoder alone serves speakers only. */
    default boolean serves(StreamUse use) {
        return true;
    }

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

    /**
     * Frames by which an encoder and a decoder together delay what passes through them, 0 or more: the filters' own
     * delay, which is the same for every implementation of the codec, and what this encoder holds back on top.
     */
    default int delayFrames(StreamConfig config) {
        return 0;
    }

    /** A decoder with no history. */
    Decoder decoder(StreamConfig config);

    /** An encoder with no history. */
    Encoder encoder(StreamConfig config);
}
