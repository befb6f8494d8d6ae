package org.stereobridge.dbus.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.freedesktop.dbus.FileDescriptor;
import org.junit.jupiter.api.Test;
import org.stereobridge.testkit.SimulatedClock;

class UnclaimedDescriptorsTest {

    private static final Object ONE = new Object();
    private static final Object OTHER = new Object();

    private final List<Integer> closed = new ArrayList<>();
    private final SimulatedClock clock = new SimulatedClock(Long.MAX_VALUE - 10);
    private final UnclaimedDescriptors unclaimed = new UnclaimedDescriptors(clock, closed::add);

    @Test
    void shouldLetEachBeClaimedOnce() {
        FileDescriptor object = unclaimed.add(5, ONE);

        assertTrue(unclaimed.claim(object));
        assertFalse(unclaimed.claim(object));
        assertEquals(List.of(), closed);
    }

    @Test
    void shouldKnowObjectFromAnotherOfSameNumber() {
        FileDescriptor first = unclaimed.add(5, ONE);
        unclaimed.claim(first);
        FileDescriptor second = unclaimed.add(5, ONE);

        assertFalse(unclaimed.claim(first));
        assertTrue(unclaimed.claim(second));
    }

    @Test
    void shouldCloseWhatNobodyClaims() {
        FileDescriptor late = unclaimed.add(5, ONE);
        clock.advance(UnclaimedDescriptors.LIMIT_NS - 1);
        unclaimed.expire();
        FileDescriptor early = unclaimed.add(6, ONE);
        assertEquals(List.of(), closed);

        clock.advance(1);
        unclaimed.expire();

        assertEquals(List.of(5), closed);
        assertFalse(unclaimed.claim(late));
        assertTrue(unclaimed.claim(early));
    }

    @Test
    void shouldCloseOldestOfTooMany() {
        for (int number = 100; number < 103 + UnclaimedDescriptors.LIMIT; number++) {
            unclaimed.add(number, ONE);
        }

        assertEquals(List.of(100, 101, 102), closed);
    }

    @Test
    void shouldCloseThoseOfOneConnection() {
        unclaimed.add(5, ONE);
        FileDescriptor others = unclaimed.add(6, OTHER);
        unclaimed.claim(unclaimed.add(7, ONE));
        unclaimed.add(8, ONE);

        unclaimed.closeAllOf(ONE);

        assertEquals(List.of(5, 8), closed);
        assertTrue(unclaimed.claim(others));
    }
}
