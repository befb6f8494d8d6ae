package org.stereobridge.router.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.stereobridge.router.internal.Heard.assertHeard;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stereobridge.codec.StreamConfig;
import org.stereobridge.radio.Link;
import org.stereobridge.radio.OutboundLink;
import org.stereobridge.routing.MixRow;
import org.stereobridge.routing.SpeakerSettings;
import org.stereobridge.testkit.Allocations;
import org.stereobridge.testkit.Signals;

/** A speaker B whose DAC does not follow its source, beside A, which does. */
class OwnPaceTest {

    private static final int DELAY = OutputChain.CONTENT_DELAY;
    private static final double TONE_HZ = 1_000;
    private static final float AMPLITUDE = 0.5f;
    private static final int SECOND = 50 * Rig.PACKET;

    private final Rig rig = new Rig();
    private final Rig.Speaker a = rig.speaker("A");
    private final Rig.Speaker b = rig.speaker("B");

    /** From the second packet on; the rig's deadlines are rounded up to a microsecond. */
    @ParameterizedTest
    @ValueSource(doubles = {-300, -40, 0.5, 40, 120, 300})
    void shouldPlayEachFrameWhenOthersDo(double ppm) {
        drift(ppm);

        play(20 * SECOND);

        assertEquals(0, worstSkewUs(b, ppm, 2 * Rig.PACKET, 19 * SECOND), 1.5);
    }

    /** An ideal resampler's output, but for 16 bits. */
    @ParameterizedTest
    @ValueSource(doubles = {997, 5_000, 15_000})
    void shouldSoundAsIfResampledIdeally(double toneHz) {
        drift(120);
        float[] tone = Signals.sine(toneHz, AMPLITUDE, Rig.RATE_HZ, 6 * SECOND);
        rig.plan();

        rig.play(tone, tone);

        float[] heard = b.heard();
        int from = 4 * SECOND;
        assertTrue(residualDb(heard, from, SECOND, 2 * Math.PI * toneHz / Rig.RATE_HZ / (1 + 120e-6)) < -80,
                () -> residualDb(heard, from, SECOND, 2 * Math.PI * toneHz / Rig.RATE_HZ / (1 + 120e-6)) + " dB");
    }

    /** As its DAC has played, so much it has been sent, but for a packet; and each frame in its place. */
    @Test
    void shouldNotAddUpErrorsInHalfAnHour() {
        drift(40);

        play(1_800 * SECOND);

        double own = (b.departuresNs.get(b.departuresNs.size() - 1) - b.departuresNs.get(0)) * 1e-9 * Rig.RATE_HZ
                * (1 + 40e-6);
        long sent = (b.sequences.size() - 1L) * Rig.PACKET;
        assertEquals(-Rig.PACKET / 2.0, sent - own, Rig.PACKET / 2.0 + 1);
        assertEquals(0, worstSkewUs(b, 40, 1_799 * SECOND, 1_799 * SECOND + SECOND / 2), 1.5);
    }

