package org.stereobridge.router.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.stereobridge.testkit.Allocations;

class HomecomingTest {

    private static final int FRAMES = 960; // 20 ms
    private static final float LOUD = 0.1f;
    private static final float QUIET = 0.009f;

    private final Homecoming homecoming = new Homecoming(48_000);

    @Test
    void shouldStandInAtOnce() {
        homecoming.ask(true);

        assertTrue(homecoming.standsIn());
    }

    @Test
    void shouldStayWhileItIsNeeded() {
        homecoming.ask(true);
        packets(QUIET, 1_000);

        assertTrue(homecoming.standsIn());
    }

    @Test
    void shouldGoHomeAtAQuietMoment() {
        goHome();
        packets(LOUD, 20);
        packets(QUIET, 2);
        packets(LOUD, 1);
        packets(QUIET, 2);
        assertTrue(homecoming.standsIn());

        packets(QUIET, 1);

        assertFalse(homecoming.standsIn());
    }

    @Test
    void shouldGoHomeAfterTwoSecondsOfLoudMusic() {
        goHome();
        packets(LOUD, 99);
        assertTrue(homecoming.standsIn());

        packets(LOUD, 1);

        assertFalse(homecoming.standsIn());
    }

    @Test
    void shouldNotBeginAnewWithEachPlan() {
        goHome();
        packets(LOUD, 50);
        homecoming.ask(false);
        packets(LOUD, 50);

        assertFalse(homecoming.standsIn());
    }

    @Test
    void shouldStayWhereTheOtherLeavesAgain() {
        goHome();
        packets(LOUD, 50);
        homecoming.ask(true);
        packets(LOUD, 100);
        assertTrue(homecoming.standsIn());

        homecoming.ask(false);
        packets(LOUD, 99);

        assertTrue(homecoming.standsIn());
    }

    @Test
    void shouldNotAllocate() {
        goHome();

        assertEquals(0, Allocations.bytesIn(() -> {
            homecoming.onPacket(LOUD, 1);
            homecoming.ask(homecoming.standsIn());
        }));
    }

    private void goHome() {
        homecoming.ask(true);
        homecoming.ask(false);
    }

    private void packets(float peak, int count) {
        for (int i = 0; i < count; i++) {
            homecoming.onPacket(peak, FRAMES);
        }
    }
}
