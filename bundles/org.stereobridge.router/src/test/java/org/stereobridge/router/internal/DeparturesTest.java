package org.stereobridge.router.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.stereobridge.router.internal.Heard.QUANTUM;
import static org.stereobridge.router.internal.Heard.assertHeard;

import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stereobridge.radio.Link;
import org.stereobridge.testkit.Allocations;
import org.stereobridge.testkit.Signals;

/** What leaves when, where a radio has no room or the loop stands still: late or never, but never in another place. */
class DeparturesTest {

    private static final int DELAY = OutputChain.CONTENT_DELAY;
    private static final int PACKETS = 100;
    private static final int FRAMES = PACKETS * Rig.PACKET;
    /** Behind a gap it fades in. */
    private static final int FADE = 64;
    private static final long PACKET_NS = Rig.arrivalNs(Rig.PACKET);

    private final Rig rig = new Rig();
    private final Rig.Speaker a = rig.speaker("A");
    private final Rig.Speaker b = rig.speaker("B");
    private final float[] left = Signals.music(1, 0.5, FRAMES);
    private final float[] right = Signals.music(2, 0.5, FRAMES);

    @Test
    void shouldSendAsSoonAsThereIsRoomWhatWasRefused() {
        start(20);
        a.isFull = () -> true;
        rig.runTo(dueNs(22) + 3_000_000);
        a.isFull = () -> false;

        finish();

        assertHeard(left, a.heard(), DELAY);
        assertHeard(right, b.heard(), DELAY);
        assertEquals(dueNs(22), a.departuresNs.get(20), 5_000_000);
        assertEquals(a.departuresNs.get(20), a.departuresNs.get(22));
        assertEquals(dueNs(23), a.departuresNs.get(23), 1_000);
    }

    @Test
    void shouldSkipWhatIsTooLateForOneSpeakerAlone() {
        start(20);
        long fullNs = 300_000_000;
        a.isFull = () -> rig.nowNs < dueNs(20) + fullNs;

        finish();

        assertInPlace(a, left);
        assertHeard(right, b.heard(), DELAY);
        int skipped = PACKETS - a.timestamps.size();
        assertEquals(Math.ceil((double) fullNs / PACKET_NS), skipped);
        assertEquals(skipped * (long) Rig.PACKET, departures("A").skippedFrames());
        assertEquals(dueNs(20 + skipped), a.departuresNs.get(20), 1_000);
    }

    @ParameterizedTest
    @ValueSource(longs = {20, 50, 65})
    void shouldMakeUpForAShortStallOfTheLoop(long stallMs) {
        start(20);

        rig.stall(stallMs * 1_000_000);
        finish();

        assertHeard(left, a.heard(), DELAY);
        assertHeard(right, b.heard(), DELAY);
        assertEquals(0, rig.loop.gaps());
    }

    @ParameterizedTest
    @ValueSource(longs = {80, 150, 300, 1_000})
    void shouldGoOnInStepAfterALongStallOfTheLoop(long stallMs) {
        start(20);
        long stallNs = stallMs * 1_000_000;

        rig.stall(stallNs);
        finish();

        assertInPlace(a, left);
        assertInPlace(b, right);
        assertEquals(a.timestamps, b.timestamps);
        int skipped = PACKETS - a.timestamps.size();
        assertTrue(skipped * PACKET_NS <= stallNs - Rig.LATE_NS + PACKET_NS, skipped + " packets");
        assertEquals(stallNs, a.departuresNs.get(20) - dueNs(20), 2_000_000);
    }

    @Test
    void shouldBeginAgainOnceTheRadioHasSentWhatItHolds() {
        start(20);
        a.isFull = () -> rig.nowNs < dueNs(30);
        a.queued = () -> rig.nowNs < dueNs(40) ? 1 : 0;

        finish();

        assertInPlace(a, left);
        assertEquals(40L * Rig.PACKET, a.timestamps.get(20));
    }

