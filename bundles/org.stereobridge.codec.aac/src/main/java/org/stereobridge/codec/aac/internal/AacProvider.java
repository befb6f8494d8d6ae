package org.stereobridge.codec.aac.internal;

import java.util.Optional;
import org.stereobridge.codec.CodecId;
import org.stereobridge.codec.CodecProvider;
import org.stereobridge.codec.Decoder;
import org.stereobridge.codec.Encoder;
import org.stereobridge.codec.StreamConfig;
import org.stereobridge.codec.StreamUse;

/** AAC LC by libfdk-aac. */
public final class AacProvider implements CodecProvider {

    /** @throws IllegalStateException where {@link #problem} tells why */
    public AacProvider() {
        problem().ifPresent(problem -> {
            throw new IllegalStateException(problem);
        });
    }

    /** Why libfdk-aac cannot be used on this machine; empty where it can. */
    public static Optional<String> problem() {
        return LibFdkAac.problem();
    }

    @Override
    public CodecId id() {
        return AacConfig.ID;
    }

    @Override
    public String name() {
        return "AAC (libfdk-aac)";
    }

    @Override
    public String codecName() {
        return "AAC";
    }

    @Override
    public byte[] capabilities(StreamUse use) {
        return AacConfig.capabilities();
    }

    @Override
    public Optional<StreamConfig> choose(byte[] peerCapabilities, StreamUse use, int rateHz) {
        return AacConfig.choose(peerCapabilities, use, rateHz).map(AacConfig::streamConfig);
    }

    @Override
    public Optional<StreamConfig> parse(byte[] octets) {
        return AacConfig.parse(octets).map(AacConfig::streamConfig);
    }

    @Override
    public boolean usesRtp() {
        return true;
    }

    @Override
    public int delayFrames(StreamConfig config) {
        return AacEncoder.DELAY_FRAMES;
    }

    @Override
    public Decoder decoder(StreamConfig config) {
        return new AacDecoder(aacConfig(config));
    }

    @Override
    public Encoder encoder(StreamConfig config) {
        return new AacEncoder(aacConfig(config));
    }

    private static AacConfig aacConfig(StreamConfig config) {
        if (!config.codec().equals(AacConfig.ID)) {
            throw new IllegalArgumentException("not AAC: " + config);
        }
        return AacConfig.parse(config.octets()).orElseThrow(() -> new IllegalArgumentException("not AAC: " + config));
    }
}
