package org.stereobridge.router.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.stereobridge.router.internal.Heard.assertHeard;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stereobridge.testkit.Signals;

/** The loop with sync's own link health over an air that all share, on which packets of 20.3 ms take 8 ms. */
class CrowdedAirTest {

    private static final int DELAY = OutputChain.CONTENT_DELAY;
    private static final long FREE_NS = 8_000_000;
    private static final long SECOND_NS = 1_000_000_000;
    private static final int SECONDS = 90;
    private static final int FRAMES = SECONDS * Rig.RATE_HZ / Rig.PACKET * Rig.PACKET;

    private final Rig rig = new Rig();
    private final Air air = new Air(FREE_NS);
    private final Rig.Speaker a = rig.speaker("A");
    private final Rig.Speaker b = rig.speaker("B");
    private final float[] left = Signals.music(1, 0.5, FRAMES);
    private final float[] right = Signals.music(2, 0.5, FRAMES);

    @BeforeEach
    void start() {
        a.air = air;
        b.air = air;
        rig.shareAdapter();
        rig.syncForReal();
        rig.plan();
        rig.source.packets(left, right);
    }

    @Test
    void shouldStayAtTheBestWhereThereIsRoom() {
        finish();

        assertEquals(List.of(0), a.steps.stream().distinct().toList());
        assertHeard(left, a.heard(), DELAY);
    }

    @Test
    void shouldLoseNoSampleWhileThereIsThreeFifthsOfTheAir() {
        rig.runTo(5 * SECOND_NS);
        air.packetNs = FREE_NS * 5 / 3;
        rig.runTo(35 * SECOND_NS);
        air.packetNs = FREE_NS;

        finish();

        assertHeard(left, a.heard(), DELAY);
        assertHeard(right, b.heard(), DELAY);
        int firstAtA = firstBelow(a);
        assertEquals(firstAtA, firstBelow(b), 2);
        assertEquals(5e9, a.departuresNs.get(firstAtA), 0.3e9);
        assertTrue(Collections.max(a.steps) >= 2, "no better than " + Collections.max(a.steps));
        assertEquals(0, a.steps.get(a.steps.size() - 1));
    }

    @Test
    void shouldTryLessAndLessOftenWhereTheAirStaysCrowded() {
        rig.runTo(5 * SECOND_NS);
        air.packetNs = FREE_NS * 5 / 3;

        finish();

        assertHeard(left, a.heard(), DELAY);
        long changes = rig.status().loop().qualityChanges();
        assertTrue(changes >= 4 && changes <= 12, changes + " changes in 85 s");
    }

    @Test
    void shouldSkipAndStayInPlaceWhereTheLastStepIsTooMuch() {
        rig.runTo(5 * SECOND_NS);
        air.packetNs = FREE_NS * 5;
        rig.runTo(10 * SECOND_NS);
        air.packetNs = FREE_NS;

        finish();

        for (Rig.Speaker speaker : List.of(a, b)) {
            long next = -1;
            for (int n = 0; n < speaker.timestamps.size(); n++) {
                assertTrue(speaker.timestamps.get(n) > next, "frames sent twice");
                next = speaker.timestamps.get(n);
            }
            assertEquals(FRAMES - Rig.PACKET, next);
        }
        assertTrue(rig.status().speakers().get(0).skippedFrames() > Rig.RATE_HZ);
        assertEquals(a.departuresNs.get(a.departuresNs.size() - 1), b.departuresNs.get(b.departuresNs.size() - 1),
                1_100_000);
    }

    @ParameterizedTest
    @ValueSource(longs = {30, 65, 300})
    void shouldNotTakeItsOwnBurstForACrowd(long stallMs) {
        rig.runTo(5 * SECOND_NS);
        rig.stall(stallMs * 1_000_000);

        finish();

        assertEquals(0, rig.status().loop().qualityChanges());
    }

    private void finish() {
        rig.runTo(Rig.arrivalNs(FRAMES) + Rig.HOLD_NS);
    }

    private static int firstBelow(Rig.Speaker speaker) {
        int n = 0;
        while (speaker.steps.get(n) == 0) {
            n++;
        }
        return n;
    }
}
