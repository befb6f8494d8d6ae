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

class SampleRingTest {

    private static final int CAPACITY = 256;
    private static final int FADE = SampleRing.FADE;

    private final SampleRing ring = new SampleRing(CAPACITY);
    private final float[] left = new float[1_000];
    private final float[] right = new float[1_000];

    @ParameterizedTest
    @ValueSource(longs = {0, 5, -1_000, 1L << 40, -(1L << 33) + 7})
    void shouldHoldWhatWasWrittenOnItsTimeline(long start) {
        float[][] programme = {Signals.noise(1, 1, 5_000), Signals.noise(2, 1, 5_000)};
        var random = new Random(3);
        ring.restart(start);

        int written = 0;
        while (written < 4_000) {
            int frames = random.nextInt(CAPACITY);
            ring.write(programme, written, frames);
            written += frames;
            assertEquals(start + written, ring.endFrame());
            int position = written - CAPACITY - 100 + random.nextInt(CAPACITY + 200);
            int length = random.nextInt(500);
            ring.read(start + position, length, left, right, 11);
            assertHeld(programme, written, position, length);
        }
    }

    @Test
    void shouldKeepTheEndOfMoreThanItHolds() {
        float[][] programme = {Signals.noise(1, 1, 1_000), Signals.noise(2, 1, 1_000)};

        ring.write(programme, 10, 990);

        assertEquals(990, ring.endFrame());
        assertEquals(990 - CAPACITY, ring.startFrame());
        ring.read(990 - CAPACITY, CAPACITY, left, right, 0);
        assertArrayEquals(Arrays.copyOfRange(programme[0], 1_000 - CAPACITY, 1_000), Arrays.copyOf(left, CAPACITY));
        assertArrayEquals(Arrays.copyOfRange(programme[1], 1_000 - CAPACITY, 1_000), Arrays.copyOf(right, CAPACITY));
    }

    @Test
    void shouldBeSilentFarFromWhatItHolds() {
        ring.write(ones(), 0, 100);
        Arrays.fill(left, 9);

        ring.read(Long.MIN_VALUE / 2, 50, left, right, 0);
        ring.read(Long.MAX_VALUE / 2, 50, left, right, 50);

        assertEquals(0, Levels.peak(left, 0, 100));
        assertEquals(9, left[100]);
    }

    @Test
    void shouldForgetOnRestart() {
        ring.write(ones(), 0, 100);
        ring.writeSilence(10);

        ring.restart(50);

        assertEquals(50, ring.endFrame());
        ring.read(0, 100, left, right, 0);
        assertEquals(0, Levels.peak(left, 0, 100));
        ring.write(ones(), 0, 10);
        ring.read(50, 10, left, right, 0);
        assertBegins(ones()[0], 10, left);
    }

    @Test
    void shouldFadeOutAndInAroundAGap() {
        ring.write(ones(), 0, 100);
        ring.writeSilence(20);
        ring.write(ones(), 0, 10);
        ring.write(ones(), 0, 80);

        ring.read(0, 210, left, right, 0);

        assertArrayEquals(left, right);
        assertEquals(1, left[100 - FADE - 1]);
        assertEquals(0.5, left[100 - FADE / 2], 0.02);
        assertEquals(0, Levels.peak(left, 100, 20));
        assertEquals(0.5, left[120 + FADE / 2], 0.03);
        assertEquals(1, left[120 + FADE]);
        for (int n = 1; n < 210; n++) {
            assertTrue(Math.abs(left[n] - left[n - 1]) < 1.6 / FADE, "step at " + n);
        }
    }

    @Test
    void shouldFadeOutOnceInALongGap() {
        ring.write(ones(), 0, 100);
        ring.writeSilence(5);
        ring.read(0, 100, left, right, 0);
        float[] once = Arrays.copyOf(left, 100);

        ring.writeSilence(5);

        ring.read(0, 100, left, right, 0);
        assertArrayEquals(once, Arrays.copyOf(left, 100));
        assertEquals(110, ring.endFrame());
    }

    @Test
    void shouldFadeOutWhatHasHardlyFadedIn() {
        ring.writeSilence(20);
        ring.write(ones(), 0, 10);
        ring.writeSilence(20);

        ring.read(0, 50, left, right, 0);

        assertTrue(Levels.peak(left, 0, 50) < 0.02);
    }

    @Test
    void shouldBeSilentAfterALongGap() {
        ring.write(ones(), 0, 200);

        ring.writeSilence(CAPACITY + 77);

        assertEquals(277 + CAPACITY, ring.endFrame());
        ring.read(0, 600, left, right, 0);
        assertEquals(0, Levels.peak(left, 0, 600));
    }

    @Test
    void shouldFadeInOnlyOnceBehindAGapOfMoreThanItHolds() {
        ring.writeSilence(10);
        ring.write(ones(), 0, 500);

        ring.read(510 - CAPACITY, CAPACITY, left, right, 0);

        assertBegins(ones()[0], CAPACITY, left);
    }

    @Test
    void shouldTakeNothingForNothing() {
        ring.write(ones(), 0, 100);
        ring.writeSilence(0);
        ring.write(ones(), 0, 0);

        ring.read(0, 100, left, right, 0);

        assertEquals(100, ring.endFrame());
        assertBegins(ones()[0], 100, left);
    }

    @ParameterizedTest
    @ValueSource(ints = {-256, 0, 32, 100})
    void shouldRefuseOtherCapacities(int capacityFrames) {
        assertThrows(IllegalArgumentException.class, () -> new SampleRing(capacityFrames));
    }

    @Test
    void shouldNotAllocate() {
        float[][] in = ones();

        assertEquals(0, Allocations.bytesIn(() -> {
            ring.write(in, 0, 90);
            ring.writeSilence(7);
            ring.read(ring.endFrame() - 200, 150, left, right, 0);
        }));
    }

    private void assertHeld(float[][] programme, int written, int position, int length) {
        for (int n = 0; n < length; n++) {
            int at = position + n;
            boolean isHeld = at >= 0 && at >= written - CAPACITY && at < written;
            assertEquals(isHeld ? programme[0][at] : 0, left[11 + n]);
            assertEquals(isHeld ? programme[1][at] : 0, right[11 + n]);
        }
    }

    private static void assertBegins(float[] expected, int length, float[] actual) {
        assertArrayEquals(Arrays.copyOf(expected, length),
                Arrays.copyOf(actual, length));
    }

    private static float[][] ones() {
        float[] channel = new float[1_000];
        Arrays.fill(channel, 1);
        return new float[][] {channel, channel};
    }
}
