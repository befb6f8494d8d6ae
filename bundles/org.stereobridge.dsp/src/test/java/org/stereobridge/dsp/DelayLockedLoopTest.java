package org.stereobridge.dsp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stereobridge.testkit.Allocations;

class DelayLockedLoopTest {

    private static final int RATE_HZ = 44_100;
    private static final int PACKET = 896;
    private static final int ONE_MINUTE = 60 * RATE_HZ / PACKET;

    private final DelayLockedLoop loop = new DelayLockedLoop(RATE_HZ);

    @ParameterizedTest
    @ValueSource(doubles = {-150, -40, 0, 80})
    void shouldFindDriftBehindArrivalJitter(double ppm) {
        play(ppm, 5 * ONE_MINUTE, 0, 15_000_000);

        assertEquals(ppm, loop.driftPpm(), 8);
    }

    @Test
    void shouldHoldTimeToAThirtiethOfTheJitter() {
        double worstNs = play(40, 5 * ONE_MINUTE, 0, 15_000_000);

        assertTrue(worstNs < 500_000, "worst time error after a minute: " + worstNs + " ns");
    }

    @Test
    void shouldFollowASteadyClockFromTheStart() {
        play(40, ONE_MINUTE / 60, 0, 1);

        assertTrue(Math.abs(loop.errorNs()) < 50_000, "error: " + loop.errorNs());
    }

    @Test
    void shouldNotBePulledByAPacketThatWasHeldUp() {
        play(0, ONE_MINUTE, 0, 1);
        long position = (long) ONE_MINUTE * PACKET;
        long expectedNs = loop.timeOf(position + PACKET);

        loop.onArrival(position, loop.timeOf(position) + 300_000_000);

        assertEquals(expectedNs, loop.timeOf(position + PACKET), 300_000);
    }

    @Test
    void shouldSurviveClockWrap() {
        play(40, 5 * ONE_MINUTE, Long.MAX_VALUE - 1_000_000_000, 1_000_000);

        assertEquals(40, loop.driftPpm(), 3);
    }

    @Test
    void shouldForgetOnReset() {
        play(200, ONE_MINUTE, 0, 1);

        loop.reset();
        loop.onArrival(5_000, 77);

        assertEquals(77, loop.timeOf(5_000));
        assertEquals(0, loop.driftPpm());
    }

    @Test
    void shouldNotAllocate() {
        var position = new long[1];

        assertEquals(0, Allocations.bytesIn(() -> {
            position[0] += PACKET;
            loop.onArrival(position[0], position[0] * 22_676);
        }));
    }

    /** Plays a crystal that is fast by ppm; returns the worst error of the time that was foretold after a minute. */
    private double play(double ppm, int packets, long startNs, int jitterNs) {
        var random = new Random(42);
        double periodNs = 1e9 * PACKET / RATE_HZ / (1 + ppm / 1e6);
        double worstNs = 0;
        for (int packet = 0; packet < packets; packet++) {
            double trueNs = packet * periodNs;
            loop.onArrival((long) packet * PACKET, startNs + Math.round(trueNs) + random.nextInt(jitterNs));
            if (packet > ONE_MINUTE) {
                double expectedNs = trueNs + jitterNs / 2.0;
                worstNs = Math.max(worstNs, Math.abs(loop.timeOf((long) packet * PACKET) - startNs - expectedNs));
            }
        }
        return worstNs;
    }
}
