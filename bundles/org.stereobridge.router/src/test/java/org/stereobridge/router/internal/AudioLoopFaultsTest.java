package org.stereobridge.router.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.stereobridge.router.internal.Heard.assertHeard;
import static org.stereobridge.router.internal.Heard.assertHeardAt;
import static org.stereobridge.router.internal.Heard.assertSilent;
import static org.stereobridge.router.internal.Heard.find;

import org.junit.jupiter.api.Test;
import org.stereobridge.status.BridgeStatus;
import org.stereobridge.testkit.Signals;

/** What is heard where packets, devices or codecs fail: time goes on, and the other speaker with it. */
class AudioLoopFaultsTest {

    private static final int DELAY = OutputChain.CONTENT_DELAY;
    private static final int FRAMES = 50 * Rig.PACKET;

    private final Rig rig = new Rig();
    private final Rig.Speaker a = rig.speaker("A");
    private final Rig.Speaker b = rig.speaker("B");
    private final float[] left = Signals.music(1, 0.5, FRAMES);
    private final float[] right = Signals.music(2, 0.5, FRAMES);

    @Test
    void shouldKeepTimelineOverLostPacket() {
        rig.plan();

        playWithout(20, 3);

        float[] heard = a.heard();
        assertHeard(left, heard, DELAY, 0, 20 * Rig.PACKET - 64);
        assertSilent(heard, DELAY + 20 * Rig.PACKET, 3 * Rig.PACKET);
        assertHeard(left, heard, DELAY, 23 * Rig.PACKET + 64, FRAMES - DELAY);
        assertEquals(3, rig.status().input().orElseThrow().lostPackets());
    }

    @Test
    void shouldPutPacketsInOrder() {
        rig.plan();
        rig.source.packets(left, right);
        rig.source.swapArrivals(20, 21);

        rig.runTo(Rig.arrivalNs(FRAMES) + Rig.HOLD_NS);

        assertHeard(left, a.heard(), DELAY);
    }

    @Test
    void shouldDropHostilePackets() {
        rig.plan();
        for (int packet = 0; packet < 50; packet++) {
            long atNs = Rig.arrivalNs((packet + 1L) * Rig.PACKET);
            rig.source.packet(left, right, packet * Rig.PACKET, atNs);
            rig.source.packet(new byte[] {1, 2, 3}, atNs + 1_000);
            rig.source.packet(new byte[8_000], atNs + 2_000);
        }

        rig.runTo(Rig.arrivalNs(FRAMES) + Rig.HOLD_NS);

        assertHeard(left, a.heard(), DELAY);
        assertEquals(100, rig.status().input().orElseThrow().droppedPackets());
    }

    @Test
    void shouldSendLateWhatComesWithinTheHold() {
        rig.plan();
        for (int packet = 0; packet < 50; packet++) {
            int arrivesAfter = packet >= 20 && packet < 23 ? 23 : packet + 1;
            rig.source.packet(left, right, packet * Rig.PACKET, Rig.arrivalNs((long) arrivesAfter * Rig.PACKET));
        }

        rig.runTo(Rig.arrivalNs(FRAMES) + Rig.HOLD_NS);

        assertHeard(left, a.heard(), DELAY);
        assertEquals(0, rig.loop.gaps());
    }

    @Test
    void shouldSkipOnTheTimelineWhatAStallMadeTooLate() {
        rig.plan();
        long burstNs = Rig.arrivalNs(35L * Rig.PACKET);
        for (int packet = 0; packet < 50; packet++) {
            long atNs = Rig.arrivalNs((packet + 1L) * Rig.PACKET);
            rig.source.packet(left, right, packet * Rig.PACKET, packet < 20 ? atNs : Math.max(atNs, burstNs));
        }

        rig.runTo(Rig.arrivalNs(FRAMES) + Rig.HOLD_NS);

        float[] heard = a.heard();
        assertHeard(left, heard, DELAY, 36 * Rig.PACKET, FRAMES - DELAY);
        assertTrue(rig.loop.gaps() > 0);
        assertEquals(FRAMES, heard.length);
        long lastNs = a.departuresNs.get(49);
        assertEquals(Rig.arrivalNs(FRAMES) + Rig.TARGET_NS, lastNs, 1_000);
    }

    @Test
    void shouldGoOnAfterAPauseWithoutLosingWhatFollows() {
        rig.plan();
        long pauseNs = 1_000_000_000;
        for (int packet = 0; packet < 50; packet++) {
            rig.source.packet(left, right, packet * Rig.PACKET,
                    Rig.arrivalNs((packet + 1L) * Rig.PACKET) + (packet < 20 ? 0 : pauseNs));
        }

        rig.runTo(Rig.arrivalNs(FRAMES) + pauseNs + Rig.HOLD_NS);

        float[] heard = a.heard();
        int at = find(heard, left, 40 * Rig.PACKET, 4_000);
        assertTrue(at > 0, "the music after the pause is not heard");
        assertHeardAt(left, heard, at, 40 * Rig.PACKET, FRAMES - DELAY);
    }

    @Test
    void shouldStartAnewAfterLongSilence() {
        rig.plan();
        long pauseNs = 10_000_000_000L;
        for (int packet = 0; packet < 50; packet++) {
            rig.source.packet(left, right, packet * Rig.PACKET,
                    Rig.arrivalNs((packet + 1L) * Rig.PACKET) + (packet < 20 ? 0 : pauseNs));
        }
        rig.runTo(pauseNs);
        assertEquals(BridgeStatus.State.IDLE, rig.status().state());

        rig.runTo(Rig.arrivalNs(FRAMES) + pauseNs + Rig.HOLD_NS);

        assertEquals(BridgeStatus.State.PLAYING, rig.status().state());
        int at = find(a.heard(), left, 20 * Rig.PACKET, 4_000);
        assertTrue(at > 0, "the music after the silence is not heard whole");
    }

    @Test
    void shouldMuteOnlyTheSpeakerWhoseCodecThrows() {
        rig.plan();
        broken("A").isBroken = true;

        rig.play(left, right);

        assertEquals(0, a.heard().length);
        assertHeard(right, b.heard(), DELAY);
        assertEquals(1, rig.loop.failures());
    }

    private PcmCodec.PcmEncoder broken(String id) {
        return (PcmCodec.PcmEncoder) rig.planner.sinks().stream().filter(sink -> sink.id().equals(id)).findFirst()
                .orElseThrow().encoder();
    }

    private void playWithout(int first, int count) {
        for (int packet = 0; packet < 50; packet++) {
            if (packet >= first && packet < first + count) {
                rig.source.skip();
            } else {
                rig.source.packet(left, right, packet * Rig.PACKET, Rig.arrivalNs((packet + 1L) * Rig.PACKET));
            }
        }
        rig.runTo(Rig.arrivalNs(FRAMES) + Rig.HOLD_NS);
    }
}
