package org.stereobridge.codec.sbc.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.stereobridge.a2dp.SbcConfig;
import org.stereobridge.a2dp.SbcConfig.Allocation;
import org.stereobridge.a2dp.SbcConfig.ChannelMode;
import org.stereobridge.testkit.Signals;

/** What becomes of the sound on the way that all of it takes: JOINT 53 in, decoded, MONO 53 out. */
class TandemTest {

    private static final int RATE_HZ = 44_100;
    private static final int ONE_SECOND = 344 * 128;
    private static final int SETTLED = 1_000;

    @ParameterizedTest
    @ValueSource(doubles = {20, 31.5, 50, 100, 200, 500, 1_000, 1_378.125, 2_000, 2_756.25, 3_150, 4_000, 5_000,
        5_512.5, 6_300, 8_000, 8_268.75, 10_000, 11_025, 12_500, 13_781.25, 14_000, 16_000, 16_537.5, 18_000, 19_293.75,
        20_000})
    void shouldBeFlat(double frequencyHz) {
        float[] sine = Signals.sine(frequencyHz, 0.5, RATE_HZ, ONE_SECOND);

        double[] heard = tandem(new float[][] {sine, new float[ONE_SECOND]});

        assertEquals(0, 20 * Math.log10(amplitude(heard, frequencyHz) / (0.5 * 32_768)), 0.011);
    }

    @ParameterizedTest
    @CsvSource({"8, 73", "4, 37"})
    void shouldDelayByTheFilterBanksOnly(int subbands, int delayFrames) {
        var config = new SbcConfig(RATE_HZ, ChannelMode.MONO, 16, subbands, Allocation.SNR, 2, 16 * subbands);
        float[] noise = Signals.noise(1, 0.5, ONE_SECOND);

        double[] heard = Streams.decode(config, Streams.encode(config, new float[][] {noise}, 16 * subbands))[0];

        assertTrue(snrDb(noise, heard, delayFrames) > 60, () -> snrDb(noise, heard, delayFrames) + " dB");
        assertTrue(snrDb(noise, heard, delayFrames - 1) < 10);
        assertTrue(snrDb(noise, heard, delayFrames + 1) < 10);
    }

    @Test
    void shouldKeepChannelsApart() {
        float[] sine = Signals.sine(1_000, 0.5, RATE_HZ, ONE_SECOND);

        double[] heard = tandem(new float[][] {new float[ONE_SECOND], sine});

        assertTrue(20 * Math.log10(amplitude(heard, 1_000) / (0.5 * 32_768)) < -80);
    }

    /** What is heard on the left. */
    private static double[] tandem(float[][] in) {
        double[][] between = Streams.decode(Shapes.JOINT_53, Streams.encode(Shapes.JOINT_53, in, 53));
        float[] left = new float[between[0].length];
        for (int n = 0; n < left.length; n++) {
            left[n] = (float) (between[0][n] / 32_768);
        }
        return Streams.decode(Shapes.MONO_53, Streams.encode(Shapes.MONO_53, new float[][] {left}, 53))[0];
    }

    /** Amplitude of the sine, by least squares: quantisation noise does not count. */
    private static double amplitude(double[] heard, double frequencyHz) {
        double cc = 0;
        double cs = 0;
        double ss = 0;
        double xc = 0;
        double xs = 0;
        for (int n = SETTLED; n < heard.length; n++) {
            double c = Math.cos(2 * Math.PI * frequencyHz * n / RATE_HZ);
            double s = Math.sin(2 * Math.PI * frequencyHz * n / RATE_HZ);
            cc += c * c;
            cs += c * s;
            ss += s * s;
            xc += heard[n] * c;
            xs += heard[n] * s;
        }
        double determinant = cc * ss - cs * cs;
        return Math.hypot((xc * ss - xs * cs) / determinant, (xs * cc - xc * cs) / determinant);
    }

    private static double snrDb(float[] in, double[] out, int delayFrames) {
        double signal = 0;
        double noise = 0;
        for (int n = SETTLED; n < out.length; n++) {
            double truth = 32_768.0 * in[n - delayFrames];
            signal += truth * truth;
            noise += (out[n] - truth) * (out[n] - truth);
        }
        return 10 * Math.log10(signal / noise);
    }
}
