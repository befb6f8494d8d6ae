package org.stereobridge.codec.sbc.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.stereobridge.a2dp.SbcConfig;
import org.stereobridge.testkit.Allocations;

class SbcEncoderTest {

    private static final int ONE_FRAME = 128;

    /** What the filter banks allow; two mono channels of 16 bits a sample come nearest. */
    @ParameterizedTest
    @MethodSource("shapes")
    void shouldLoseNextToNothingAtGreatestBitpool(SbcConfig config) {
        int delay = 9 * config.subbands() + 1;
        float[][] in = Streams.music(1, 0.5, 40 * config.frameLength());

        double[][] out = Streams.decodeExactly(config, Streams.encode(config, in, config.bitpoolLimit()));

        for (int channel = 0; channel < config.channels(); channel++) {
            double snrDb = snrDb(in[channel], out[channel], delay);
            assertTrue(snrDb > 60, config + ": " + snrDb + " dB");
        }
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void shouldBetterWithBitpool(SbcConfig config) {
        int delay = 9 * config.subbands() + 1;
        float[][] in = Streams.music(1, 0.5, 40 * config.frameLength());
        double lastDb = 0;

        for (int bitpool = config.bitpoolLimit() / 8; bitpool <= config.bitpoolLimit() / 2; bitpool *= 2) {
            double[][] out = Streams.decodeExactly(config, Streams.encode(config, in, bitpool));
            double snrDb = snrDb(in[0], out[0], delay);
            assertTrue(snrDb > lastDb + 3, config + ", bitpool " + bitpool + ": " + snrDb + " dB after " + lastDb);
            lastDb = snrDb;
        }
    }

    @Test
    void shouldClipWhatIsBeyondFullScale() {
        float[][] loud = Streams.music(1, 8, 20 * ONE_FRAME);
        float[][] clipped = {loud[0].clone(), loud[1].clone()};
        for (float[] channel : clipped) {
            for (int n = 0; n < channel.length; n++) {
                channel[n] = Math.max(-1, Math.min(1, channel[n]));
            }
        }
        loud[0][700] = Float.POSITIVE_INFINITY;
        clipped[0][700] = 1;

        assertArrayEquals(Streams.encode(Shapes.JOINT_53, clipped, 53), Streams.encode(Shapes.JOINT_53, loud, 53));
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void shouldTakeNaNForSilence(SbcConfig config) {
        for (int n = 0; n < config.subbands(); n++) {
            float[][] broken = Streams.music(1, 0.5, 5 * config.frameLength());
            float[][] silenced = {broken[0].clone(), broken[1].clone()};
            broken[0][2 * config.frameLength() + n] = Float.NaN;
            silenced[0][2 * config.frameLength() + n] = 0;

            assertArrayEquals(Streams.encode(config, silenced, 19), Streams.encode(config, broken, 19));
        }
    }

    /** The input that drives a subband highest: full scale with the signs of its impulse response. */
    @ParameterizedTest
    @ValueSource(ints = {4, 8})
    void shouldKeepSubbandsBelowGreatestScaleAtWorst(int subbands) {
        double[] c = Prototype.coefficients(subbands);
        for (int band = 0; band < subbands; band++) {
            float[] worst = new float[16 * subbands];
            for (int i = 0; i < c.length; i++) {
                double response = c[i] * Math.cos((band + 0.5) * (i - subbands / 2) * Math.PI / subbands);
                worst[worst.length - 1 - i] = (float) Math.signum(response);
            }
            float[] samples = new float[worst.length];

            new AnalysisFilter(subbands, 16).process(worst, 0, samples);

            float peak = Math.abs(samples[15 * subbands + band]);
            assertTrue(peak > 16_384 && peak < 65_536, "subband " + band + ": " + peak);
        }
    }

    @Test
    void shouldNeverWriteTheForbiddenCode() {
        float[] square = new float[200 * ONE_FRAME];
        for (int n = 0; n < square.length; n++) {
            square[n] = n % 96 < 48 ? 1 : -1;
        }

        byte[] stream = Streams.encode(Shapes.MONO_53, new float[][] {square}, 53, 128);

        double[][] out = Streams.decodeExactly(Shapes.MONO_53, stream);
        assertTrue(Arrays.stream(out[0]).allMatch(sample -> Math.abs(sample) < 1.3 * 32_768));
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 1, 129, 250})
    void shouldRefuseBitpoolThatNoMonoFrameHas(int bitpool) {
        var encoder = new SbcEncoder(Shapes.MONO_53);

        assertThrows(IllegalArgumentException.class,
                () -> encoder.encode(new float[1][ONE_FRAME], 0, bitpool, new byte[600], 0));
    }

    @Test
    void shouldForgetHistoryOnReset() {
        float[][] in = Streams.music(1, 0.5, ONE_FRAME);
        var encoder = new SbcEncoder(Shapes.JOINT_53);
        byte[] first = new byte[119];
        byte[] second = new byte[119];
        encoder.encode(in, 0, 53, first, 0);

        encoder.reset();
        encoder.encode(in, 0, 53, second, 0);

        assertArrayEquals(first, second);
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void shouldNotAllocate(SbcConfig config) {
        float[][] in = Streams.music(1, 0.5, config.frameLength());
        byte[] frame = new byte[config.frameBytes(config.bitpoolLimit())];
        var encoder = new SbcEncoder(config);

        assertEquals(0,
                Allocations.bytesIn(() -> encoder.encode(in, 0, config.bitpoolLimit(), frame, 0), 2_000, 1_000));
    }

    static List<SbcConfig> shapes() {
        return Shapes.tried();
    }

    private static double snrDb(float[] in, double[] out, int delay) {
        double signal = 0;
        double noise = 0;
        for (int n = delay; n < out.length; n++) {
            double truth = 32_768.0 * in[n - delay];
            signal += truth * truth;
            noise += (out[n] - truth) * (out[n] - truth);
        }
        return 10 * Math.log10(signal / noise);
    }
}
