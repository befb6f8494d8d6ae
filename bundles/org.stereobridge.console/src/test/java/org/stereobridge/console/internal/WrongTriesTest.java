package org.stereobridge.console.internal;

import static java.util.concurrent.TimeUnit.NANOSECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.stereobridge.testkit.SimulatedClock;

class WrongTriesTest {

    private final SimulatedClock clock = new SimulatedClock(Long.MAX_VALUE - 1);
    private final WrongTries tries = new WrongTries(clock);

    @Test
    void shouldLetTheFirstThreeGoFree() {
        tries.wrong();
        tries.wrong();
        assertEquals(0, tries.waitNs());

        tries.wrong();

        assertEquals(SECONDS.toNanos(1), tries.waitNs());
    }

    @Test
    void shouldDoubleThePauseUpToHalfAMinute() {
        List<Long> pausesS = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            tries.wrong();
            pausesS.add(NANOSECONDS.toSeconds(tries.waitNs()));
        }

        assertEquals(List.of(0L, 0L, 1L, 2L, 4L, 8L, 16L, 30L, 30L, 30L), pausesS);
    }

    @Test
    void shouldEndThePauseWithTime() {
        for (int i = 0; i < 4; i++) {
            tries.wrong();
        }

        clock.advance(SECONDS.toNanos(2) - 1);
        assertEquals(1, tries.waitNs());
        clock.advance(1);
        assertEquals(0, tries.waitNs());
    }

    @Test
    void shouldForgetAfterTheRightOne() {
        for (int i = 0; i < 9; i++) {
            tries.wrong();
        }

        tries.right();

        assertEquals(0, tries.waitNs());
    }
}
