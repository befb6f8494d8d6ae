package org.stereobridge.codec.aptx.internal;

import java.util.Optional;
import org.stereobridge.codec.CodecId;
import org.stereobridge.codec.CodecProvider;
import org.stereobridge.codec.Decoder;
import org.stereobridge.codec.Encoder;
import org.stereobridge.codec.StreamConfig;
import org.stereobridge.codec.StreamUse;

/** One of the aptX codecs by libfreeaptx. */
public final class AptxProvider implements CodecProvider {

    private final AptxKind kind;

    /** @throws IllegalStateException where {@link #problem} tells why */
    AptxProvider(AptxKind kind) {
        problem().ifPresent(problem -> {
            throw new IllegalStateException(problem);
        });
        this.kind = kind;
    }

    /** aptX itself. */
    public static AptxProvider aptx() {
        return new AptxProvider(AptxKind.APTX);
    }

    public static AptxProvider hd() {
        return new AptxProvider(AptxKind.HD);
    }

    /** Why libfreeaptx cannot be used on this machine; empty where it can. */
    public static Optional<String> problem() {
        return LibFreeAptx.problem();
    }

    @Override
    public CodecId id() {
        return kind.id();
    }

    @Override
    public String name() {
        return kind.codecName() + (kind == AptxKind.LL_QUALCOMM ? " (libfreeaptx, 0xD7)" : " (libfreeaptx)");
    }

    @Override
    public String codecName() {
        return kind.codecName();
    }

    @Override
    public byte[] capabilities(StreamUse use) {
        return AptxOctets.capabilities(kind);
    }

    @Override
    public Optional<StreamConfig> choose(byte[] peerCapabilities, StreamUse use, int rateHz) {
        return AptxOctets.choose(kind, peerCapabilities, rateHz);
    }

    @Override
    public Optional<StreamConfig> parse(byte[] octets) {
        return AptxOctets.parse(kind, octets);
    }

    @Override
    public boolean usesRtp() {
        return kind.isHd();
    }

    @Override
    public int delayFrames(StreamConfig config) {
        return AptxKind.DELAY_FRAMES;
    }

    @Override
    public Decoder decoder(StreamConfig config) {
        check(config);
        return new AptxDecoder(kind);
    }

    @Override
    public Encoder encoder(StreamConfig config) {
        check(config);
        return new AptxEncoder(kind);
    }

    private void check(StreamConfig config) {
        if (!config.codec().equals(kind.id()) || parse(config.octets()).isEmpty()) {
            throw new IllegalArgumentException("not " + kind.codecName() + ": " + config);
        }
    }
}
