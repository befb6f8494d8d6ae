package org.stereobridge.dsp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stereobridge.testkit.Allocations;
import org.stereobridge.testkit.Signals;

class LimiterTest {

    private static final int RATE_HZ = 44_100;
    private static final float CEILING = 0.9f;
    private static final int DELAY = Limiter.LOOKAHEAD;

    private final Limiter limiter = new Limiter(RATE_HZ, CEILING);

    @Test
    void shouldOnlyDelayWhatIsBelowTheCeiling() {
        float[] in = Signals.noise(1, CEILING, RATE_HZ);

        float[] out = inBlocks(in, 896);

        assertDelayed(in, out, 0);
        assertEquals(0, limiter.limitedFrames());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 50, 64, 100, 896})
    void shouldNeverExceedTheCeiling(int block) {
        float[] in = Signals.noise(2, 1, RATE_HZ);
        var random = new Random(3);
        for (int n = 0; n < in.length; n++) {
            in[n] *= random.nextInt(200) == 0 ? 20 * random.nextFloat() : 0.8f;
        }

        float[] out = inBlocks(in, block);

        assertTrue(Levels.peak(out, 0, out.length) <= CEILING);
        assertTrue(limiter.limitedFrames() > 0);
    }

    @Test
    void shouldNotDependOnBlockLength() {
        float[] in = Signals.noise(4, 1.2, RATE_HZ);
        float[] expected = inBlocks(in, in.length);
        limiter.reset();

        assertArrayEquals(expected, inBlocks(in, 33));
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 1_000, 10_000})
    void shouldTurnDownNotClip(int hz) {
        float[] in = Signals.sine(hz, 1.8, RATE_HZ, RATE_HZ);

        float[] out = inBlocks(in, 896);

        float[] expected = Signals.sine(hz, CEILING, RATE_HZ, RATE_HZ);
        for (int n = 1_000; n < RATE_HZ - DELAY; n++) {
            assertEquals(expected[n], out[n + DELAY], 0.01);
        }
    }

    @Test
    void shouldTurnDownWithoutSteps() {
        float[] gain = gainAround(0.5f, 2 * CEILING);

        double steepest = 0;
        for (int n = DELAY; n + 1 < gain.length; n++) {
            steepest = Math.max(steepest, Math.abs(gain[n + 1] - gain[n]));
        }
        assertTrue(steepest < 0.02, "step of " + steepest);
    }

    @Test
    void shouldRelease() {
        float[] gain = gainAround(0.5f, 2 * CEILING);

        int peak = RATE_HZ / 10 + DELAY;
        int timeConstant = RATE_HZ * 80 / 1000;
        assertEquals(0.5, gain[peak + 1], 0.03);
        assertEquals(1 - 0.5 / Math.E, gain[peak + DELAY / 2 + timeConstant], 0.02);
    }

    @Test
    void shouldBeExactAgainAfterAPeak() {
        float[] in = Signals.noise(5, 0.8, 3 * RATE_HZ);
        in[1_000] = 5;

        float[] out = inBlocks(in, 896);

        assertDelayed(in, out, 2 * RATE_HZ);
        long limited = limiter.limitedFrames();
        assertTrue(limited > 1_000 && limited < 2 * RATE_HZ, "limited " + limited);
    }

    @ParameterizedTest
    @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
    void shouldSilenceWhatIsNoSample(float odd) {
        float[] in = Signals.noise(6, 0.5, 2_000);
        float[] clean = in.clone();
        clean[500] = 0;
        in[500] = odd;

        float[] out = inBlocks(in, 100);

        assertDelayed(clean, out, 0);
    }

    @Test
    void shouldForgetOnReset() {
        inBlocks(Signals.noise(7, 3, 1_000), 100);
        limiter.reset();

        float[] in = Signals.noise(8, 0.8, 1_000);
        float[] out = inBlocks(in, 100);

        assertArrayEquals(new float[DELAY], Arrays.copyOf(out, DELAY));
        assertDelayed(in, out, 0);
    }

    @ParameterizedTest
    @ValueSource(floats = {0, -1, Float.NaN, Float.POSITIVE_INFINITY})
    void shouldRefuseOtherCeilings(float ceiling) {
        assertThrows(IllegalArgumentException.class, () -> new Limiter(RATE_HZ, ceiling));
    }

    @Test
    void shouldNotAllocate() {
        float[] loud = Signals.noise(9, 3, 100);
        float[] io = new float[200];

        assertEquals(0, Allocations.bytesIn(() -> {
            System.arraycopy(loud, 0, io, 0, 100);
            limiter.process(io, 0, 200);
        }));
    }

    private float[] inBlocks(float[] in, int block) {
        float[] io = in.clone();
        for (int done = 0; done < io.length; done += block) {
            limiter.process(io, done, Math.min(block, io.length - done));
        }
        return io;
    }

    /** The gain that a quiet constant gets around one peak, at a tenth of a second. */
    private float[] gainAround(float constant, float peak) {
        float[] in = new float[RATE_HZ / 2];
        Arrays.fill(in, constant);
        in[RATE_HZ / 10] = peak;
        float[] gain = inBlocks(in, 896);
        for (int n = DELAY; n < gain.length; n++) {
            gain[n] /= in[n - DELAY];
        }
        return gain;
    }

    private static void assertDelayed(float[] in, float[] out, int from) {
        assertArrayEquals(Arrays.copyOfRange(in, from, in.length - DELAY),
                Arrays.copyOfRange(out, from + DELAY, out.length));
    }
}
