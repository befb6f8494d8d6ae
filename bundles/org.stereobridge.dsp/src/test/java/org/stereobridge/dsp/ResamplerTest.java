package org.stereobridge.dsp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.stereobridge.testkit.Allocations;
import org.stereobridge.testkit.Signals;

class ResamplerTest {

    private static final int RATE_HZ = 44_100;
    private static final int BLOCK = 896;
    private static final int FRAMES = 40 * BLOCK;
    private static final double START = 60;

    private final Resampler resampler = new Resampler();
    private final float[] out = new float[FRAMES];

    @ParameterizedTest
    @CsvSource({"20, 20", "997, -35", "10000, 100", "15000, -200", "19000, 200", "19900, 40", "20000, 20",
        "20000, -100", "20000, 200", "20000, 1000", "20000, -1000"})
    void shouldKeepSinesWithinMinus100Db(int hz, double ppm) {
        float[] in = Signals.sine(hz, 0.5, RATE_HZ, FRAMES + 200);
        double step = 1 + ppm / 1e6;

        inBlocks(in, START, step, BLOCK);

        assertTrue(snrDb(hz, START, step) >= 100, snrDb(hz, START, step) + " dB");
    }

    @Test
    void shouldCopyExactlyAtWholePositionsAndItsOwnRate() {
        float[] in = Signals.noise(1, 1, FRAMES + 200);

        resampler.process(in, 10, START, 1, out, 0, FRAMES);

        assertArrayEquals(Arrays.copyOfRange(in, 70, 70 + FRAMES), out, 1e-7f);
    }

    @Test
    void shouldShiftLikeFractionalDelay() {
        float[] in = Signals.noise(2, 1, FRAMES + 200);
        float[] expected = new float[FRAMES];
        var delay = new FractionalDelay();
        delay.fraction(0.25);
        delay.process(in, 0, expected, 0, FRAMES);

        resampler.process(in, 0, WindowedSinc.BEFORE + 0.25, 1, out, 0, FRAMES);

        assertArrayEquals(expected, out, 1e-6f);
    }

    @ParameterizedTest
    @CsvSource({"0.0005, 50", "0.9995, 50", "0, -50", "0.0005, -50", "0.999999, 1000", "0, -1000"})
    void shouldSlipBetweenSamples(double fraction, double ppm) {
        float[] in = Signals.sine(15_000, 0.5, RATE_HZ, FRAMES + 200);
        double step = 1 + ppm / 1e6;

        inBlocks(in, START + fraction, step, BLOCK);

        assertTrue(snrDb(15_000, START + fraction, step) >= 100);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 13, 256, FRAMES})
    void shouldNotDependOnBlockLength(int block) {
        float[] in = Signals.sine(3_000, 0.5, RATE_HZ, FRAMES + 200);

        inBlocks(in, START, 1.0001, block);

        assertTrue(snrDb(3_000, START, 1.0001) >= 100);
    }

    @Test
    void shouldTellWhereItIs() {
        float[] in = new float[2_000];

        assertEquals(100.5 + 1_000 * 0.9995, resampler.process(in, 0, 100.5, 0.9995, out, 0, 1_000), 1e-9);
        assertEquals(77.25, resampler.process(in, 0, 77.25, 1.0005, out, 0, 0));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.99, 1.0011, Double.NaN})
    void shouldRefuseOtherRatios(double step) {
        assertThrows(IllegalArgumentException.class, () -> resampler.process(out, 0, START, step, out, 0, 1));
    }

    @Test
    void shouldNotAllocate() {
        float[] in = new float[1_000];

        assertEquals(0, Allocations.bytesIn(() -> resampler.process(in, 0, START, 1.0001, out, 0, 200)));
    }

    private void inBlocks(float[] in, double start, double step, int block) {
        double position = start;
        for (int done = 0; done < FRAMES; done += block) {
            position = resampler.process(in, 0, position, step, out, done, Math.min(block, FRAMES - done));
        }
    }

    private double snrDb(int hz, double start, double step) {
        double signal = 0;
        double noise = 0;
        for (int n = 0; n < FRAMES; n++) {
            double truth = 0.5 * Math.sin(2 * Math.PI * hz * (start + n * step) / RATE_HZ);
            signal += truth * truth;
            noise += (out[n] - truth) * (out[n] - truth);
        }
        return 10 * Math.log10(signal / noise);
    }
}