    @Test
    void shouldNotWaitForEverForARadioThatTellsWrong() {
        start(20);
        a.isFull = () -> rig.nowNs < dueNs(24);
        a.queued = () -> 1;

        finish();

        assertTrue(a.timestamps.size() > 40, a.timestamps.size() + " packets");
        assertInPlace(a, left);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void shouldKeepEachSampleInItsPlaceHoweverTheRadioRefuses(int seed) {
        var random = new Random(seed);
        rig.shareAdapter();
        for (Rig.Speaker speaker : new Rig.Speaker[] {a, b}) {
            long[] untilNs = {0};
            boolean[] refuses = {false};
            speaker.isFull = () -> {
                if (rig.nowNs >= untilNs[0]) {
                    refuses[0] = !refuses[0];
                    untilNs[0] = rig.nowNs + random.nextInt(refuses[0] ? 150_000_000 : 100_000_000);
                }
                return refuses[0];
            };
        }
        rig.plan();
        rig.source.packets(left, right);

        finish();

        assertInPlace(a, left);
        assertInPlace(b, right);
        assertTrue(a.timestamps.size() > PACKETS / 4, a.timestamps.size() + " packets");
        for (int n = 1; n < a.timestamps.size(); n++) {
            assertTrue(a.timestamps.get(n) - a.timestamps.get(n - 1) >= Rig.PACKET);
            long lateNs = a.departuresNs.get(n) - dueNs((int) (a.timestamps.get(n) / Rig.PACKET));
            assertTrue(lateNs <= Rig.LATE_NS, "late by " + lateNs);
        }
    }

    @Test
    void shouldKeepPlacesWherePacketsChangeTheirLengthMeanwhile() {
        start(20);
        a.isFull = () -> rig.nowNs < dueNs(22);
        rig.runTo(dueNs(21));
        rig.speaker("C", 13 + 5 * 256);
        rig.plan();

        finish();

        assertInPlace(a, left);
        assertInPlace(b, right);
        assertEquals(0, departures("A").skippedFrames());
    }

    @Test
    void shouldJoinInMidSongAtItsPlace() {
        start(20);
        Rig.Speaker c = rig.speaker("C");
        rig.plan();

        finish();

        assertEquals(a.timestamps.subList(20, PACKETS), c.timestamps);
        assertEquals(a.departuresNs.subList(20, PACKETS), c.departuresNs);
        assertEquals(0, departures("C").skippedFrames());
    }

    @Test
    void shouldNotAllocate() {
        rig.outbound.clear();
        rig.inbound.clear();
        var endless = new EndlessSource();
        rig.inbound.put(endless, Map.of(Link.ID, "endless"));
        var link = new StubbornLink();
        rig.outbound.put(link, Map.of(Link.ID, "A"));
        rig.plan();

        assertEquals(0, Allocations.bytesIn(() -> endless.nowNs = rig.loop.runOnce(endless.nowNs), 20_000, 1_000));
        assertEquals(0, rig.loop.failures());
        assertTrue(link.refused > 1_000 && link.sent > 1_000, link.sent + " sent");
    }

    private void start(int packets) {
        rig.plan();
        rig.source.packets(left, right);
        rig.runTo(dueNs(packets) - 1_000_000);
    }

    private void finish() {
        rig.runTo(Rig.arrivalNs(FRAMES) + Rig.HOLD_NS);
    }

    /** When the n-th packet is due. */
    private static long dueNs(int packet) {
        return Rig.arrivalNs((packet + 1L) * Rig.PACKET) + Rig.TARGET_NS;
    }

    /** Each packet holds what its timestamp says. */
    private static void assertInPlace(Rig.Speaker speaker, float[] played) {
        long next = 0;
        for (int n = 0; n < speaker.timestamps.size(); n++) {
            long position = speaker.timestamps.get(n);
            float[] heard = speaker.heard(n);
            int from = position == next ? 0 : FADE;
            next = position + heard.length;
            for (int i = from; i < heard.length; i++) {
                long frame = position + i - DELAY;
                float expected = frame < 0 || frame >= played.length ? 0 : played[(int) frame];
                if (Math.abs(expected - heard[i]) > QUANTUM) {
                    assertArrayEquals(Arrays.copyOfRange(played, (int) position - DELAY, (int) next - DELAY), heard,
                            QUANTUM, "packet at " + position);
                }
            }
        }
    }

    private Departures departures(String id) {
        return rig.planner.sinks().stream().filter(sink -> sink.id().equals(id)).findFirst().orElseThrow()
                .departures();
    }
}
