package org.stereobridge.sync.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
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

    @ParameterizedTest
    @ValueSource(ints = {0, 8_000_000, 15_000_000, 19_000_000, 25_000_000, 45_000_000})
    void shouldKeepDeparturesClearOfArrivals(int jitterNs) {
        clock.keepClear(PACKET);

        play(5 * ONE_MINUTE, jitterNs);

        double later = clock.targetNs() * 1e-9 * RATE_HZ / PACKET % 1;
        assertTrue(later > 0.05 && later < 0.55, "leaves " + later + " of a packet after another came");
        assertTrue(clock.targetNs() > jitterNs / 2, "target: " + clock.targetNs());
    }

    @Test
    void shouldStayBetweenTheSameArrivals() {
        clock.keepClear(PACKET);
        play(5 * ONE_MINUTE, 25_000_000);
        long before = clock.targetNs();

        play(5 * ONE_MINUTE, 0);

        assertEquals(before, clock.targetNs(), 500_000);
    }

    @Test
    void shouldTakeTheLastOfWhatWasQueuedForPunctual() {
        for (int queued = 0; queued < 3; queued++) {
            position += PACKET;
            clock.onArrival(position, time(4 * PACKET));
        }
        play(ONE_MINUTE / 6, 0);

        assertEquals(0, clock.jitterNs(), 100_000);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, PACKET})
    void shouldGoOnWhereAnotherClockLeftOff(int clearFrames) {
        clock.keepClear(clearFrames);
        play(2 * ONE_MINUTE, 15_000_000);
        var next = new JitterClock(RATE_HZ, HEADROOM_NS);

        next.resume(clock.state().orElseThrow());
        next.keepClear(clearFrames);

        assertEquals(clock.jitterNs(), next.jitterNs(), 1);
        for (int packet = 0; packet < 10 * ONE_MINUTE / 60; packet++) {
            position += PACKET;
            long arrivalNs = time(position) + random.nextInt(15_000_000);
            clock.onArrival(position, arrivalNs);
            next.onArrival(position, arrivalNs);
            // The jitter of the last 16 s is handed over in one, and ages in one.
            assertEquals(0, next.departureNs(position) - clock.departureNs(position), 200_000);
            assertEquals(clock.driftPpm(), next.driftPpm(), 0.01);
        }
    }

    @Test
    void shouldHaveNothingToLeaveBeforeFirstArrival() {
        assertEquals(Optional.empty(), clock.state());
    }

    @Test
    void shouldNotAllocate() {
        clock.keepClear(PACKET);

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
