package org.stereobridge.dsp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stereobridge.testkit.Allocations;

class FftTest {

    private static final double TOLERANCE = 1e-12;

    @ParameterizedTest
    @ValueSource(ints = {2, 4, 8, 32, 64, 256, 512})
    void shouldFollowDefinition(int size) {
        double[] re = noise(1, size);
        double[] im = noise(2, size);
        double[] expectedRe = new double[size];
        double[] expectedIm = new double[size];
        for (int k = 0; k < size; k++) {
            for (int n = 0; n < size; n++) {
                double w = -2 * Math.PI * ((long) k * n % size) / size;
                expectedRe[k] += re[n] * Math.cos(w) - im[n] * Math.sin(w);
                expectedIm[k] += re[n] * Math.sin(w) + im[n] * Math.cos(w);
            }
        }

        new Fft(size).forward(re, im);

        assertArrayEquals(expectedRe, re, TOLERANCE * size);
        assertArrayEquals(expectedIm, im, TOLERANCE * size);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 1024, 2048, 65_536})
    void shouldUndoItself(int size) {
        var fft = new Fft(size);
        double[] re = noise(3, size);
        double[] im = noise(4, size);

        fft.forward(re, im);
        fft.inverse(re, im);

        assertArrayEquals(noise(3, size), re, TOLERANCE);
        assertArrayEquals(noise(4, size), im, TOLERANCE);
        assertEquals(size, fft.size());
    }

    @ParameterizedTest
    @ValueSource(ints = {-8, 0, 1, 3, 1000})
    void shouldRefuseOtherSizes(int size) {
        assertThrows(IllegalArgumentException.class, () -> new Fft(size));
    }

    @Test
    void shouldNotAllocate() {
        var fft = new Fft(128);
        double[] re = noise(5, 128);
        double[] im = noise(6, 128);

        assertEquals(0, Allocations.bytesIn(() -> {
            fft.forward(re, im);
            fft.inverse(re, im);
        }));
    }

    private static double[] noise(long seed, int size) {
        return new Random(seed).doubles(size, -1, 1).toArray();
    }
}
