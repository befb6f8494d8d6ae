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

class FractionalDelayTest {

    private static final int RATE_HZ = 44_100;
    private static final int FRAMES = 5_000;

    private final FractionalDelay delay = new FractionalDelay();
    private final float[] out = new float[FRAMES];

    @ParameterizedTest
    @CsvSource({"20, 0.5", "997, 0.0001", "10000, 0.3333", "15000, 0.75", "19000, 0.5", "19900, 0.51", "20000, 0.5",
        "20000, 0.9999"})
    void shouldDelaySinesWithinMinus100Db(int hz, double fraction) {
        float[] in = Signals.sine(hz, 0.5, RATE_HZ, FRAMES + WindowedSinc.TAPS);
        delay.fraction(fraction);

        delay.process(in, 0, out, 0, FRAMES);

        assertTrue(snrDb(hz, fraction) >= 100, snrDb(hz, fraction) + " dB");
    }

    @Test
    void shouldCopyExactlyByDefault() {
        float[] in = Signals.noise(1, 1, FRAMES + WindowedSinc.TAPS);

        delay.process(in, 3, out, 0, FRAMES);

        int from = 3 + WindowedSinc.BEFORE;
        assertArrayEquals(Arrays.copyOfRange(in, from, from + FRAMES), out);
    }

    @Test
    void shouldCopyExactlyAgainAtZero() {
        float[] in = Signals.noise(1, 1, FRAMES + WindowedSinc.TAPS);
        delay.fraction(0.4);
        delay.fraction(0);

        delay.process(in, 0, out, 0, FRAMES);

        assertArrayEquals(Arrays.copyOfRange(in, WindowedSinc.BEFORE, WindowedSinc.BEFORE + FRAMES), out);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 128, 896, 1024, 1025, 5000})
    void shouldNotDependOnBlockLength(int block) {
        float[] in = Signals.noise(2, 1, FRAMES + WindowedSinc.TAPS);
        float[] expected = new float[FRAMES];
        delay.fraction(0.37);
        for (int n = 0; n < FRAMES; n++) {
            delay.process(in, n, expected, n, 1);
        }

        for (int done = 0; done < FRAMES; done += block) {
            delay.process(in, done, out, done, Math.min(block, FRAMES - done));
        }

        assertArrayEquals(expected, out);
    }

    @Test
    void shouldReadNothingBeyondItsReach() {
        float[] in = Signals.noise(3, 1, 10 + WindowedSinc.TAPS - 1);
        delay.fraction(0.5);

        delay.process(in, 0, out, FRAMES - 10, 10);

        assertTrue(Levels.peak(out, FRAMES - 10, 10) > 0);
        assertEquals(0, Levels.peak(out, 0, FRAMES - 10));
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, 1, Double.NaN})
    void shouldRefuseOtherFractions(double fraction) {
        assertThrows(IllegalArgumentException.class, () -> delay.fraction(fraction));
    }

    @Test
    void shouldNotAllocate() {
        float[] in = new float[FRAMES];
        double[] fraction = {0.1};

        assertEquals(0, Allocations.bytesIn(() -> {
            fraction[0] = 1 - fraction[0];
            delay.fraction(fraction[0]);
            delay.process(in, 0, out, 0, 200);
        }));
    }

    private double snrDb(int hz, double fraction) {
        double signal = 0;
        double noise = 0;
        for (int n = 0; n < FRAMES; n++) {
            double truth = 0.5 * Math.sin(2 * Math.PI * hz * (n + WindowedSinc.BEFORE + fraction) / RATE_HZ);
            signal += truth * truth;
            noise += (out[n] - truth) * (out[n] - truth);
        }
        return 10 * Math.log10(signal / noise);
    }
}
