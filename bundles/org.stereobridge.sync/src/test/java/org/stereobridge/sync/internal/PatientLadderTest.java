package org.stereobridge.sync.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stereobridge.sync.LinkHealth;
import org.stereobridge.testkit.Allocations;

class PatientLadderTest {

    private static final int STEPS = 4;
    private static final long PACKET_NS = 20_000_000;
    private static final int ONE_SECOND = 50; // packets

    private final PatientLadder ladder = new PatientLadder();
    private long nowNs = Long.MAX_VALUE - 5_000_000_000L; // it wraps on the way

    @ParameterizedTest
    @CsvSource(textBlock = """
            2, false, 0, QUEUE
            0, true,  0, REFUSAL
            0, false, 10_000_000, LATENESS
            """)
    void shouldStepDownAtOnce(int queued, boolean refused, long lateNs, LinkHealth.Reason reason) {
        packets(100, 1);

        assertEquals(1, packet(queued, refused, lateNs, 0));
        assertEquals(reason, ladder.reason());
    }

    @Test
    void shouldStayWhereOnePacketWaits() {
        assertEquals(0, packets(1_000, 1));
        assertEquals(LinkHealth.Reason.NONE, ladder.reason());
    }

    @Test
    void shouldMindTheWorstLink() {
        ladder.onLink(3, false, 0);
        ladder.onLink(0, false, 0);

        assertEquals(1, ladder.step(nowNs, 0, STEPS));
    }

    @Test
    void shouldLetAStepHaveItsEffect() {
        assertEquals(1, packets(3, 2));
        assertEquals(2, packets(1, 2));
        assertEquals(2, packets(2, 2));
        assertEquals(3, packets(1, 2));
        assertEquals(3, packets(100, 2));
    }

    @Test
    void shouldClimbAfterAPause() {
        packets(1, 2);

        assertEquals(1, packets(10 * ONE_SECOND - 1, 0));
        assertEquals(0, packets(1, 0));
        assertEquals(LinkHealth.Reason.ROOM, ladder.reason());
    }

    @Test
    void shouldNotClimbWhileQueuesGrowNowAndThen() {
        packets(7, 2);

        for (int i = 0; i < 20; i++) {
            assertEquals(STEPS - 1, packets(5 * ONE_SECOND, 0));
            assertEquals(STEPS - 1, packets(1, 2));
        }
    }

    @Test
    void shouldWaitTwiceAsLongAfterEachClimbThatFailed() {
        packets(1, 2);

        assertEquals(List.of(10L, 20L, 40L, 80L, 160L, 320L, 320L), pausesS(7));
    }

    @Test
    void shouldForgetOldFailures() {
        packets(1, 2);
        pausesS(3);
        packets(100 * ONE_SECOND, 0);
        packets(1, 2);

        assertEquals(List.of(10L), pausesS(1));
    }

    @Test
    void shouldNotMindQueuesAfterAStallOfTheLoop() {
        assertEquals(0, packet(0, false, 0, 100_000_000));
        assertEquals(0, packet(4, true, 90_000_000, 0));
        assertEquals(0, packets(13, 3));
        assertEquals(1, packets(2, 3));
    }

    @Test
    void shouldStayWithinTheLadder() {
        packets(20, 3);

        assertEquals(0, ladder.step(nowNs, 0, 1));
        assertEquals(0, ladder.step(nowNs, 0, STEPS));
    }

    @Test
    void shouldNotAllocate() {
        assertEquals(0, Allocations.bytesIn(() -> packet((int) (nowNs >> 30) % 4, false, 0, 0)));
    }

    /** How long it waits before it climbs, where each climb fails at once. */
    private List<Long> pausesS(int climbs) {
        List<Long> pauses = new ArrayList<>();
        for (int i = 0; i < climbs; i++) {
            long fromNs = nowNs;
            while (packet(0, false, 0, 0) > 0) {
                assertTrue(nowNs - fromNs < 1_000_000_000_000L);
            }
            pauses.add(Math.round((nowNs - fromNs) / 1e9));
            packets(4, 0);
            assertEquals(1, packets(1, 2));
        }
        return pauses;
    }

    private int packets(int count, int queued) {
        int step = 0;
        for (int i = 0; i < count; i++) {
            step = packet(queued, false, 0, 0);
        }
        return step;
    }

    private int packet(int queued, boolean refused, long lateNs, long loopLateNs) {
        nowNs += PACKET_NS;
        ladder.onLink(queued, refused, lateNs);
        return ladder.step(nowNs, loopLateNs, STEPS);
    }
}
