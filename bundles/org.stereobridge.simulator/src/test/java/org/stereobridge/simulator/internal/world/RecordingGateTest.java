package org.stereobridge.simulator.internal.world;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class RecordingGateTest {

    private static final long HOUR = 3_600L * 48_000;

    @Test
    void shouldRecordAllButWhatNoFileHolds() {
        var gate = new RecordingGate(48_000, Double.NaN, 48_000, 1_000);

        assertEquals(500, gate.run(0, 500));
        assertEquals(100, gate.run(900, 500));
        assertEquals(-500, gate.run(1_000, 500));
        assertEquals(List.of(700L), gate.lengths(700));
        assertEquals(List.of(1_000L), gate.lengths(HOUR + 1));
    }

    @Test
    void shouldRecordTheStartOfEachHour() {
        var gate = new RecordingGate(48_000, 2, 48_000, Long.MAX_VALUE);

        assertEquals(500, gate.run(0, 500));
        assertEquals(100, gate.run(95_900, 500));
        assertEquals(-500, gate.run(96_000, 500));
        assertEquals(-100, gate.run(HOUR - 100, 500));
        assertEquals(500, gate.run(HOUR, 500));
        assertEquals(500, gate.run(5 * HOUR + 95_000, 500));
        assertEquals(List.of(96_000L, 96_000L, 10L), gate.lengths(2 * HOUR + 10));
    }

    @Test
    void shouldKeepTheHoursOfTrueTimeForAClockThatIsOff() {
        double fast = 48_000 * (1 + 40e-6);
        var gate = new RecordingGate(fast, 2, 48_000, Long.MAX_VALUE);

        long start = Math.round(3_600 * fast);

        assertEquals(-500, gate.run(start - 500, 1_000));
        assertEquals(1_000, gate.run(start, 1_000));
        assertEquals(-1_000, gate.run(start + 96_000, 1_000));
        assertEquals(start, gate.start(1));
    }

    @Test
    void shouldSeeWhatComes() {
        var gate = new RecordingGate(48_000, 2, 48_000, Long.MAX_VALUE);

        assertTrue(gate.isOpenWithin(10, 20));
        assertFalse(gate.isOpenWithin(96_000, HOUR));
        assertTrue(gate.isOpenWithin(HOUR - 10, HOUR + 1));
    }
}
