package org.stereobridge.router.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.stereobridge.testkit.ListJournal;
import org.stereobridge.testkit.Signals;

class ChronicleTest {

    private static final int PAUSE_TURNS = 5;
    private static final long TURN_NS = 100_000_000;
    private static final int FRAMES = 500 * Rig.PACKET;

    private final Rig rig = new Rig();
    private final Rig.Speaker a = rig.speaker("A");
    private final Rig.Speaker b = rig.speaker("B");
    private final ListJournal journal = new ListJournal();
    private final Chronicle chronicle = new Chronicle(rig.loop, PAUSE_TURNS);

    @BeforeEach
    void start() {
        chronicle.journal(journal);
        rig.source.packets(Signals.music(1, 0.5, FRAMES), Signals.music(2, 0.5, FRAMES));
    }

    @Test
    void shouldTellWhoComesAndWhoLeaves() {
        plan();
        rig.outbound.remove(b);
        plan();
        rig.outbound.remove(a);
        plan();
        rig.inbound.clear();
        plan();

        assertEquals(List.of("INFO Echo is here: it is played",
                "INFO Speaker A is here: it plays left",
                "INFO Speaker B is here: it plays right",
                "WARNING Speaker B has left: another one plays both channels",
                "WARNING Speaker A has left: the music goes on unheard",
                "WARNING Echo has left: silence until a source is here"), journal.lines());
    }

    @Test
    void shouldTellNothingWhereAPlanChangesOtherThings() {
        plan();
        int before = journal.lines().size();
        rig.codecs.put(2, new PcmCodec("PCM two"));
        plan();
        watch(50);

        assertEquals(before, journal.lines().size());
    }

    @Test
    void shouldTellOnceOfWhatGoesOn() {
        plan();
        watch(5);
        int before = journal.lines().size();
        a.isFull = () -> rig.nowNs % 400_000_000 > 200_000_000;
        watch(2 * PAUSE_TURNS + 1);

        List<String> told = journal.lines().subList(before, journal.lines().size());
        assertTrue(told.size() >= 2 && told.size() <= 3, told.toString());
        assertEquals("WARNING Speaker A could not be reached in time: what was late is left out for it alone",
                told.get(1));
    }

    @Test
    void shouldTellWhyQualityChanges() {
        plan();
        watch(5);
        rig.health.step = 1;
        watch(1);
        for (int i = 0; i < 20; i++) {
            rig.health.step = i % 3;
            watch(1);
        }

        List<String> told = journal.lines().stream().filter(line -> line.contains("quality")).toList();
        assertEquals("WARNING speakers wait for the air: packets queue in the radio: all take step 1 of quality",
                told.get(0));
        assertEquals(1 + 20 / PAUSE_TURNS, told.size(), 1);
    }

    @Test
    void shouldTellOfGapsPausesAndFailures() {
        plan();
        watch(5);
        ((PcmCodec.PcmEncoder) rig.planner.sinks().get(0).encoder()).isBroken = true;
        rig.source.hush(rig.nowNs + 3_000_000_000L);
        watch(80);

        assertTrue(journal.lines().contains(
                "ERROR codec has failed: the speaker concerned is mute until its codec is replaced"));
        assertTrue(journal.lines().contains("WARNING source sent too late, or nothing: silence was played instead"));
        assertTrue(journal.lines().contains("INFO source went on after a pause: its time begins anew"));
    }

    @Test
    void shouldTellOnceOfAClockThatIsFarOff() {
        rig.clock.driftPpm = -250;
        plan();
        watch(50);

        assertEquals(1, journal.lines().stream().filter(line -> line.contains("200 ppm")).count());
    }

    @Test
    void shouldGoOnWithoutAJournal() {
        chronicle.journal(null);
        plan();
        rig.outbound.remove(b);
        plan();
        watch(1);

        assertEquals(List.of(), journal.lines());
    }

    private void plan() {
        rig.plan();
        rig.runTo(rig.nowNs + TURN_NS);
        chronicle.planned(rig.planner.source(), rig.planner.sinks());
    }

    private void watch(int turns) {
        for (int i = 0; i < turns; i++) {
            rig.runTo(rig.nowNs + TURN_NS);
            chronicle.watch(rig.planner.source(), rig.planner.sinks());
        }
    }
}
