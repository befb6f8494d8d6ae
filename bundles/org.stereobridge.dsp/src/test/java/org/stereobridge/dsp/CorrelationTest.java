package org.stereobridge.dsp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.stereobridge.testkit.Allocations;

class CorrelationTest {

    private static final int RATE_HZ = 44_100;
    private static final int WINDOW = 8192;
    private static final int MAX_LAG = 300;
    private static final int OFFSET = 1_000;
    private static final double ONE_US = RATE_HZ / 1e6;

    private final Correlation correlation = new Correlation(WINDOW, MAX_LAG);

    @ParameterizedTest
    @CsvSource({"20, 20000, 0", "20, 20000, 12.3456", "200, 8000, -150.5", "100, 3000, 0.01", "60, 400, 33.3",
        "1000, 2000, -7.77", "5000, 20000, 299.4", "20, 16000, -299.9"})
    void shouldFindLagOfBandWithinAMicrosecond(double lowHz, double highHz, double lag) {
        float[] a = band(lowHz, highHz, 0, 0);
        float[] b = band(lowHz, highHz, lag, 0);

        double found = correlation.lag(a, OFFSET, b, OFFSET);

        assertEquals(lag, found, 0.2 * ONE_US);
        assertEquals(1, correlation.quality(), 1e-3);
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.3, 0, 41.7})
    void shouldNotBeMisledByDecay(double lag) {
        float[] a = band(80, 1_000, 0, 20);
        float[] b = band(80, 1_000, lag, 20);

        assertEquals(lag, correlation.lag(a, OFFSET, b, OFFSET), ONE_US);
    }

    @Test
    void shouldLookThroughNoiseOfACodec() {
        float[] a = band(50, 10_000, 0, 0);
        float[] b = band(50, 10_000, 4.56, 0);
        var random = new Random(9);
        for (int n = 0; n < b.length; n++) {
            b[n] = 0.4f * b[n] + 0.001f * (float) random.nextGaussian();
        }

        assertEquals(4.56, correlation.lag(a, OFFSET, b, OFFSET), ONE_US);
        assertTrue(correlation.quality() > 0.99);
    }

    @Test
    void shouldFindLagBetweenPlacesApart() {
        float[] a = band(100, 5_000, 0, 0);
        float[] b = band(100, 5_000, 500.25, 0);

        assertEquals(0.25, correlation.lag(a, OFFSET, b, OFFSET + 500), 0.2 * ONE_US);
    }

    @Test
    void shouldTakeTheOutsideForSilence() {
        float[] a = band(100, 5_000, 0, 0);

        assertEquals(0, correlation.lag(a, 0, a, 0), 0.2 * ONE_US);
        assertEquals(0, correlation.lag(a, a.length - WINDOW, a, a.length - WINDOW), 0.2 * ONE_US);
    }

    @Test
    void shouldNotFindLagOfSilence() {
        float[] sound = band(100, 5_000, 0, 0);
        float[] silence = new float[sound.length];

        assertEquals(Double.NaN, correlation.lag(silence, OFFSET, sound, OFFSET));
        assertEquals(Double.NaN, correlation.lag(sound, OFFSET, silence, OFFSET));
        assertEquals(0, correlation.quality());
    }

    @Test
    void shouldNotBeMisledByAnOnsetFarLouder() {
        float[] a = band(100, 5_000, 0, 0);
        float[] b = band(100, 5_000, 3.5, 0);
        for (int n = 0; n < OFFSET - MAX_LAG + 100; n++) {
            b[n] = 0;
        }
        b[OFFSET - MAX_LAG - 10] = 1_000;

        assertEquals(3.5, correlation.lag(a, OFFSET, b, OFFSET), ONE_US);
    }

    @Test
    void shouldTellStrangersApart() {
        float[] a = band(100, 9_000, 0, 0);
        float[] b = new float[a.length];
        var random = new Random(77);
        for (int n = 0; n < b.length; n++) {
            b[n] = (float) random.nextGaussian();
        }

        correlation.lag(a, OFFSET, b, OFFSET);

        assertTrue(correlation.quality() < 0.1);
    }

    @Test
    void shouldRefuseNoWindow() {
        assertThrows(IllegalArgumentException.class, () -> new Correlation(0, 10));
        assertThrows(IllegalArgumentException.class, () -> new Correlation(10, 0));
    }

    @Test
    void shouldNotAllocate() {
        var small = new Correlation(128, 16);
        float[] a = band(100, 9_000, 0, 0);

        assertEquals(0, Allocations.bytesIn(() -> small.lag(a, OFFSET, a, OFFSET + 3)));
    }

    /** Sines of random phase, evenly spread over a band, exactly so many frames late; in dB of decay per window. */
    private static float[] band(double lowHz, double highHz, double lag, double decayDb) {
        var random = new Random(42);
        int sines = 60;
        double[] sum = new double[WINDOW + 2 * OFFSET];
        for (int i = 0; i < sines; i++) {
            double w = 2 * Math.PI * (lowHz + (highHz - lowHz) * random.nextDouble()) / RATE_HZ;
            double phase = 2 * Math.PI * random.nextDouble();
            for (int n = 0; n < sum.length; n++) {
                sum[n] += Math.sin(w * (n - lag) + phase);
            }
        }
        float[] out = new float[sum.length];
        for (int n = 0; n < out.length; n++) {
            out[n] = (float) (sum[n] / sines * Levels.fromDb(-decayDb * (n - lag) / WINDOW));
        }
        return out;
    }
}
