package org.stereobridge.simulator.internal.world;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stereobridge.testkit.Allocations;

class SpeakerModelTest {

    private static final int RATE_HZ = 44_100;
    private static final int FRAMES = 7 * 128;
    private static final double LATENCY_NS = 120e6;

    private SpeakerModel speaker;
    private int timestamp = -5 * FRAMES; // wraps soon
    private double nowNs;

    @Test
    void shouldSoundAtLatency() {
        speaker = speaker(35, true);
        nowNs = 7e6;

        long frame = send();

        assertEquals(0, frame);
        assertEquals(0, speaker.frameAt(7e6 + LATENCY_NS), 1e-9);
        assertFalse(speaker.isSounding(7e6 + LATENCY_NS - 1));
        assertTrue(speaker.isSounding(7e6 + LATENCY_NS));
    }

    @ParameterizedTest
    @ValueSource(doubles = {-20, 35, -60})
    void shouldSettleOnSource(double clockPpm) {
        speaker = speaker(clockPpm, true);

        play(40, 5);
        double afterFiveSecondsNs = speaker.leadNs() - LATENCY_NS;
        double worstNs = 0;
        for (int second = 5; second < 300; second++) {
            play(40, 1);
            worstNs = second < 15 ? 0 : Math.max(worstNs, Math.abs(speaker.leadNs() - LATENCY_NS));
        }

        assertEquals(0, afterFiveSecondsNs, 50_000);
        assertEquals(0, worstNs, 1_000);
        assertEquals(0, speaker.underruns());
        assertEquals(0, speaker.lostFrames());
    }

    @Test
    void shouldDriftByItsPpmWhereItDoesNotFollow() {
        speaker = speaker(35, false);

        play(40, 100);

        // The source gains 5 us a second on it: packets come that much earlier before they sound.
        assertEquals(LATENCY_NS + 5e-6 * nowNs, speaker.leadNs(), 2_000);
    }

    @Test
    void shouldBeAlikeInItsResponseToLatePackets() {
        speaker = speaker(0, true);
        var other = speaker(0, true, 212.3e6, 200);
        double worstNs = 0;

        for (int packet = 0; packet < 2_000; packet++) {
            nowNs = packet * packetNs(40) + (packet % 50 == 17 ? 8e6 : 0);
            other.take(nowNs, timestamp, FRAMES);
            send();
            worstNs = Math.max(worstNs, Math.abs(speaker.leadNs() - LATENCY_NS - other.leadNs() + 212.3e6));
        }

        assertEquals(0, worstNs, 5_000);
    }

    @Test
    void shouldStartAnewAfterUnderrun() {
        speaker = speaker(35, true);
        play(0, 20);

        nowNs += 200e6;
        long frame = send();
        double startNs = nowNs + LATENCY_NS;
        double soundedNs = startNs - (speaker.frameAt(startNs) - frame) / speaker.speed();

        assertEquals(1, speaker.underruns());
        assertEquals(startNs, soundedNs, 0.1);
        assertEquals(0, speaker.lostFrames());
    }

    @Test
    void shouldBeSilentWhereTimestampsLeaveOut() {
        speaker = speaker(0, true);
        play(0, 1);
        long before = send();

        timestamp += 2 * FRAMES;
        nowNs += 2 * packetNs(0);
        long behind = send();

        assertEquals(before + 3 * FRAMES, behind);
        assertEquals(2 * FRAMES, speaker.lostFrames());
        assertEquals(0, speaker.underruns());
    }

    @Test
    void shouldCountWhatIsLostInTheAir() {
        speaker = speaker(0, true);
        play(0, 1);
        long before = send();

        speaker.lose(nowNs, timestamp, FRAMES);
        timestamp += FRAMES;
        nowNs += packetNs(0);
        long behind = send();

        assertEquals(before + 2 * FRAMES, behind);
        assertEquals(FRAMES, speaker.lostFrames());
    }

    @Test
    void shouldPlayOnWhereTimestampsBeginAnew() {
        speaker = speaker(0, true);
        play(0, 1);
        long before = send();

        timestamp += 1_000_000_000;
        long behind = send();

        assertEquals(before + FRAMES, behind);
        assertEquals(0, speaker.lostFrames());
    }

    @Test
    void shouldCutOutWhatBufferHasNoRoomFor() {
        speaker = speaker(0, true);
        play(0, 1);
        double beforeNs = nowNs;

        int room = 0;
        while (send(beforeNs) >= 0) {
            room++;
        }

        assertEquals(1, speaker.overruns());
        assertEquals(FRAMES, speaker.lostFrames());
        // The buffer of 150 ms holds 75 ms of prefill already.
        assertEquals(3, room);
    }

    @Test
    void shouldEndInOverrunWhereItDoesNotFollowAFasterSource() {
        speaker = speaker(-300, false);

        play(300, 300);

        assertTrue(speaker.overruns() > 0);
        assertEquals(speaker.overruns() * FRAMES, speaker.lostFrames());
        assertEquals(0, speaker.underruns());
    }

    @Test
    void shouldEndInUnderrunWhereItDoesNotFollowASlowerSource() {
        speaker = speaker(300, false);

        play(-300, 300);

        assertTrue(speaker.underruns() > 0);
        assertEquals(0, speaker.overruns());
    }

    @Test
    void shouldNotAllocate() {
        speaker = speaker(35, true);

        assertEquals(0, Allocations.bytesIn(this::send));
    }

    private static SpeakerModel speaker(double clockPpm, boolean followsSource) {
        return speaker(clockPpm, followsSource, LATENCY_NS, 150);
    }

    private static SpeakerModel speaker(double clockPpm, boolean followsSource, double latencyNs, double bufferMs) {
        return new SpeakerModel(RATE_HZ, clockPpm, latencyNs / 1e6, bufferMs, followsSource);
    }

    private static double packetNs(double sourcePpm) {
        return FRAMES * 1e9 / (RATE_HZ * (1 + sourcePpm * 1e-6));
    }

    private void play(double sourcePpm, double seconds) {
        for (double untilNs = nowNs + seconds * 1e9; nowNs < untilNs;) {
            send();
            nowNs += packetNs(sourcePpm);
        }
    }

    private long send() {
        return send(nowNs);
    }

    private long send(double atNs) {
        long frame = speaker.take(atNs, timestamp, FRAMES);
        timestamp += FRAMES;
        return frame;
    }
}