    /** For any drift, what the speaker holds is as much as at first, or up to a packet less. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6})
    void shouldKeepLevelWithinPacket(int seed) {
        double ppm = new SplittableRandom(seed).nextDouble(-300, 300);
        drift(ppm);
        rig.plan();
        float[] tone = tone(60 * SECOND);

        rig.play(tone, tone);

        for (int n = 0; n < b.departuresNs.size(); n++) {
            double played = (b.departuresNs.get(n) - b.departuresNs.get(0)) * 1e-9 * Rig.RATE_HZ * (1 + ppm * 1e-6);
            double level = (long) n * Rig.PACKET - played;
            assertTrue(level > -Rig.PACKET - 1 && level < 1, level + " at packet " + n + ", " + ppm + " ppm");
        }
        assertEquals(0, rig.status().speakers().get(1).skippedFrames());
    }

    @Test
    void shouldCountItsOwnFrames() {
        drift(300);

        play(70 * SECOND);

        for (int n = 1; n < b.timestamps.size(); n++) {
            assertEquals(b.timestamps.get(n - 1) + Rig.PACKET & 0xFFFF_FFFFL, b.timestamps.get(n));
        }
        assertEquals(a.sequences.size() + 1, b.sequences.size());
    }

    @Test
    void shouldMoveNothingWhereDriftIsSetInMidSong() {
        rig.plan();
        float[] tone = tone(20 * SECOND);
        rig.source.packets(tone, tone);
        rig.runTo(Rig.arrivalNs(5 * SECOND));
        int following = b.sequences.size() * Rig.PACKET;

        drift(200);
        rig.plan();
        rig.runTo(Rig.arrivalNs(10 * SECOND));
        drift(-100);
        rig.plan();
        rig.runTo(Rig.arrivalNs(20 * SECOND) + Rig.HOLD_NS);

        float[] heard = b.heard();
        assertHeard(tone, heard, DELAY, 0, following - DELAY);
        assertEquals(0, rig.status().speakers().get(1).skippedFrames());
        assertTrue(lowestPeak(heard) > AMPLITUDE * 0.9, "a click, or a gap");
    }

    @Test
    void shouldGoOnWithoutGapWhereItFollowsAgain() {
        drift(200);
        rig.plan();
        float[] tone = tone(20 * SECOND);
        rig.source.packets(tone, tone);
        rig.runTo(Rig.arrivalNs(7 * SECOND));

        rig.settings.clear();
        rig.plan();
        rig.runTo(Rig.arrivalNs(20 * SECOND) + Rig.HOLD_NS);

        assertEquals(0, rig.status().speakers().get(1).skippedFrames());
        assertTrue(lowestPeak(b.heard()) > AMPLITUDE * 0.9, "a click, or a gap");
        assertEquals(0, b.sequences.size() - a.sequences.size(), 1);
    }

    /** Behind a gap its DAC plays from the first packet on that comes, whatever was before. */
    @Test
    void shouldBeInStepAgainBehindGap() {
        drift(150);
        rig.plan();
        float[] tone = tone(30 * SECOND);
        rig.source.packets(tone, tone);
        rig.runTo(Rig.arrivalNs(10 * SECOND));
        b.isFull = () -> true;
        rig.runTo(Rig.arrivalNs(10 * SECOND) + 300_000_000);
        b.isFull = () -> false;
        int before = b.sequences.size();

        rig.runTo(Rig.arrivalNs(30 * SECOND) + Rig.HOLD_NS);

        assertTrue(rig.status().speakers().get(1).skippedFrames() > 0);
        long lostMs = (b.departuresNs.get(before) - b.departuresNs.get(before - 1)) / 1_000_000;
        assertTrue(lostMs < 300 + 100, lostMs + " ms");
        assertEquals(0, worstSkewUs(b, 150, before, 25 * SECOND, 26 * SECOND), 1.5);
        assertTrue(a.sequences.size() * (long) Rig.PACKET >= 30 * SECOND, "A has lost something");
    }

    @Test
    void shouldGoOnWhereAnotherRouterLeftIt() {
        drift(150);
        rig.plan();
        float[] tone = tone(30 * SECOND);
        rig.source.packets(tone, tone);
        rig.runTo(Rig.arrivalNs(10 * SECOND) + 1_000_000);

        rig.exchangeLoop(50_000_000);
        rig.runTo(Rig.arrivalNs(30 * SECOND) + Rig.HOLD_NS);

        assertEquals(0, rig.status().speakers().get(1).skippedFrames());
        for (int n = 1; n < b.timestamps.size(); n++) {
            assertEquals(b.timestamps.get(n - 1) + Rig.PACKET & 0xFFFF_FFFFL, b.timestamps.get(n));
        }
        // What leaves late behind the exchange has speakers that follow go slower for a moment, and it with them.
        assertEquals(0, worstSkewUs(b, 150, 9 * SECOND, 12 * SECOND), 200);
        assertEquals(0, worstSkewUs(b, 150, 25 * SECOND, 29 * SECOND), 3);
    }

    @Test
    void shouldLeaveSpeakersThatFollowAsTheyAre() {
        float[] music = Signals.music(1, 0.5, 10 * SECOND);
        drift(40);
        rig.plan();

        rig.play(music, music);

        assertHeard(music, a.heard(), DELAY);
        assertFalse(b.timestamps.isEmpty());
    }

