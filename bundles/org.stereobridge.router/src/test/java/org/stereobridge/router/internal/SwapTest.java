package org.stereobridge.router.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.stereobridge.router.internal.Heard.assertHeard;
import static org.stereobridge.router.internal.Heard.assertSilent;
import static org.stereobridge.router.internal.Heard.find;

import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stereobridge.codec.CodecProvider;
import org.stereobridge.radio.Link;
import org.stereobridge.routing.EqBand;
import org.stereobridge.routing.MixRow;
import org.stereobridge.routing.SpeakerSettings;
import org.stereobridge.status.BridgeStatus;
import org.stereobridge.testkit.Signals;

/** What is heard while codec, router or sync are exchanged in mid-song, against a run in which nothing is. */
class SwapTest {

    private static final int DELAY = OutputChain.CONTENT_DELAY;
    private static final int PACKETS = 150;
    private static final int FRAMES = PACKETS * Rig.PACKET;
    private static final int SWAP = 100;
    /** One step of 16 bits: an equaliser's memory beyond a second. */
    private static final float STEP = 1f / 32_768;

    private final float[] left = Signals.music(1, 0.9, FRAMES);
    private final float[] right = Signals.music(2, 0.5, FRAMES);
    private final Rig rig = new Rig();
    private final Rig.Speaker a = rig.speaker("A");
    private final Rig.Speaker b = rig.speaker("B");

    @Test
    void shouldPlayOnWhileCodecIsExchanged() {
        start(rig);
        rig.codecs.clear();
        rig.plan();
        assertTrue(rig.planner.isKeeping());
        assertEquals(List.of(), rig.planner.takeRetired());
        rig.runTo(dueNs(SWAP + 10));

        rig.codecs.put(2, new PcmCodec("PCM one"));
        rig.plan();

        assertFalse(rig.planner.isKeeping());
        assertEquals(3, rig.planner.takeRetired().size());
        finish(rig);
        assertHeard(left, a.heard(), DELAY);
        assertHeard(right, b.heard(), DELAY);
        assertEquals(a.departuresNs, b.departuresNs);
    }

    @Test
    void shouldNotFallBackToAnotherCodecMeanwhile() {
        CodecProvider better = rig.codecs.remove(1);
        rig.codecs.put(0, new PcmCodec("PCM worse"));
        rig.codecs.put(1, better);
        start(rig);
        rig.codecs.remove(1);

        rig.plan();

        assertEquals("PCM one", codecName());
        rig.planWithoutGone();
        assertEquals("PCM worse", codecName());
    }

    @Test
    void shouldGiveUpCodecThatDoesNotComeBack() {
        start(rig);
        rig.codecs.clear();

        rig.planWithoutGone();

        assertNull(rig.planner.source());
        assertEquals(3, rig.planner.takeRetired().size());
    }

