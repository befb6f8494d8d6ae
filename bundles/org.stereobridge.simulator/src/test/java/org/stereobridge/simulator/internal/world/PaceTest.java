package org.stereobridge.simulator.internal.world;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.stereobridge.testkit.SimulatedClock;

class PaceTest {

    private final SimulatedClock clock = new SimulatedClock(5_000);

    @Test
    void shouldHoldTimeBackToRealTime() {
        var pace = new Pace(true, clock, clock::advance);
        pace.start(1_000_000);

        pace.await(1_300_000);

        assertEquals(305_000, clock.nanoTime());
    }

    @Test
    void shouldCatchUpAfterAShortStop() {
        var pace = new Pace(true, clock, clock::advance);
        pace.start(0);
        clock.advance(100_000_000);

        pace.await(60_000_000);
        pace.await(130_000_000);

        assertEquals(130_005_000, clock.nanoTime());
    }

    @Test
    void shouldGoOnFromThereAfterALongStop() {
        var pace = new Pace(true, clock, clock::advance);
        pace.start(0);
        clock.advance(10_000_000_000L);

        pace.await(1_000_000);
        pace.await(3_000_000);

        assertEquals(10_002_005_000L, clock.nanoTime());
    }

    @Test
    void shouldNotWaitAtFullSpeed() {
        var pace = new Pace(false, clock, clock::advance);
        pace.start(0);

        pace.await(1_000_000_000);

        assertEquals(5_000, clock.nanoTime());
    }
}
