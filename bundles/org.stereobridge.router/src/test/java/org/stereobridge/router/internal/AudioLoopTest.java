package org.stereobridge.router.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.stereobridge.router.internal.Heard.QUANTUM;
import static org.stereobridge.router.internal.Heard.assertHeard;
import static org.stereobridge.router.internal.Heard.peak;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.stereobridge.radio.Link;
import org.stereobridge.routing.EqBand;
import org.stereobridge.routing.MixRow;
import org.stereobridge.routing.ProgrammeMode;
import org.stereobridge.routing.ProgrammeSettings;
import org.stereobridge.routing.SpeakerSettings;
import org.stereobridge.status.BridgeStatus;
import org.stereobridge.testkit.Signals;

/** What is heard, when and how, where nothing goes wrong. */
class AudioLoopTest {

    private static final int DELAY = OutputChain.CONTENT_DELAY;
    private static final int FRAMES = 50 * Rig.PACKET;

    private final Rig rig = new Rig();
    private final Rig.Speaker a = rig.speaker("A");
    private final Rig.Speaker b = rig.speaker("B");
    private final float[] left = Signals.music(1, 0.5, FRAMES);
    private final float[] right = Signals.music(2, 0.5, FRAMES);

    @Test
    void shouldPlayLeftOnOneAndRightOnTheOther() {
        rig.plan();

        rig.play(left, right);

        assertHeard(left, a.heard(), DELAY);
        assertHeard(right, b.heard(), DELAY);
        assertEquals(FRAMES, a.heard().length);
    }

    @Test
    void shouldSendEachPacketOnItsClockAndBothTogether() {
        rig.plan();

        rig.play(left, right);

        for (int packet = 0; packet < 50; packet++) {
            assertEquals(Rig.arrivalNs((packet + 1L) * Rig.PACKET) + Rig.TARGET_NS, a.departuresNs.get(packet), 1_000);
        }
        assertEquals(a.departuresNs, b.departuresNs);
        // A frame waits for the target at least, and for one packet of 20.3 ms more where the filters hold it back.
        assertEquals(2, rig.loop.addedLatency().quantileNs(0.5) / 1e6, 0.2);
        assertEquals(22.3, rig.loop.addedLatency().quantileNs(0.99) / 1e6, 0.2);
    }

    @Test
    void shouldServeSpeakersOfOneAdapterInTurn() {
        rig.shareAdapter();
        rig.plan();

        rig.play(left, right);

        for (int packet = 0; packet < 50; packet++) {
            long sign = packet % 2 == 0 ? -1 : 1;
            assertEquals(sign * 1_000_000, b.departuresNs.get(packet) - a.departuresNs.get(packet), 2_000);
        }
        assertHeard(left, a.heard(), DELAY);
        assertHeard(right, b.heard(), DELAY);
    }

    @Test
    void shouldKeepClearOfSourceOfSameAdapter() {
        rig.shareAdapter();
        rig.inbound.put(rig.source, Map.of(Link.ID, "echo", Link.ADAPTER, "hci0"));
        rig.plan();

        rig.play(left, right);

        assertEquals(Rig.PACKET, rig.clock.clearOf());
    }

    @Test
    void shouldNotMindSourceOfAnotherAdapter() {
        rig.shareAdapter();
        rig.inbound.put(rig.source, Map.of(Link.ID, "echo", Link.ADAPTER, "hci1"));
        rig.plan();

        rig.play(left, right);

        assertEquals(0, rig.clock.clearOf());
    }

    @Test
    void shouldHoldFastSpeakerBack() {
        rig.delaysNs.put("A", Rig.arrivalNs(1_000));
        rig.plan();

        rig.play(left, right);

        assertHeard(left, a.heard(), DELAY + 1_000);
        assertHeard(right, b.heard(), DELAY);
    }

    @Test
    void shouldDelayByAFractionOfAFrame() {
        float[] tone = Signals.sine(1_000, 0.5, Rig.RATE_HZ, FRAMES);
        rig.delaysNs.put("A", Math.round(1_000.37e9 / Rig.RATE_HZ));
        rig.plan();

        rig.play(tone, tone);

        assertTone(a.heard(), DELAY + 1_000.37);
    }

