package org.stereobridge.benchmarks;

import java.util.Locale;
import java.util.Optional;
import org.stereobridge.codec.CodecProvider;
import org.stereobridge.codec.Decoder;
import org.stereobridge.codec.Encoder;
import org.stereobridge.codec.StreamConfig;
import org.stereobridge.codec.StreamUse;
import org.stereobridge.codec.aac.internal.AacProvider;
import org.stereobridge.codec.aptx.internal.AptxProvider;
import org.stereobridge.codec.ldac.internal.LdacProvider;
import org.stereobridge.testkit.Signals;

/** A direction of a codec over a C library, with the packets to measure it by; {@code codecs.c} knows the same. */
enum CodecPart {
    APTX_ENCODE, APTX_DECODE, APTXHD_ENCODE, APTXHD_DECODE, LDAC_ENCODE, AAC_ENCODE, AAC_DECODE;

    private static final int PACKETS = 64;
    private static final int ROOM = 4_096;
    private static final int FRAMES = 896;

    /** As {@code codecs.c} has it. */
    String command() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    boolean isEncoder() {
        return name().endsWith("ENCODE");
    }

    /** Empty where the library is not installed. */
    Optional<CodecProvider> provider() {
        return switch (this) {
            case APTX_ENCODE, APTX_DECODE -> AptxProvider.problem().isPresent() ? Optional.empty()
                    : Optional.of(AptxProvider.aptx());
            case APTXHD_ENCODE, APTXHD_DECODE -> AptxProvider.problem().isPresent() ? Optional.empty()
                    : Optional.of(AptxProvider.hd());
            case LDAC_ENCODE -> LdacProvider.problem().isPresent() ? Optional.empty() : Optional.of(new LdacProvider());
            case AAC_ENCODE, AAC_DECODE -> AacProvider.problem().isPresent() ? Optional.empty()
                    : Optional.of(new AacProvider());
        };
    }

    /** Work that takes the next packet, of noise, through the part. */
    Runnable work(CodecProvider provider) {
        StreamConfig config = provider.choose(provider.capabilities(StreamUse.SPEAKER), StreamUse.SPEAKER, 44_100)
                .orElseThrow();
        return isEncoder() ? encoding(provider, config) : decoding(provider, config);
    }

    private static Runnable encoding(CodecProvider provider, StreamConfig config) {
        Encoder encoder = provider.encoder(config);
        int codecFrames = Math.max(1, FRAMES / encoder.codecFrameLength());
        float[] noise = Signals.noise(1, 0.25, codecFrames * encoder.codecFrameLength());
        float[][] in = {noise, noise};
        byte[] payload = new byte[ROOM];
        return () -> encoder.encode(in, 0, codecFrames, payload, 0);
    }

    private static Runnable decoding(CodecProvider provider, StreamConfig config) {
        Decoder decoder = provider.decoder(config);
        byte[][] payloads = new byte[PACKETS][ROOM];
        int[] lengths = new int[PACKETS];
        try (Encoder encoder = provider.encoder(config)) {
            int codecFrames = Math.max(1, FRAMES / encoder.codecFrameLength());
            float[] noise = Signals.noise(1, 0.25, codecFrames * encoder.codecFrameLength());
            for (int packet = 0; packet < PACKETS; packet++) {
                lengths[packet] = encoder.encode(new float[][] {noise, noise}, 0, codecFrames, payloads[packet], 0);
            }
        }
        float[][] out = new float[2][decoder.maxFrames(ROOM)];
        int[] next = {0};
        return () -> {
            int packet = next[0]++ % PACKETS;
            decoder.decode(payloads[packet], 0, lengths[packet], out, 0);
        };
    }
}
