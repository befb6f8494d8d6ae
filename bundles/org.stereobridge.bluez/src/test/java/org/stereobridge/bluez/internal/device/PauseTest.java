package org.stereobridge.bluez.internal.device;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class PauseTest {

    private static final long SECOND_NS = 1_000_000_000L;

    private final Pause pause = new Pause(60 * SECOND_NS);

    @Test
    void shouldGrowByHalf() {
        assertEquals(SECOND_NS, pause.next());
        assertEquals(SECOND_NS * 3 / 2, pause.next());
        assertEquals(SECOND_NS * 9 / 4, pause.next());
    }

    @Test
    void shouldStayAtItsLimit() {
        for (int i = 0; i < 1_000; i++) {
            pause.next();
        }

        assertEquals(60 * SECOND_NS, pause.next());
    }

    @Test
    void shouldBeginAnew() {
        pause.next();
        pause.next();

        pause.reset();

        assertEquals(SECOND_NS, pause.next());
    }
}