    private static void assertTone(float[] heard, double delayFrames) {
        for (int n = 5_000; n < 20_000; n++) {
            double expected = 0.5 * Math.sin(2 * Math.PI * 1_000 * (n - delayFrames) / Rig.RATE_HZ);
            assertEquals(expected, heard[n], QUANTUM);
        }
    }

    @Test
    void shouldNotClickWhenGainRowAndModeChange() {
        float[] tone = Signals.sine(200, 0.5, Rig.RATE_HZ, FRAMES);
        rig.source.packets(tone, tone);
        rig.plan();
        rig.runTo(Rig.arrivalNs(15 * Rig.PACKET));
        rig.settings.put("A", new SpeakerSettings("A", MixRow.RIGHT, -20, 0, List.of()));
        rig.plan();
        rig.runTo(Rig.arrivalNs(30 * Rig.PACKET));
        rig.programme = new ProgrammeSettings(ProgrammeMode.MONO, -6, -0.5);
        rig.plan();

        rig.runTo(Rig.arrivalNs(FRAMES) + Rig.HOLD_NS);

        float[] heard = a.heard();
        double steepest = 0.5 * 2 * Math.PI * 200 / Rig.RATE_HZ;
        for (int n = 2_000; n < heard.length - 1; n++) {
            assertTrue(Math.abs(heard[n + 1] - heard[n]) < 1.2 * steepest, "click at " + n);
        }
        assertEquals(0.5 * Math.pow(10, -26 / 20.0) * 0.5, peak(heard, 40 * Rig.PACKET), 0.001);
    }

    @Test
    void shouldEqualizeOneSpeakerAlone() {
        float[] tone = Signals.sine(1_000, 0.25, Rig.RATE_HZ, FRAMES);
        rig.settings.put("A", new SpeakerSettings("A", MixRow.LEFT, 0, 0,
                List.of(new EqBand(EqBand.Shape.PEAK, 1_000, 6, 1))));
        rig.plan();

        rig.play(tone, tone);

        assertEquals(0.5, peak(a.heard(), 40 * Rig.PACKET), 0.002);
        assertEquals(0.25, peak(b.heard(), 40 * Rig.PACKET), 0.001);
    }

    @Test
    void shouldLimitInsteadOfClip() {
        float[] tone = Signals.sine(1_000, 0.9, Rig.RATE_HZ, FRAMES);
        rig.settings.put("A", new SpeakerSettings("A", MixRow.LEFT, 12, 0, List.of()));
        rig.plan();

        rig.play(tone, tone);

        assertTrue(peak(a.heard(), 0) < 0.99);
        assertTrue(rig.status().speakers().get(0).limitedFrames() > 0);
    }

    @Test
    void shouldSplitPacketsEvenlyWhereTheyDoNotFit() {
        rig.outbound.clear();
        Rig.Speaker small = rig.speaker("A", 13 + 5 * 256);
        Rig.Speaker large = rig.speaker("B");
        rig.plan();

        rig.play(left, right);

        assertEquals(13 + 4 * 256, small.lengths.get(10));
        assertEquals(small.lengths, large.lengths);
        float[] heard = small.heard();
        assertHeard(left, heard, DELAY, 0, heard.length - DELAY);
        assertEquals(0, rig.loop.gaps());
    }

    @Test
    void shouldGoOnWithAnotherCodecInMidSong() {
        rig.plan();
        rig.source.packets(left, right);
        rig.runTo(Rig.arrivalNs(20 * Rig.PACKET));

        rig.codecs.put(2, new PcmCodec("PCM two"));
        rig.plan();
        rig.runTo(Rig.arrivalNs(FRAMES) + Rig.HOLD_NS);

        assertHeard(left, a.heard(), DELAY);
        assertEquals("PCM two", rig.status().input().orElseThrow().codecName());
        assertEquals(3, rig.planner.takeRetired().size());
    }

    @Test
    void shouldSayWhatItDoes() {
        assertEquals(BridgeStatus.State.NO_SOURCE, rig.status().state());
        rig.plan();
        rig.play(left, right);

        BridgeStatus status = rig.status();

        assertEquals(BridgeStatus.State.PLAYING, status.state());
        assertEquals(50, status.input().orElseThrow().packets());
        assertEquals(List.of("Speaker A", "Speaker B"),
                status.speakers().stream().map(BridgeStatus.Speaker::name).toList());
        assertEquals(100, status.loop().packetsOut());
        assertEquals(-6, status.speakers().get(0).levelDb(), 6);
    }
}
