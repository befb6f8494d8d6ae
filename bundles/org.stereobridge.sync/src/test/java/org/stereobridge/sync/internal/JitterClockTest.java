package org.stereobridge.sync.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.stereobridge.testkit.Allocations;

class JitterClockTest {

    private static final int RATE_HZ = 44_100;
    private static final int PACKET = 896;
    private static final int ONE_MINUTE = 60 * RATE_HZ / PACKET;
    private static final long HEADROOM_NS = 2_000_000;

    private final JitterClock clock = new JitterClock(RATE_HZ, HEADROOM_NS);

    private final Random random = new Random(1);
    private long position;
    private int late;
    private long longestStepNs;

    @Test
    void shouldComeDownToHeadroomWithoutJitter() {
        play(2 * ONE_MINUTE, 0);

        assertEquals(HEADROOM_NS, clock.targetNs(), 20_000);
        assertEquals(0, clock.jitterNs(), 20_000);
    }

    @Test
    void shouldCoverMeasuredJitter() {
        play(2 * ONE_MINUTE, 15_000_000);

        assertEquals(15_000_000, clock.jitterNs(), 1_500_000);
        assertEquals(7_500_000 + HEADROOM_NS, clock.targetNs(), 1_000_000);
    }

    @Test
    void shouldLetNoPacketComeLateOnceSettled() {
        play(2 * ONE_MINUTE, 15_000_000);
        late = 0;

        play(2 * ONE_MINUTE, 15_000_000);

        assertEquals(0, late);
    }

    @Test
    void shouldMoveDeparturesSmoothly() {
        play(ONE_MINUTE, 15_000_000);
        longestStepNs = 0;

        play(ONE_MINUTE, 15_000_000);

        assertTrue(longestStepNs < 60_000, "a departure moved by " + longestStepNs + " ns against its forecast");
    }

    @Test
    void shouldNotGrowForAStall() {
        play(ONE_MINUTE, 0);
        long before = clock.targetNs();

        clock.onArrival(position, time(position) + 300_000_000);

        assertTrue(clock.targetNs() - before < 50_000, "target went from " + before + " to " + clock.targetNs());
    }

    @Test
    void shouldNotAllocate() {
        assertEquals(0, Allocations.bytesIn(() -> {
            position += PACKET;
            clock.onArrival(position, time(position));
            clock.departureNs(position);
        }));
    }

    private long time(long position) {
        return Math.round(position * 1e9 / RATE_HZ / (1 + 40e-6));
    }

    private void play(int packets, int jitterNs) {
        for (int packet = 0; packet < packets; packet++) {
            position += PACKET;
            long forecastNs = clock.departureNs(position);
            long arrivalNs = time(position) + (jitterNs == 0 ? 0 : random.nextInt(jitterNs));
            clock.onArrival(position, arrivalNs);
            longestStepNs = Math.max(longestStepNs, Math.abs(clock.departureNs(position) - forecastNs));
            if (arrivalNs > clock.departureNs(position)) {
                late++;
            }
        }
    }
}
