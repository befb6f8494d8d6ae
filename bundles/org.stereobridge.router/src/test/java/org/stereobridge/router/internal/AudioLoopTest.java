package org.stereobridge.router.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.stereobridge.routing.EqBand;
import org.stereobridge.routing.MixRow;
import org.stereobridge.routing.ProgrammeMode;
import org.stereobridge.routing.ProgrammeSettings;
import org.stereobridge.routing.SpeakerSettings;
import org.stereobridge.status.BridgeStatus;
import org.stereobridge.testkit.Signals;

class AudioLoopTest {

    private static final int DELAY = OutputChain.CONTENT_DELAY;
    private static final int FRAMES = 50 * Rig.PACKET;
    private static final float QUANTUM = 2f / 32_768;

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

        float[] heard = a.heard();
        for (int n = 5_000; n < 20_000; n++) {
            double expected = 0.5 * Math.sin(2 * Math.PI * 1_000 * (n - DELAY - 1_000.37) / Rig.RATE_HZ);
            assertEquals(expected, heard[n], QUANTUM);
        }
    }

    @Test
    void shouldKeepTimelineOverLostPacket() {
        rig.plan();
        lose(left.clone(), right.clone(), 20, 3);

        float[] heard = a.heard();
        assertHeard(left, heard, DELAY, 0, 20 * Rig.PACKET - 64);
        assertSilent(heard, DELAY + 20 * Rig.PACKET, 3 * Rig.PACKET);
        assertHeard(left, heard, DELAY, 23 * Rig.PACKET + 64, FRAMES - DELAY);
        assertEquals(3, status().input().orElseThrow().lostPackets());
    }

    @Test
    void shouldPutPacketsInOrder() {
        rig.plan();
        for (int packet = 0; packet < 50; packet++) {
            rig.source.packet(left, right, packet * Rig.PACKET, Rig.arrivalNs((packet + 1L) * Rig.PACKET));
        }
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
        assertEquals(100, status().input().orElseThrow().droppedPackets());
    }

    @Test
    void shouldSendLateWhatComesWithinTheHold() {
        rig.plan();
        for (int packet = 0; packet < 50; packet++) {
            long stallNs = packet >= 20 && packet < 23 ? Rig.arrivalNs(23L * Rig.PACKET) - Rig.arrivalNs((packet + 1L) * Rig.PACKET) : 0;
            rig.source.packet(left, right, packet * Rig.PACKET, Rig.arrivalNs((packet + 1L) * Rig.PACKET) + stallNs);
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
        assertHeardFrom(left, heard, at, 40 * Rig.PACKET, FRAMES - DELAY);
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
        assertEquals(BridgeStatus.State.IDLE, status().state());

        rig.runTo(Rig.arrivalNs(FRAMES) + pauseNs + Rig.HOLD_NS);

        assertEquals(BridgeStatus.State.PLAYING, status().state());
        int at = find(a.heard(), left, 20 * Rig.PACKET, 4_000);
        assertTrue(at > 0, "the music after the silence is not heard whole");
    }

    @Test
    void shouldNotClickWhenGainRowAndModeChange() {
        float[] tone = Signals.sine(200, 0.5, Rig.RATE_HZ, FRAMES);
        for (int packet = 0; packet < 50; packet++) {
            rig.source.packet(tone, tone, packet * Rig.PACKET, Rig.arrivalNs((packet + 1L) * Rig.PACKET));
        }
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
        assertTrue(status().speakers().get(0).limitedFrames() > 0);
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
    void shouldMuteOnlyTheSpeakerWhoseCodecThrows() {
        rig.plan();
        broken("A").isBroken = true;

        rig.play(left, right);

        assertEquals(0, a.heard().length);
        assertHeard(right, b.heard(), DELAY);
        assertEquals(1, rig.loop.failures());
    }

    @Test
    void shouldGoOnWithAnotherCodecInMidSong() {
        rig.plan();
        for (int packet = 0; packet < 50; packet++) {
            rig.source.packet(left, right, packet * Rig.PACKET, Rig.arrivalNs((packet + 1L) * Rig.PACKET));
        }
        rig.runTo(Rig.arrivalNs(20 * Rig.PACKET));

        rig.codecs.put(2, new PcmCodec("PCM two"));
        rig.plan();
        rig.runTo(Rig.arrivalNs(FRAMES) + Rig.HOLD_NS);

        assertHeard(left, a.heard(), DELAY);
        assertEquals("PCM two", status().input().orElseThrow().codecName());
        assertEquals(3, rig.planner.takeRetired().size());
    }

    @Test
    void shouldSkipWhatTheRadioRefusesAndKeepTime() {
        rig.plan();
        for (int packet = 0; packet < 50; packet++) {
            rig.source.packet(left, right, packet * Rig.PACKET, Rig.arrivalNs((packet + 1L) * Rig.PACKET));
        }
        rig.runTo(Rig.arrivalNs(20 * Rig.PACKET) + 3_000_000);
        a.isFull = true;
        rig.runTo(Rig.arrivalNs(22 * Rig.PACKET) + 3_000_000);
        a.isFull = false;

        rig.runTo(Rig.arrivalNs(FRAMES) + Rig.HOLD_NS);

        float[] heard = a.heard();
        assertEquals(FRAMES - 2 * Rig.PACKET, heard.length);
        assertHeardFrom(left, heard, 20 * Rig.PACKET + DELAY, 22 * Rig.PACKET + DELAY, 10 * Rig.PACKET, DELAY);
        assertEquals(2, status().speakers().get(0).refusedPackets());
        assertHeard(right, b.heard(), DELAY);
    }

    @Test
    void shouldSayWhatItDoes() {
        assertEquals(BridgeStatus.State.NO_SOURCE, status().state());
        rig.plan();
        rig.play(left, right);

        BridgeStatus status = status();

        assertEquals(BridgeStatus.State.PLAYING, status.state());
        assertEquals(50, status.input().orElseThrow().packets());
        assertEquals(List.of("Speaker A", "Speaker B"),
                status.speakers().stream().map(BridgeStatus.Speaker::name).toList());
        assertEquals(100, status.loop().packetsOut());
        assertEquals(-6, status.speakers().get(0).levelDb(), 6);
    }

    private BridgeStatus status() {
        return rig.reader.read(rig.planner.source(), rig.planner.sinks());
    }

    private PcmCodec.PcmEncoder broken(String id) {
        return (PcmCodec.PcmEncoder) rig.planner.sinks().stream().filter(sink -> sink.id().equals(id)).findFirst()
                .orElseThrow().encoder();
    }

    private void lose(float[] lossyLeft, float[] lossyRight, int first, int count) {
        for (int packet = 0; packet < 50; packet++) {
            if (packet >= first && packet < first + count) {
                rig.source.skip();
            } else {
                rig.source.packet(lossyLeft, lossyRight, packet * Rig.PACKET,
                        Rig.arrivalNs((packet + 1L) * Rig.PACKET));
            }
        }
        rig.runTo(Rig.arrivalNs(FRAMES) + Rig.HOLD_NS);
    }

    private static void assertHeard(float[] played, float[] heard, int delay) {
        assertHeard(played, heard, delay, 0, played.length - delay);
    }

    private static void assertHeard(float[] played, float[] heard, int delay, int from, int to) {
        float[] expected = Arrays.copyOfRange(played, from, to);
        float[] actual = Arrays.copyOfRange(heard, from + delay, to + delay);
        assertArrayEquals(expected, actual, QUANTUM);
    }

    private static void assertHeardFrom(float[] played, float[] heard, int at, int from, int to) {
        assertArrayEquals(Arrays.copyOfRange(played, from, to), Arrays.copyOfRange(heard, at, at + to - from), QUANTUM);
    }

    /** From {@code heardAt} the speaker plays what it would have at {@code wouldBeAt}, had nothing been refused. */
    private static void assertHeardFrom(float[] played, float[] heard, int heardAt, int wouldBeAt, int frames, int delay) {
        assertArrayEquals(Arrays.copyOfRange(played, wouldBeAt - delay, wouldBeAt - delay + frames),
                Arrays.copyOfRange(heard, heardAt, heardAt + frames), QUANTUM);
    }

    private static void assertSilent(float[] heard, int at, int frames) {
        assertEquals(0, peak(Arrays.copyOfRange(heard, at, at + frames), 0), QUANTUM);
    }

    private static double peak(float[] samples, int from) {
        double peak = 0;
        for (int n = from; n < samples.length; n++) {
            peak = Math.max(peak, Math.abs(samples[n]));
        }
        return peak;
    }

    /** Where in what was heard this part of what was played begins, or -1. */
    private static int find(float[] heard, float[] played, int from, int frames) {
        for (int at = 0; at + frames <= heard.length; at++) {
            int n = 0;
            while (n < frames && Math.abs(heard[at + n] - played[from + n]) < QUANTUM) {
                n++;
            }
            if (n == frames) {
                return at;
            }
        }
        return -1;
    }
}