    @Test
    void shouldKeepDeparturesWhileSyncIsExchanged() {
        rig.delaysNs.put("A", 10_300_000L);
        start(rig);
        ExactClock before = rig.clock;
        rig.hasSync = false;
        rig.plan();
        rig.runTo(dueNs(SWAP + 10));
        assertTrue(before.isFollowing());

        rig.hasSync = true;
        rig.clock = new ExactClock();
        rig.plan();
        finish(rig);

        assertTrue(rig.clock.isFollowing());
        assertSame(undisturbed(quiet -> quiet.delaysNs.put("A", 10_300_000L)));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 20, 50, 100, 145})
    void shouldPlayOnWhileLoopIsExchanged(long takesMs) {
        demand(rig);
        start(rig);

        rig.exchangeLoop(takesMs * 1_000_000);
        finish(rig);

        Rig undisturbed = undisturbed(SwapTest::demand);
        Rig.Speaker quietA = speaker(undisturbed, "A");
        assertArrayEquals(quietA.heard(), a.heard(), STEP);
        assertArrayEquals(speaker(undisturbed, "B").heard(), b.heard());
        assertEquals(quietA.timestamps, a.timestamps);
        assertEquals(quietA.sequences, a.sequences);
        assertEquals(quietA.departuresNs.subList(SWAP + 9, PACKETS), a.departuresNs.subList(SWAP + 9, PACKETS));
        assertEquals(a.departuresNs, b.departuresNs);
        assertEquals(0, rig.loop.gaps());
    }

    @Test
    void shouldPlayOnWhereALoopEndsBeforeItHasRun() {
        start(rig);

        rig.exchangeLoop(10_000_000);
        rig.exchangeLoop(20_000_000);
        finish(rig);

        Rig undisturbed = undisturbed(quiet -> { });
        assertArrayEquals(speaker(undisturbed, "A").heard(), a.heard(), STEP);
        assertEquals(speaker(undisturbed, "B").timestamps, b.timestamps);
    }

    @Test
    void shouldExchangeLoopAgainAndAgain() {
        rig.plan();
        rig.source.packets(left, right);

        for (int packet = 3; packet < PACKETS; packet += 7) {
            rig.runTo(dueNs(packet));
            rig.exchangeLoop(15_000_000);
        }
        finish(rig);

        assertHeard(left, a.heard(), DELAY);
        assertHeard(right, b.heard(), DELAY);
        assertEquals(a.departuresNs, b.departuresNs);
    }

    @Test
    void shouldMakePacketAnewThatWaited() {
        start(rig);
        a.isFull = () -> rig.nowNs < dueNs(SWAP + 1);
        rig.runTo(dueNs(SWAP));

        rig.exchangeLoop(5_000_000);
        finish(rig);

        assertHeard(left, a.heard(), DELAY);
        assertHeard(right, b.heard(), DELAY);
    }

    @Test
    void shouldKeepTimelineOverPacketsLostMeanwhile() {
        rig.plan();
        for (int packet = 0; packet < PACKETS; packet++) {
            if (packet == SWAP + 1) {
                rig.source.skip();
            } else {
                rig.source.packet(left, right, packet * Rig.PACKET, Rig.arrivalNs((packet + 1L) * Rig.PACKET));
            }
        }
        rig.runTo(dueNs(SWAP));

        rig.exchangeLoop(50_000_000);
        finish(rig);

        float[] heard = a.heard();
        assertSilent(heard, DELAY + (SWAP + 1) * Rig.PACKET, Rig.PACKET);
        assertHeard(left, heard, DELAY, (SWAP + 2) * Rig.PACKET + 64, FRAMES - DELAY);
    }

    @Test
    void shouldTakePacketsThatWaitForAMissingOne() {
        start(rig);
        rig.source.swapArrivals(2, 3);
        rig.runTo(Rig.arrivalNs((SWAP + 4L) * Rig.PACKET));

        rig.exchangeLoop(5_000_000);
        finish(rig);

        float[] heard = a.heard();
        assertEquals(FRAMES, heard.length);
        assertHeard(left, heard, DELAY, (SWAP + 5) * Rig.PACKET, FRAMES - DELAY);
    }

    @Test
    void shouldNotTakeWhatWaitedForJitter() {
        start(rig);

        rig.exchangeLoop(50_000_000);
        int arrivals = rig.clock.arrivals();
        rig.loop.runOnce(rig.nowNs);

        assertEquals(arrivals, rig.clock.arrivals());
        assertTrue(rig.loop.packetsIn() > 1);
    }

    @Test
    void shouldBeginAnewWhereTheNextLoopCameTooLate() {
        start(rig);

        rig.exchangeLoop(2_500_000_000L);
        rig.source.packet(left, right, 0, rig.nowNs + 1_000);
        rig.source.packet(left, right, Rig.PACKET, rig.nowNs + 20_000_000);
        rig.source.packet(left, right, 2 * Rig.PACKET, rig.nowNs + 40_000_000);
        rig.runTo(rig.nowNs + 200_000_000);

        assertEquals(BridgeStatus.State.PLAYING, rig.status().state());
        assertTrue(find(a.heard(), left, Rig.PACKET, 500) > 0);
    }

    @Test
    void shouldBeginWithSpeakerThatNobodyLeft() {
        start(rig);
        rig.outbound.keySet().removeIf(link -> link == b);
        Rig.Speaker c = rig.speaker("B");

        rig.exchangeLoop(20_000_000);
        finish(rig);

        assertHeard(left, a.heard(), DELAY);
        assertEquals(a.timestamps.get(PACKETS - 1), c.timestamps.get(c.timestamps.size() - 1));
    }

    /** All filters at work: an equaliser, a limiter, a delay of part of a frame. */
    private static void demand(Rig rig) {
        rig.settings.put("A", new SpeakerSettings("A", MixRow.LEFT, 9, 0,
                List.of(new EqBand(EqBand.Shape.PEAK, 60, 6, 2), new EqBand(EqBand.Shape.HIGH_SHELF, 6_000, -4, 0.7))));
        rig.delaysNs.put("B", 33_333_333L);
    }

    private void start(Rig started) {
        started.plan();
        started.source.packets(left, right);
        started.runTo(dueNs(SWAP));
    }

    private static void finish(Rig started) {
        started.runTo(Rig.arrivalNs(FRAMES) + Rig.HOLD_NS);
    }

    /** The same music, with nothing exchanged. */
    private Rig undisturbed(Consumer<Rig> like) {
        var quiet = new Rig();
        quiet.speaker("A");
        quiet.speaker("B");
        like.accept(quiet);
        start(quiet);
        finish(quiet);
        return quiet;
    }

    private void assertSame(Rig undisturbed) {
        for (Rig.Speaker speaker : List.of(a, b)) {
            Rig.Speaker quiet = speaker(undisturbed, speaker == a ? "A" : "B");
            assertArrayEquals(quiet.heard(), speaker.heard());
            assertEquals(quiet.departuresNs, speaker.departuresNs);
        }
    }

    private static Rig.Speaker speaker(Rig of, String id) {
        return (Rig.Speaker) of.outbound.keySet().stream()
                .filter(link -> of.outbound.get(link).get(Link.ID).equals(id)).findFirst().orElseThrow();
    }

    private String codecName() {
        return rig.status().input().orElseThrow().codecName();
    }

    /** A moment after the n-th packet was due. */
    private static long dueNs(int packet) {
        return Rig.arrivalNs((packet + 1L) * Rig.PACKET) + Rig.TARGET_NS + 1_000_000;
    }
}
