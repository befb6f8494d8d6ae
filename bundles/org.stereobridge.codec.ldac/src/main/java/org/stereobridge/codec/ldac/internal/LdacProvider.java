package org.stereobridge.codec.ldac.internal;

import java.util.Optional;
import org.stereobridge.codec.CodecId;
import org.stereobridge.codec.CodecProvider;
import org.stereobridge.codec.Decoder;
import org.stereobridge.codec.Encoder;
import org.stereobridge.codec.StreamConfig;
import org.stereobridge.codec.StreamUse;

/** LDAC by libldacBT_enc: to speakers only, since there is no decoder in it. */
public final class LdacProvider implements CodecProvider {

    /** @throws IllegalStateException where {@link #problem} tells why */
    public LdacProvider() {
        problem().ifPresent(problem -> {
            throw new IllegalStateException(problem);
        });
    }

    /** Why libldacBT_enc cannot be used on this machine; empty where it can. */
    public static Optional<String> problem() {
        return LibLdac.problem();
    }

    @Override
    public CodecId id() {
        return LdacConfig.ID;
    }

    @Override
    public String name() {
        return "LDAC (libldac)";
    }

    @Override
    public String codecName() {
        return "LDAC";
    }

    @Override
    public boolean serves(StreamUse use) {
        return use == StreamUse.SPEAKER;
    }

    @Override
    public byte[] capabilities(StreamUse use) {
        return LdacConfig.capabilities();
    }

    @Override
    public Optional<StreamConfig> choose(byte[] peerCapabilities, StreamUse use, int rateHz) {
        return serves(use) ? LdacConfig.choose(peerCapabilities, rateHz).map(LdacConfig::streamConfig)
                : Optional.empty();
    }

    @Override
    public Optional<StreamConfig> parse(byte[] octets) {
        return LdacConfig.parse(octets).map(LdacConfig::streamConfig);
    }

    @Override
    public boolean usesRtp() {
        return true;
    }

    @Override
    public int delayFrames(StreamConfig config) {
        return LdacEncoder.delayFrames(ldacConfig(config));
    }

    @Override
    public Decoder decoder(StreamConfig config) {
        throw new UnsupportedOperationException("LDAC is encoded only");
    }

    @Override
    public Encoder encoder(StreamConfig config) {
        return new LdacEncoder(ldacConfig(config));
    }

    private static LdacConfig ldacConfig(StreamConfig config) {
        if (!config.codec().equals(LdacConfig.ID)) {
            throw new IllegalArgumentException("not LDAC: " + config);
        }
        return LdacConfig.parse(config.octets()).orElseThrow(() -> new IllegalArgumentException("not LDAC: " + config));
    }
}
