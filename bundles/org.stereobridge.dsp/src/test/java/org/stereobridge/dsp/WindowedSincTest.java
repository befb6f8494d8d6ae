package org.stereobridge.dsp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stereobridge.testkit.Allocations;

class WindowedSincTest {

    private static final double RATE_HZ = 44_100;

    private final float[] taps = new float[WindowedSinc.TAPS];

    @ParameterizedTest
    @ValueSource(ints = {20, 1000, 5000, 10_000, 15_000, 17_000, 18_000, 19_000, 19_250, 19_500, 19_750,
        19_900, 20_000})
    void shouldErrByLessThanMinus104Db(int hz) {
        double w = 2 * Math.PI * hz / RATE_HZ;
        double worst = 0;
        // Most of these fractions are not in the table.
        for (int i = 0; i <= 2_000; i++) {
            worst = Math.max(worst, error(w, i / 2_000.0));
        }

        assertTrue(Levels.toDb(worst) < -104, "error " + Levels.toDb(worst) + " dB");
    }

    @Test
    void shouldBeExactOnSamples() {
        float[] expected = new float[WindowedSinc.TAPS];
        expected[WindowedSinc.BEFORE] = 1;

        WindowedSinc.coefficients(0, taps);

        assertArrayEquals(expected, taps);
    }

    @Test
    void shouldReachNextSampleAtOne() {
        float[] expected = new float[WindowedSinc.TAPS];
        expected[WindowedSinc.BEFORE + 1] = 1;

        WindowedSinc.coefficients(1, taps);

        assertArrayEquals(expected, taps);
    }

    @Test
    void shouldReachAsFarAsItSays() {
        assertEquals(WindowedSinc.TAPS, WindowedSinc.BEFORE + 1 + WindowedSinc.AFTER);
    }

    @ParameterizedTest
    @ValueSource(doubles = {-1e-9, 1.000001, Double.NaN})
    void shouldRefuseOtherFractions(double fraction) {
        assertThrows(IllegalArgumentException.class, () -> WindowedSinc.coefficients(fraction, taps));
    }

    @Test
    void shouldNotAllocate() {
        assertEquals(0, Allocations.bytesIn(() -> WindowedSinc.coefficients(0.123, taps)));
    }

    /** How far the filter's response is from a pure delay by the fraction. */
    private double error(double w, double fraction) {
        WindowedSinc.coefficients(fraction, taps);
        double re = -1;
        double im = 0;
        for (int k = 0; k < taps.length; k++) {
            double t = k - WindowedSinc.BEFORE - fraction;
            re += taps[k] * Math.cos(w * t);
            im += taps[k] * Math.sin(w * t);
        }
        return Math.hypot(re, im);
    }
}
