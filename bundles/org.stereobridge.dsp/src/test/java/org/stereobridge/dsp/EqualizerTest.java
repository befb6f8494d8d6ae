package org.stereobridge.dsp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stereobridge.routing.EqBand;
import org.stereobridge.routing.EqBand.Shape;
import org.stereobridge.testkit.Allocations;
import org.stereobridge.testkit.Signals;

class EqualizerTest {

    private static final int RATE_HZ = 44_100;
    private static final int BLOCK = 896;
    private static final EqCurve FULL = EqCurve.of(List.of(
            new EqBand(Shape.LOW_SHELF, 80, 6, 0.7),
            new EqBand(Shape.PEAK, 250, -4, 1.4),
            new EqBand(Shape.PEAK, 1_000, 3, 3),
            new EqBand(Shape.PEAK, 4_000, -9, 0.5),
            new EqBand(Shape.HIGH_SHELF, 9_000, 5, 0.7)), RATE_HZ);
    private static final EqCurve BASS = EqCurve.of(List.of(new EqBand(Shape.LOW_SHELF, 200, 12, 0.7)), RATE_HZ);

    private final Equalizer equalizer = new Equalizer();

    @ParameterizedTest
    @ValueSource(doubles = {20, 50, 80, 250, 700, 1_000, 2_000, 4_000, 9_000, 15_000, 20_000})
    void shouldHaveTheCurvesResponse(double hz) {
        settle(FULL);
        float[] impulse = new float[2 * RATE_HZ];
        impulse[0] = 1;

        inBlocks(FULL, impulse, BLOCK);

        double re = 0;
        double im = 0;
        for (int n = 0; n < impulse.length; n++) {
            re += impulse[n] * Math.cos(2 * Math.PI * hz * n / RATE_HZ);
            im += impulse[n] * Math.sin(2 * Math.PI * hz * n / RATE_HZ);
        }
        assertEquals(FULL.gainDb(hz), Levels.toDb(Math.hypot(re, im)), 0.001);
    }

    @Test
    void shouldLeaveFlatExactlyAsItIs() {
        float[] io = Signals.noise(1, 1, 5_000);

        inBlocks(EqCurve.FLAT, io, 77);

        assertArrayEquals(Signals.noise(1, 1, 5_000), io);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 100, 256, 257, 5_000})
    void shouldNotDependOnBlockLength(int block) {
        settle(FULL);
        float[] expected = Signals.noise(2, 1, 5_000);
        inBlocks(FULL, expected, 300);
        float[] io = Signals.noise(2, 1, 5_000);

        var other = new Equalizer();
        other.process(FULL, new float[BLOCK], 0, BLOCK);
        for (int done = 0; done < io.length; done += block) {
            other.process(FULL, io, done, Math.min(block, io.length - done));
        }

        assertArrayEquals(expected, io);
    }

    @ParameterizedTest
    @ValueSource(ints = {50, 1_000, 5_000})
    void shouldFadeFromCurveToCurveWithoutClick(int hz) {
        float[] io = Signals.sine(hz, 0.2, RATE_HZ, 40 * BLOCK);
        EqCurve[] curves = {EqCurve.FLAT, BASS, FULL, EqCurve.FLAT};

        for (int block = 0; block < 40; block++) {
            equalizer.process(curves[block / 10], io, block * BLOCK, BLOCK);
        }

        double loudest = 0.2 * Levels.fromDb(Math.max(0, Math.max(BASS.gainDb(hz), FULL.gainDb(hz))));
        double w = 2 * Math.PI * hz / RATE_HZ;
        // A sine's second difference is its amplitude by w^2; a fade bends by pi^2 / 2 of its step per block^2 more.
        double fade = loudest * (Math.PI / BLOCK) * (2 * w + Math.PI / BLOCK);
        for (int n = 2; n < io.length; n++) {
            double bend = Math.abs(io[n] - 2.0 * io[n - 1] + io[n - 2]);
            assertTrue(bend < 1.05 * loudest * w * w + fade, "bend of " + bend + " at " + n);
        }
    }

    @Test
    void shouldTakeUpTheNewCurveWithinOneCall() {
        float[] io = Signals.sine(60, 0.2, RATE_HZ, 60 * BLOCK);

        inBlocks(EqCurve.FLAT, io, io.length / 2);
        float[] changed = Signals.sine(60, 0.2, RATE_HZ, 60 * BLOCK);
        for (int block = 0; block < 60; block++) {
            equalizer.process(block < 10 ? EqCurve.FLAT : BASS, changed, block * BLOCK, BLOCK);
        }

        double gainDb = Levels.toDb(Levels.peak(changed, 30 * BLOCK, 30 * BLOCK) / 0.2);
        assertEquals(BASS.gainDb(60), gainDb, 0.01);
        assertArrayEquals(Signals.sine(60, 0.2, RATE_HZ, 60 * BLOCK), io);
    }

    @Test
    void shouldNotFadeToAnEqualCurve() {
        EqCurve again = EqCurve.of(List.of(new EqBand(Shape.LOW_SHELF, 200, 12, 0.7)), RATE_HZ);
        float[] expected = Signals.noise(3, 0.1, 4 * BLOCK);
        float[] io = expected.clone();
        inBlocks(BASS, expected, BLOCK);

        var other = new Equalizer();
        for (int block = 0; block < 4; block++) {
            other.process(block % 2 == 0 ? BASS : again, io, block * BLOCK, BLOCK);
        }

        assertArrayEquals(expected, io);
    }

    @Test
    void shouldFallSilentAfterSound() {
        float[] io = Signals.noise(4, 1, BLOCK);
        inBlocks(FULL, io, BLOCK);
        float[] silence = new float[10 * RATE_HZ];

        inBlocks(FULL, silence, BLOCK);

        assertEquals(0, Levels.peak(silence, silence.length - RATE_HZ, RATE_HZ));
    }

    @Test
    void shouldNotAllocate() {
        float[] io = new float[300];
        int[] calls = {0};

        assertEquals(0, Allocations.bytesIn(() -> equalizer.process(calls[0]++ % 3 == 0 ? BASS : FULL, io, 0, 300)));
    }

    private void settle(EqCurve curve) {
        equalizer.process(curve, new float[BLOCK], 0, BLOCK);
    }

    private void inBlocks(EqCurve curve, float[] io, int block) {
        for (int done = 0; done < io.length; done += block) {
            equalizer.process(curve, io, done, Math.min(block, io.length - done));
        }
    }
}
