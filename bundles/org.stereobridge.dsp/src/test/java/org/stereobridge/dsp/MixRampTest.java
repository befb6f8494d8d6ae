package org.stereobridge.dsp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stereobridge.testkit.Allocations;
import org.stereobridge.testkit.Signals;

class MixRampTest {

    private static final int FRAMES = 1_000;

    private final float[] left = Signals.noise(1, 1, FRAMES);
    private final float[] right = Signals.noise(2, 1, FRAMES);
    private final float[] out = new float[FRAMES];

    @Test
    void shouldCopyOneChannelExactly() {
        MixRamp.mix(left, right, 0, 0, 1, 0, 1, 0, 0, out, 0, FRAMES);

        assertArrayEquals(right, out);
    }

    @Test
    void shouldMixFromAndToOffsets() {
        MixRamp.mix(left, right, 100, 0.5f, 0.25f, 0.5f, 0.25f, 0, 0, out, 7, 10);

        for (int n = 0; n < 10; n++) {
            assertEquals(0.5f * left[100 + n] + 0.25f * right[100 + n], out[7 + n]);
        }
        assertEquals(0, out[6]);
        assertEquals(0, out[17]);
    }

    @ParameterizedTest
    @CsvSource({"200, 600", "0, 1000", "-300, 500", "800, 1600", "-500, 1500", "0, 1", "300, 300", "-10, 0",
        "1000, 1200"})
    void shouldGoFromOneRowToTheOther(int rampStart, int rampEnd) {
        MixRamp.mix(left, right, 0, 1, 0.2f, 0.1f, 0.9f, rampStart, rampEnd, out, 0, FRAMES);

        for (int n = 0; n < FRAMES; n++) {
            double way = n < rampStart ? 0 : n >= rampEnd ? 1 : (double) (n - rampStart) / (rampEnd - rampStart);
            double part = (1 - Math.cos(Math.PI * way)) / 2;
            double expected = (1 - 0.9 * part) * left[n] + (0.2 + 0.7 * part) * right[n];
            assertEquals(expected, out[n], 1e-6, "frame " + n);
        }
    }

    @Test
    void shouldNotClickWhereCallsMeet() {
        float[] whole = new float[FRAMES];
        MixRamp.mix(left, right, 0, 1, 0, 0, 1, 100, 900, whole, 0, FRAMES);

        for (int n = 0; n < FRAMES; n += 50) {
            MixRamp.mix(left, right, n, 1, 0, 0, 1, 100 - n, 900 - n, out, n, 50);
        }

        assertArrayEquals(whole, out);
    }

    @Test
    void shouldRampWithoutSteps() {
        float[] ones = new float[FRAMES];
        Arrays.fill(ones, 1);

        MixRamp.mix(ones, right, 0, 1, 0, 0, 0, 100, 900, out, 0, FRAMES);

        for (int n = 1; n < FRAMES; n++) {
            assertTrue(Math.abs(out[n] - out[n - 1]) < 2.0 / 800, "step at " + n);
        }
    }

    @Test
    void shouldNotAllocate() {
        assertEquals(0, Allocations.bytesIn(() -> MixRamp.mix(left, right, 0, 1, 0, 0, 1, 10, 90, out, 0, 100)));
    }
}