    @Test
    void shouldNotAllocate() {
        var endless = new EndlessSource();
        rig.inbound.clear();
        rig.inbound.put(endless, Map.of(Link.ID, "endless"));
        rig.outbound.clear();
        rig.outbound.put(new Nowhere(), Map.of(Link.ID, "B"));
        rig.delaysNs.put("B", 10_300_000L);
        drift(300);
        rig.plan();

        assertEquals(0, Allocations.bytesIn(() -> endless.nowNs = rig.loop.runOnce(endless.nowNs), 5_000, 1_000));
        assertEquals(0, rig.loop.failures());
        assertTrue(rig.loop.packetsOut() > rig.loop.packetsIn() / 2);
    }

    private void drift(double ppm) {
        rig.settings.put("B", new SpeakerSettings("B", MixRow.RIGHT, 0, 0, List.of(), ppm));
    }

    private void play(int frames) {
        rig.plan();
        float[] tone = tone(frames);
        rig.play(tone, tone);
    }

    private static float[] tone(int frames) {
        return Signals.sine(TONE_HZ, AMPLITUDE, Rig.RATE_HZ, frames);
    }

    private double worstSkewUs(Rig.Speaker speaker, double ppm, int from, int to) {
        return worstSkewUs(speaker, ppm, 0, from, to);
    }

    /**
     * How far from A it plays, as the phase of the tone says in windows of 10 ms, while A plays these frames.
     *
     * @param anchor the packet with which it began
     */
    private double worstSkewUs(Rig.Speaker speaker, double ppm, int anchor, int from, int to) {
        float[] heard = speaker.heard();
        double w = 2 * Math.PI * TONE_HZ / Rig.RATE_HZ;
        double ratio = 1 + ppm * 1e-6;
        double beganFrames = (speaker.departuresNs.get(anchor) - a.departuresNs.get(0)) * 1e-9 * Rig.RATE_HZ;
        int window = Rig.RATE_HZ / 100;
        double worst = 0;
        for (int frame = from + window; frame + window < to; frame += window) {
            // What its DAC plays while A plays this frame.
            double own = anchor * Rig.PACKET + (frame - beganFrames) * ratio;
            int first = (int) Math.round(own);
            double sine = 0;
            double cosine = 0;
            for (int n = 0; n < window; n++) {
                double phase = w * (frame + (first + n - own) / ratio - DELAY);
                sine += heard[first + n] * Math.sin(phase);
                cosine += heard[first + n] * Math.cos(phase);
            }
            worst = Math.max(worst, Math.abs(Math.atan2(cosine, sine)) / (2 * Math.PI * TONE_HZ) * 1e6);
        }
        return worst;
    }

    /** What is left of a tone of w radians a frame, once the best fit is taken away, against full scale. */
    private static double residualDb(float[] heard, int from, int frames, double w) {
        double sine = 0;
        double cosine = 0;
        for (int n = 0; n < frames; n++) {
            sine += heard[from + n] * Math.sin(w * n) * 2 / frames;
            cosine += heard[from + n] * Math.cos(w * n) * 2 / frames;
        }
        double sum = 0;
        for (int n = 0; n < frames; n++) {
            double left = heard[from + n] - sine * Math.sin(w * n) - cosine * Math.cos(w * n);
            sum += left * left;
        }
        return 10 * Math.log10(sum / frames);
    }

    /** The lowest peak of any period of the tone, from the second 1 to one before the end: 0 in a gap. */
    private static double lowestPeak(float[] heard) {
        double least = 1;
        for (int at = SECOND; at + SECOND < heard.length; at += 64) {
            double peak = 0;
            for (int n = 0; n < 64; n++) {
                peak = Math.max(peak, Math.abs(heard[at + n]));
            }
            least = Math.min(least, peak);
        }
        return least;
    }

    /** Takes all, and keeps nothing. */
    private static final class Nowhere implements OutboundLink {

        @Override
        public boolean send(byte[] packet, int length) {
            return true;
        }

        @Override
        public int queuedPackets() {
            return 0;
        }

        @Override
        public int mtuBytes() {
            return 4_096;
        }

        @Override
        public StreamConfig config() {
            return PcmCodec.config(1);
        }
    }
}
