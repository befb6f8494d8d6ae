package org.stereobridge.a2dp;

import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;
import org.stereobridge.codec.CodecId;
import org.stereobridge.codec.CodecProvider;
import org.stereobridge.codec.Decoder;
import org.stereobridge.codec.Encoder;
import org.stereobridge.codec.StreamConfig;
import org.stereobridge.codec.StreamUse;

/** All of an SBC codec but the filter bank: a provider brings its name and what codes one frame. */
@ConsumerType
public abstract class SbcCodecProvider implements CodecProvider {

    /** A frame decoder with no history. */
    protected abstract SbcFrameDecoder frameDecoder(SbcConfig config);

    /** A frame encoder with no history. */
    protected abstract SbcFrameEncoder frameEncoder(SbcConfig config);

    @Override
    public final CodecId id() {
        return CodecId.SBC;
    }

    @Override
    public final String codecName() {
        return "SBC";
    }

    @Override
    public final byte[] capabilities(StreamUse use) {
        return SbcNegotiation.capabilities(use);
    }

    @Override
    public final Optional<StreamConfig> choose(byte[] peerCapabilities, StreamUse use, int rateHz) {
        return SbcNegotiation.choose(peerCapabilities, use, rateHz).map(SbcConfig::streamConfig);
    }

    @Override
    public final Optional<StreamConfig> parse(byte[] octets) {
        return SbcConfig.parse(octets).map(SbcConfig::streamConfig);
    }

    @Override
    public final boolean usesRtp() {
        return true;
    }

    @Override
    public final int delayFrames(StreamConfig config) {
        return sbcConfig(config).delayFrames();
    }

    @Override
    public final Decoder decoder(StreamConfig config) {
        SbcConfig sbc = sbcConfig(config);
        return new SbcPayloadDecoder(sbc, frameDecoder(sbc));
    }

    @Override
    public final Encoder encoder(StreamConfig config) {
        SbcConfig sbc = sbcConfig(config);
        return new SbcPayloadEncoder(sbc, frameEncoder(sbc));
    }

    private static SbcConfig sbcConfig(StreamConfig config) {
        if (!config.codec().equals(CodecId.SBC)) {
            throw new IllegalArgumentException("not SBC: " + config);
        }
        return SbcConfig.parse(config.octets()).orElseThrow(() -> new IllegalArgumentException("not SBC: " + config));
    }
}
