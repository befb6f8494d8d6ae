package org.stereobridge.simulator.internal.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.stereobridge.simulator.internal.report.Scene.RATE_HZ;

import java.nio.file.Path;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stereobridge.simulator.internal.scenario.ScenarioEvent.What;
import org.stereobridge.testkit.Signals;

/** What the recordings of a known scene tell of its events. */
class EventFindingTest {

    private static final int FRAMES = 24 * RATE_HZ;
    private static final double DELAY_S = 0.3;
    private static final DoubleUnaryOperator STEADY = seconds -> DELAY_S;
    /** A place in the programme, in s, where nothing is heard. */
    private static final double BEFORE_ITS_START = -1;

    @TempDir
    private Path folder;

    private final float[] left = Signals.music(1, 0.3, FRAMES);
    private final float[] right = Signals.music(2, 0.3, FRAMES);

    @Test
    void shouldTellHowLongASpeakerWasSilent() throws Exception {
        EventFinding found = find(8, What.SPEAKER_LOST, 2, between(8, 10.25, STEADY), STEADY).get(0);

        assertEquals(2_250, found.lostMs()[0], 10);
        assertEquals(0, found.lostMs()[1]);
        assertEquals(0.25, found.wholeSeconds(), 0.01);
        assertEquals(0, found.afterMicros(), 1);
    }

    @Test
    void shouldTellWhenThePairIsWholeAgain() throws Exception {
        DoubleUnaryOperator late = seconds -> seconds > 8 && seconds < 13 ? DELAY_S + 500e-6 : DELAY_S;

        EventFinding found = find(8, What.SPEAKER_LOST, 2, late, STEADY).get(0);

        assertEquals(500, found.whileMicros(), 20);
        assertEquals(0, found.afterMicros(), 2);
        assertEquals(3, found.wholeSeconds(), 0.7);
        assertEquals(0, found.lostMs()[0]);
    }

    @Test
    void shouldSayNothingOfAPairThatIsNeverWhole() throws Exception {
        DoubleUnaryOperator late = seconds -> seconds > 8 ? DELAY_S + 0.014 : DELAY_S;

        EventFinding found = find(8, What.LATENCY_STEP, 0, late, STEADY).get(0);

        assertTrue(Double.isNaN(found.wholeSeconds()));
        assertTrue(Double.isNaN(found.afterMicros()));
        assertEquals(14_000, found.whileMicros(), 5);
    }

    @Test
    void shouldSayNothingOfAPairOneOfWhichStaysSilent() throws Exception {
        EventFinding found = find(8, What.CRASH, 1, between(9, 25, STEADY), STEADY).get(0);

        assertTrue(Double.isNaN(found.wholeSeconds()));
        assertEquals(15_000, found.lostMs()[0], 450);
    }

    @Test
    void shouldFollowASpeakerThatReturnsLong() throws Exception {
        EventFinding found = find(8, What.SPEAKER_LOST, 6, between(8, 14, STEADY), STEADY).get(0);

        assertEquals(0, found.wholeSeconds(), 0.01);
        assertEquals(0, found.afterMicros(), 1);
    }

    @Test
    void shouldGiveEachEventWhatComesBeforeTheNext() throws Exception {
        List<EventFinding> found = new Scene(folder, left, right).event(12, What.SWAP, 0)
                .event(8, What.RADIO_STALL, 0.3)
                .speaker("A", "left", left, between(8.5, 9, STEADY), 0)
                .speaker("B", "right", right, between(12.1, 12.2, STEADY), 0).measure().events();

        assertEquals(What.RADIO_STALL, found.get(0).event().what());
        assertEquals(500, found.get(0).lostMs()[0], 10);
        assertEquals(0, found.get(0).lostMs()[1]);
        assertEquals(0, found.get(1).lostMs()[0]);
        assertEquals(100, found.get(1).lostMs()[1], 10);
    }

    private List<EventFinding> find(double atS, What what, double forS, DoubleUnaryOperator first,
            DoubleUnaryOperator second) throws Exception {
        return new Scene(folder, left, right).event(atS, what, forS).speaker("A", "left", left, first, 0)
                .speaker("B", "right", right, second, 0).measure().events();
    }

    /** Nothing is heard between two times. */
    private static DoubleUnaryOperator between(double from, double to, DoubleUnaryOperator delay) {
        return seconds -> seconds >= from && seconds < to ? seconds - BEFORE_ITS_START : delay.applyAsDouble(seconds);
    }
}
