package org.stereobridge.router.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.stereobridge.router.internal.Heard.assertHeard;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.stereobridge.status.BridgeStatus;
import org.stereobridge.sync.LinkHealth;
import org.stereobridge.testkit.Signals;

/** What the loop tells of links and does by what it is told; what is told by whom is sync's. */
class CongestionTest {

    private static final int DELAY = OutputChain.CONTENT_DELAY;
    private static final int PACKETS = 100;
    private static final int FRAMES = PACKETS * Rig.PACKET;

    private final Rig rig = new Rig();
    private final Rig.Speaker a = rig.speaker("A");
    private final Rig.Speaker b = rig.speaker("B");
    private final float[] left = Signals.music(1, 0.5, FRAMES);
    private final float[] right = Signals.music(2, 0.5, FRAMES);

    @Test
    void shouldStepDownOnBothAtTheSamePacket() {
        start(20);
        rig.health.step = 2;

        finish();

        assertEquals(List.of(0, 2, 2), a.steps.subList(19, 22));
        assertEquals(a.steps, b.steps);
        assertHeard(left, a.heard(), DELAY);
    }

    @Test
    void shouldSayWhatHealthDecided() {
        start(20);
        rig.health.step = 2;

        finish();

        BridgeStatus status = rig.status();
        assertEquals(1, status.loop().qualityChanges());
        assertEquals(LinkHealth.Reason.QUEUE, status.loop().qualityReason());
        assertEquals(2, status.speakers().get(0).qualityStep());
    }

    @Test
    void shouldKeepTheStepWithAnotherEncoder() {
        start(20);
        rig.health.step = 2;
        rig.runTo(Rig.arrivalNs(30 * Rig.PACKET));
        rig.codecs.put(2, new PcmCodec("PCM two"));
        rig.plan();

        finish();

        assertEquals(2, a.steps.get(PACKETS - 1));
    }

    @Test
    void shouldTellOfQueuesRefusalsAndLateness() {
        start(20);
        b.queued = () -> 3;
        a.isFull = () -> true;
        rig.runTo(Rig.arrivalNs(24 * Rig.PACKET));

        assertEquals(3, rig.health.queued);
        assertTrue(rig.health.isRefused);
        assertTrue(rig.health.latestNs > 15_000_000, "late by " + rig.health.latestNs);
        assertEquals(0, rig.health.loopLateNs, 2_000);
    }

    @Test
    void shouldTellOfItsOwnStall() {
        start(20);
        rig.stall(100_000_000);

        finish();

        assertTrue(rig.health.loopLateNs > 80_000_000, "late by " + rig.health.loopLateNs);
    }

    @Test
    void shouldTellNothingOfALinkThatTakesNothingForLong() {
        start(20);
        a.isFull = () -> true;
        rig.runTo(Rig.arrivalNs(60 * Rig.PACKET));
        rig.health.isRefused = false;

        finish();

        assertFalse(rig.health.isRefused);
    }

    private void start(int packets) {
        rig.plan();
        rig.source.packets(left, right);
        rig.runTo(Rig.arrivalNs((long) packets * Rig.PACKET) + Rig.TARGET_NS + 3_000_000);
    }

    private void finish() {
        rig.runTo(Rig.arrivalNs(FRAMES) + Rig.HOLD_NS);
    }
}
