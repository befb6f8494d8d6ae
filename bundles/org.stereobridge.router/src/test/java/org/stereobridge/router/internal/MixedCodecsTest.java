package org.stereobridge.router.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.stereobridge.router.internal.Heard.assertHeard;

import org.junit.jupiter.api.Test;
import org.stereobridge.testkit.Signals;

/** A pair whose speakers take different codecs, which delay by different lengths. */
class MixedCodecsTest {

    private static final int DELAY = OutputChain.CONTENT_DELAY;
    private static final int FRAMES = 50 * Rig.PACKET;
    private static final int CODEC_DELAY = 90;

    private final Rig rig = new Rig();
    private final Rig.Speaker fast = rig.speaker("A");
    private final Rig.Speaker slow = rig.speaker("B", 4_096, SlowCodec.config());
    private final float[] left = Signals.music(1, 0.5, FRAMES);
    private final float[] right = Signals.music(2, 0.5, FRAMES);

    @Test
    void shouldPlayInStep() {
        rig.codecs.put(2, new SlowCodec(CODEC_DELAY, PcmCodec.LENGTH));
        rig.plan();

        rig.play(left, right);

        assertHeard(left, fast.heard(), DELAY + CODEC_DELAY);
        assertHeard(right, slow.heard(), DELAY + CODEC_DELAY);
    }

    @Test
    void shouldHoldBackOnTopOfTheAlignment() {
        rig.codecs.put(2, new SlowCodec(CODEC_DELAY, PcmCodec.LENGTH));
        rig.delaysNs.put("B", Rig.arrivalNs(1_000));
        rig.plan();

        rig.play(left, right);

        assertHeard(left, fast.heard(), DELAY + CODEC_DELAY);
        assertHeard(right, slow.heard(), DELAY + CODEC_DELAY + 1_000);
    }

    @Test
    void shouldNotHoldBackForSpeakerThatHasGone() {
        rig.codecs.put(2, new SlowCodec(CODEC_DELAY, PcmCodec.LENGTH));
        rig.outbound.remove(slow);
        rig.plan();

        rig.play(left, right);

        assertHeard(left, fast.heard(), DELAY);
    }

    @Test
    void shouldSendBothTheSameFramesWhereCodecFramesDiffer() {
        rig.codecs.put(2, new SlowCodec(CODEC_DELAY, 8 * PcmCodec.LENGTH));
        rig.plan();

        rig.play(left, right);

        assertEquals(fast.lengths, slow.lengths);
        assertEquals(13 + 2 * 8 * PcmCodec.LENGTH, fast.lengths.get(0));
        float[] heard = slow.heard();
        assertHeard(left, fast.heard(), DELAY + CODEC_DELAY, 0, heard.length - DELAY - CODEC_DELAY);
        assertHeard(right, heard, DELAY + CODEC_DELAY, 0, heard.length - DELAY - CODEC_DELAY);
    }

    @Test
    void shouldStayInStepWhenDelayOfACodecChanges() {
        rig.codecs.put(2, new SlowCodec(0, PcmCodec.LENGTH));
        rig.plan();
        rig.source.packets(left, right);
        rig.runTo(Rig.arrivalNs(20 * Rig.PACKET));

        rig.codecs.put(2, new SlowCodec(CODEC_DELAY, PcmCodec.LENGTH));
        rig.plan();
        rig.runTo(Rig.arrivalNs(FRAMES) + Rig.HOLD_NS);

        int from = 25 * Rig.PACKET;
        assertHeard(left, fast.heard(), DELAY + CODEC_DELAY, from, FRAMES - DELAY - CODEC_DELAY);
        assertHeard(right, slow.heard(), DELAY + CODEC_DELAY, from, FRAMES - DELAY - CODEC_DELAY);
    }
}
