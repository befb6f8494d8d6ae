package org.stereobridge.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.stereobridge.a2dp.AirTime;
import org.stereobridge.a2dp.RtpHeader;
import org.stereobridge.codec.CodecProvider;
import org.stereobridge.codec.Decoder;
import org.stereobridge.codec.Encoder;
import org.stereobridge.codec.StreamConfig;
import org.stereobridge.codec.StreamUse;
import org.stereobridge.codec.aac.internal.AacProvider;
import org.stereobridge.codec.aptx.internal.AptxProvider;
import org.stereobridge.codec.ldac.internal.LdacProvider;
import org.stereobridge.codec.sbc.internal.SbcProvider;
import org.stereobridge.testkit.Signals;

/** The table of docs/codecs.md: what one channel to a speaker is like in each codec, at 44.1 kHz. */
class CodecTableTest {

    private static final int RATE_HZ = 44_100;
    private static final int FRAMES = 100_352; // a multiple of all codecFrames, and 2.3 s
    private static final int SETTLED = 20_000;
    private static final int MTU_BYTES = 1_005;
    private static final int SOURCE_FRAMES = 896;

    /** Codecs, with the least SNR in dB of noise as music has it, and of a tone of 1 kHz. */
    private enum Codec {
        SBC(Optional::empty, SbcProvider::new, 30, 30),
        APTX(AptxProvider::problem, AptxProvider::aptx, 19, 30),
        APTX_HD(AptxProvider::problem, AptxProvider::hd, 29, 40),
        AAC(AacProvider::problem, AacProvider::new, 12, 50),
        /** It has no decoder here. */
        LDAC(LdacProvider::problem, LdacProvider::new, 0, 0);

        private final Supplier<Optional<String>> problem;
        private final Supplier<CodecProvider> provider;
        private final double leastDb;
        private final double leastToneDb;

        Codec(Supplier<Optional<String>> problem, Supplier<CodecProvider> provider, double leastDb,
                double leastToneDb) {
            this.problem = problem;
            this.provider = provider;
            this.leastDb = leastDb;
            this.leastToneDb = leastToneDb;
        }
    }

    @ParameterizedTest
    @EnumSource(Codec.class)
    void shouldBeAsGoodAsTheTableSays(Codec codec) {
        assumeTrue(codec.problem.get().isEmpty(), () -> codec + " is left out: " + codec.problem.get().orElse(""));
        CodecProvider provider = codec.provider.get();
        StreamConfig config = provider.choose(provider.capabilities(StreamUse.SPEAKER), StreamUse.SPEAKER, RATE_HZ)
                .orElseThrow();

        double airShare = airShare(provider, config);
        double snrDb = provider.serves(StreamUse.PROGRAMME)
                ? snrDb(provider, config, Signals.music(1, 0.5, FRAMES)) : Double.NaN;
        double toneDb = provider.serves(StreamUse.PROGRAMME)
                ? snrDb(provider, config, Signals.sine(1_000, 0.5, RATE_HZ, FRAMES)) : Double.NaN;

        System.out.printf(Locale.ROOT, "%-26s delay %4d frames, air %4.1f %%, SNR %4.1f dB, of a tone %4.1f dB%n",
                config.label(), provider.delayFrames(config), 100 * airShare, snrDb, toneDb);
        assertTrue(airShare > 0 && airShare < 0.6);
        assertTrue(Double.isNaN(snrDb) || snrDb > codec.leastDb, snrDb + " dB");
        assertTrue(Double.isNaN(toneDb) || toneDb > codec.leastToneDb, toneDb + " dB");
    }

    /** As late as it tells: a frame more or less costs a tone of 1 kHz all but 17 dB. */
    private static double snrDb(CodecProvider provider, StreamConfig config, float[] said) {
        float[][] out = new float[2][FRAMES];
        byte[] payload = new byte[MTU_BYTES];
        try (Encoder encoder = provider.encoder(config); Decoder decoder = provider.decoder(config)) {
            int codecFrames = encoder.codecFrameLength() == 32 ? 4 : 1;
            int frames = codecFrames * encoder.codecFrameLength();
            for (int at = 0; at + frames <= FRAMES; at += frames) {
                int bytes = encoder.encode(new float[][] {said, said}, at, codecFrames, payload, 0);
                assertEquals(frames, decoder.decode(payload, 0, bytes, out, at));
            }
        }
        int delay = provider.delayFrames(config);
        return Signals.snrDb(said, SETTLED, out[0], SETTLED + delay, FRAMES - 2 * SETTLED);
    }

    /** Of a radio with 2-DH5 packets, where packets hold what a source's do, or as much of that as fits. */
    private static double airShare(CodecProvider provider, StreamConfig config) {
        int header = provider.usesRtp() ? RtpHeader.LENGTH : 0;
        try (Encoder encoder = provider.encoder(config)) {
            int length = encoder.codecFrameLength();
            int codecFrames = Math.min(encoder.maxCodecFrames(MTU_BYTES - header), Math.max(1, SOURCE_FRAMES / length));
            float[] noise = Signals.noise(1, 0.5, codecFrames * length);
            byte[] payload = new byte[MTU_BYTES];
            long bytes = 0;
            int packets = 50;
            for (int packet = 0; packet < packets; packet++) {
                bytes += encoder.encode(new float[][] {noise, noise}, 0, codecFrames, payload, 0) + header;
            }
            return AirTime.share(AirTime.Modulation.EDR_2, (int) (bytes / packets),
                    (double) RATE_HZ / (codecFrames * length));
        }
    }
}
