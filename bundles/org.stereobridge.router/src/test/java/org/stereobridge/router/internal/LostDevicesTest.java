package org.stereobridge.router.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.stereobridge.router.internal.Heard.assertHeard;
import static org.stereobridge.router.internal.Heard.assertHeardAt;

import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.stereobridge.radio.Link;
import org.stereobridge.status.BridgeStatus;
import org.stereobridge.testkit.Signals;

/** What is heard where speakers or the source leave and return. */
class LostDevicesTest {

    private static final int DELAY = OutputChain.CONTENT_DELAY;
    /** Behind a gap and in mid-song it fades in. */
    private static final int FADE = 64;
    private static final int PACKETS = 500;
    private static final int FRAMES = PACKETS * Rig.PACKET;
    private static final int LOST_AT = 50;
    private static final int BACK_AT = 200;

    private final Rig rig = new Rig();
    private final Rig.Speaker a = rig.speaker("A");
    private Rig.Speaker b = rig.speaker("B");
    private final float[] left = Signals.music(1, 0.5, FRAMES);
    private final float[] right = Signals.music(2, 0.5, FRAMES);

    @Test
    void shouldPlayBothChannelsWhileTheOtherIsGone() {
        loseB();
        rig.runTo(Rig.arrivalNs(BACK_AT * Rig.PACKET));

        assertTrue(rig.status().speakers().get(0).standsIn());
        float[] heard = a.heard();
        assertHeard(left, heard, DELAY, 0, (LOST_AT - 1) * Rig.PACKET);
        // 200 ms are allowed, two packets are taken.
        assertHeard(both(), heard, DELAY, (LOST_AT + 2) * Rig.PACKET, BACK_AT * Rig.PACKET - 2 * Rig.PACKET);
    }

    @Test
    void shouldNotClickAsItTakesOver() {
        float[] tone = Signals.sine(200, 0.5, Rig.RATE_HZ, FRAMES);
        System.arraycopy(tone, 0, left, 0, FRAMES);
        Arrays.fill(right, 0);
        loseB();
        returnB();
        finish();

        float[] heard = a.heard();
        double steepest = 0.5 * 2 * Math.PI * 200 / Rig.RATE_HZ;
        for (int n = 2_000; n < heard.length - 1; n++) {
            assertTrue(Math.abs(heard[n + 1] - heard[n]) < 1.2 * steepest, "click at " + n);
        }
    }

    @Test
    void shouldBeAPairAgainAfterTwoSecondsAndTwoPackets() {
        loseB();
        returnB();
        finish();

        assertFalse(rig.status().speakers().get(0).standsIn());
        int whole = BACK_AT + 2 + (int) Math.ceil(2e9 / Rig.arrivalNs(Rig.PACKET));
        assertHeard(left, a.heard(), DELAY, whole * Rig.PACKET, FRAMES - DELAY);
        assertEquals(PACKETS, a.timestamps.size());
    }

    @Test
    void shouldPlayItsOwnChannelInStepFromItsFirstSample() {
        loseB();
        returnB();
        finish();

        long first = b.timestamps.get(0);
        assertEquals(BACK_AT, first / Rig.PACKET, 1);
        assertHeardAt(right, b.heard(), FADE, (int) first - DELAY + FADE, FRAMES - DELAY);
        int n = a.timestamps.indexOf(first);
        assertEquals(a.departuresNs.subList(n, PACKETS), b.departuresNs);
    }

    @Test
    void shouldFadeInAsItReturns() {
        loseB();
        returnB();
        finish();

        int from = (int) (b.timestamps.get(0) - DELAY);
        for (int n = 0; n < FADE; n++) {
            assertEquals(right[from + n] * (n + 0.5) / FADE, b.heard(0)[n], Heard.QUANTUM);
        }
    }

    @Test
    void shouldGoHomeAtTheFirstQuietMoment() {
        int quietAt = BACK_AT + 20;
        Arrays.fill(left, quietAt * Rig.PACKET, (quietAt + 5) * Rig.PACKET, 0);
        Arrays.fill(right, quietAt * Rig.PACKET, (quietAt + 5) * Rig.PACKET, 0);
        loseB();
        returnB();
        finish();

        float[] heard = a.heard();
        assertHeard(both(), heard, DELAY, (BACK_AT + 2) * Rig.PACKET, quietAt * Rig.PACKET);
        assertHeard(left, heard, DELAY, (quietAt + 5) * Rig.PACKET, FRAMES - DELAY);
    }

    @Test
    void shouldGoOnWhereTheMusicIsOnceASpeakerIsBack() {
        rig.plan();
        rig.source.packets(left, right);
        rig.runTo(Rig.arrivalNs(LOST_AT * Rig.PACKET));
        rig.outbound.clear();
        rig.plan();
        rig.runTo(Rig.arrivalNs(BACK_AT * Rig.PACKET));
        assertEquals(BridgeStatus.State.NO_SPEAKERS, rig.status().state());
        returnB();
        finish();

        long first = b.timestamps.get(0);
        assertEquals(BACK_AT, (double) first / Rig.PACKET, 1.1);
        assertHeardAt(both(), b.heard(), FADE, (int) first - DELAY + FADE, FRAMES - 2 * Rig.PACKET);
        assertEquals(0, rig.loop.failures());
    }

    @Test
    void shouldBeginAnewWithASourceThatReturns() {
        rig.plan();
        rig.source.packets(left, right);
        rig.runTo(Rig.arrivalNs(LOST_AT * Rig.PACKET));
        rig.inbound.clear();
        rig.plan();
        rig.runTo(Rig.arrivalNs(BACK_AT * Rig.PACKET));
        assertEquals(BridgeStatus.State.NO_SOURCE, rig.status().state());
        int before = a.timestamps.size();
        var again = new Rig.Source();
        rig.source = again;
        rig.inbound.put(again, Map.of(Link.ID, "echo", Link.NAME, "Echo"));
        rig.clock.reset();
        rig.plan();
        for (int packet = 0; packet < LOST_AT; packet++) {
            again.packet(left, right, packet * Rig.PACKET, rig.nowNs + Rig.arrivalNs((packet + 1L) * Rig.PACKET));
        }
        rig.runTo(rig.nowNs + Rig.arrivalNs(LOST_AT * Rig.PACKET) + Rig.HOLD_NS);

        assertEquals(before + LOST_AT, a.timestamps.size());
        int heardBefore = before * Rig.PACKET;
        assertHeardAt(left, a.heard(), heardBefore + DELAY + FADE, FADE, LOST_AT * Rig.PACKET - DELAY);
        assertEquals(a.timestamps, b.timestamps);
        for (int n = 1; n < a.timestamps.size(); n++) {
            assertTrue(a.timestamps.get(n) > a.timestamps.get(n - 1), "time goes back");
        }
    }

    private void loseB() {
        rig.plan();
        rig.source.packets(left, right);
        rig.runTo(Rig.arrivalNs(LOST_AT * Rig.PACKET));
        rig.outbound.remove(b);
        rig.plan();
    }

    private void returnB() {
        rig.runTo(Rig.arrivalNs(BACK_AT * Rig.PACKET));
        b = rig.speaker("B");
        rig.plan();
    }

    private void finish() {
        rig.runTo(Rig.arrivalNs(FRAMES) + Rig.HOLD_NS);
    }

    private float[] both() {
        float[] both = new float[FRAMES];
        for (int n = 0; n < FRAMES; n++) {
            both[n] = (left[n] + right[n]) / 2;
        }
        return both;
    }
}
