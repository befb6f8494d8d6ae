package org.stereobridge.router.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.stereobridge.sync.Alignment;
import org.stereobridge.sync.LinkHealth;
import org.stereobridge.sync.MediaClock;
import org.stereobridge.sync.Staleness;
import org.stereobridge.sync.SyncController;
import org.stereobridge.testkit.Signals;

/** What sync is told of the streams, and that it is told nothing while they are well. */
class LatencyWatchTest {

    private static final int FRAMES = 50 * Rig.PACKET;
    private static final long PAUSE_NS = 10_000_000_000L;

    private final Rig rig = new Rig();
    private final Rig.Speaker a = rig.speaker("A");
    private final LatencyWatch watch = new LatencyWatch();
    private final Hints hints = new Hints();
    private final float[] music = Signals.music(1, 0.5, FRAMES);

    @Test
    void shouldTellOnceThatTheStreamStarted() {
        rig.speaker("B");
        rig.plan();
        look();
        assertEquals(List.of(), hints.told);

        rig.play(music, music);
        look();
        look();

        assertEquals(List.of("A STARTED", "B STARTED"), hints.told);
    }

    @Test
    void shouldTellThatTheStreamStartedAnewAfterAPause() {
        rig.plan();
        for (int packet = 0; packet < 50; packet++) {
            rig.source.packet(music, music, packet * Rig.PACKET,
                    Rig.arrivalNs((packet + 1L) * Rig.PACKET) + (packet < 20 ? 0 : PAUSE_NS));
        }
        rig.runTo(PAUSE_NS);
        look();
        hints.told.clear();

        rig.runTo(Rig.arrivalNs(FRAMES) + PAUSE_NS + Rig.HOLD_NS);
        look();

        assertEquals(List.of("A STARTED"), hints.told);
    }

    @Test
    void shouldTellOfTheOneSpeakerThatDidNotGetItsPackets() {
        rig.speaker("B");
        rig.plan();
        rig.source.packets(music, music);
        rig.runTo(Rig.arrivalNs(20 * Rig.PACKET) + 3_000_000);
        look();
        hints.told.clear();
        a.isFull = () -> true;
        rig.runTo(Rig.arrivalNs(30 * Rig.PACKET) + 3_000_000);
        a.isFull = () -> false;

        look();
        rig.runTo(Rig.arrivalNs(FRAMES) + Rig.HOLD_NS);
        look();

        assertEquals(List.of("A UNDERRUN"), hints.told);
    }

    @Test
    void shouldWaitForSync() {
        rig.plan();
        rig.play(music, music);

        watch.look(rig.planner.source(), rig.planner.sinks(), null);
        look();

        assertEquals(List.of(), hints.told);
    }

    private void look() {
        watch.look(rig.planner.source(), rig.planner.sinks(), hints);
    }

    private static final class Hints implements SyncController {

        private final List<String> told = new ArrayList<>();

        @Override
        public void suspect(String speakerId, Staleness.Cause cause) {
            told.add(speakerId + " " + cause);
        }

        @Override
        public Alignment alignment() {
            return Alignment.NONE;
        }

        @Override
        public MediaClock mediaClock(int rateHz) {
            return new ExactClock();
        }

        @Override
        public LinkHealth linkHealth() {
            return null;
        }
    }
}
