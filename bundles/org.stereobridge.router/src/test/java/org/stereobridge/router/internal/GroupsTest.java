package org.stereobridge.router.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.stereobridge.router.internal.Heard.assertHeard;
import static org.stereobridge.router.internal.Heard.assertHeardAt;
import static org.stereobridge.router.internal.Heard.peak;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.stereobridge.a2dp.AirTime;
import org.stereobridge.codec.Encoder;
import org.stereobridge.radio.Link;
import org.stereobridge.routing.MixRow;
import org.stereobridge.routing.ProgrammeMode;
import org.stereobridge.routing.ProgrammeSettings;
import org.stereobridge.routing.SpeakerSettings;
import org.stereobridge.status.AirPlan;
import org.stereobridge.status.BridgeStatus;
import org.stereobridge.testkit.Signals;

/** More than two speakers: what each plays, how loud, and who plays where the air is short. */
class GroupsTest {

    private static final int DELAY = OutputChain.CONTENT_DELAY;
    private static final int FRAMES = 50 * Rig.PACKET;
    /** Of PCM, whose packets of 20 ms take 0.33 of the air (1,805 bytes: 11 slots), and the source's 0.7. */
    private static final AirBudget TWO_FIT = new AirBudget(AirTime.Modulation.EDR_3, 0.75);

    private final float[] left = Signals.music(1, 0.25, FRAMES);
    private final float[] right = Signals.music(2, 0.25, FRAMES);

    @Test
    void shouldPlayToEightSpeakersTogether() {
        var rig = new Rig();
        List<Rig.Speaker> speakers = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            speakers.add(rig.speaker("S" + i));
            set(rig, "S" + i, i % 2 == 0 ? MixRow.LEFT : MixRow.RIGHT, 0);
        }
        rig.plan();

        rig.play(left, right);

        for (int i = 0; i < 8; i++) {
            assertHeard(i % 2 == 0 ? left : right, speakers.get(i).heard(), DELAY);
            assertEquals(speakers.get(0).departuresNs, speakers.get(i).departuresNs);
        }
    }

    @Test
    void shouldPlayBothChannelsOnAllSpeakersAtAParty() {
        var rig = new Rig();
        List<Rig.Speaker> speakers = List.of(rig.speaker("A"), rig.speaker("B"), rig.speaker("C"), rig.speaker("D"),
                rig.speaker("E"), rig.speaker("F"));
        set(rig, "A", MixRow.LEFT, 0);
        set(rig, "B", MixRow.RIGHT, 0);
        set(rig, "C", new MixRow(1, -1), 0);
        rig.programme = ProgrammeSettings.NEUTRAL.withMode(ProgrammeMode.PARTY).withBalance(1);
        rig.plan();

        rig.play(left, right);

        var both = new float[FRAMES];
        for (int n = 0; n < FRAMES; n++) {
            both[n] = (left[n] + right[n]) / 2;
        }
        speakers.forEach(speaker -> assertHeard(both, speaker.heard(), DELAY));
    }

    @Test
    void shouldMakeClusterOfTwoAsLoudAsOneSpeaker() {
        var rig = new Rig();
        float[] tone = Signals.sine(1_000, 0.25, Rig.RATE_HZ, FRAMES);
        Rig.Speaker a = rig.speaker("A");
        Rig.Speaker b = rig.speaker("B");
        Rig.Speaker c = rig.speaker("C");
        set(rig, "A", MixRow.LEFT, 0);
        set(rig, "B", MixRow.LEFT, -6);
        set(rig, "C", MixRow.RIGHT, 0);
        rig.plan();

        rig.play(tone, tone);

        double lowered = 0.25 / Math.sqrt(2);
        assertEquals(lowered, peak(a.heard(), 30 * Rig.PACKET), 0.001);
        assertEquals(lowered * Math.pow(10, -6 / 20.0), peak(b.heard(), 30 * Rig.PACKET), 0.001);
        assertEquals(0.25, peak(c.heard(), 30 * Rig.PACKET), 0.001);
    }

    @Test
    void shouldRaiseClusterAgainWhenItsSecondSpeakerLeaves() {
        var rig = new Rig();
        float[] tone = Signals.sine(1_000, 0.25, Rig.RATE_HZ, FRAMES);
        Rig.Speaker a = rig.speaker("A");
        Rig.Speaker b = rig.speaker("B");
        rig.speaker("C");
        set(rig, "A", MixRow.LEFT, 0);
        set(rig, "B", MixRow.LEFT, 0);
        set(rig, "C", MixRow.RIGHT, 0);
        rig.plan();
        rig.source.packets(tone, tone);
        rig.runTo(Rig.arrivalNs(20 * Rig.PACKET));
        rig.outbound.remove(b);
        rig.plan();

        rig.runTo(Rig.arrivalNs(FRAMES) + Rig.HOLD_NS);

        assertEquals(0.25, peak(a.heard(), 40 * Rig.PACKET), 0.001);
    }

    @Test
    void shouldRefuseTheSpeakerThatDoesNotFitAndPlayOnTheOthers() {
        var rig = new Rig(TWO_FIT);
        Rig.Speaker a = rig.speakerOn("hci0", "A");
        Rig.Speaker b = rig.speakerOn("hci0", "B");
        Rig.Speaker c = rig.speakerOn("hci0", "C");
        Rig.Speaker d = rig.speakerOn("hci1", "D");
        rig.plan();

        rig.play(left, right);

        assertHeard(left, a.heard(), DELAY);
        assertHeard(right, b.heard(), DELAY);
        assertEquals(0, c.heard().length);
        assertTrue(d.heard().length > 0);
        assertEquals(List.of("C"), rig.planner.air().refused().stream().map(AirPlan.Refused::speakerId).toList());
        assertEquals(List.of("A", "B", "D"), rig.planner.sinks().stream().map(Planner.Sink::id).toList());
        assertEquals(4, rig.planner.settings().size());
    }

    @Test
    void shouldPreferThePair() {
        var rig = new Rig(TWO_FIT);
        List.of("A mono", "B mono", "C left", "D right", "E left").forEach(speaker -> rig.outbound.put(
                rig.new Speaker(4_096, PcmCodec.config(1)), Map.of(Link.ID, speaker, Link.ADAPTER, "hci0", Link.ROW,
                speaker.substring(2))));

        rig.plan();

        assertEquals(List.of("C left", "D right"), rig.planner.sinks().stream().map(Planner.Sink::id).toList());
    }

    @Test
    void shouldPreferSpeakersThatWereSetUp() {
        var rig = new Rig(TWO_FIT);
        for (String id : List.of("A", "B", "C", "D")) {
            rig.speakerOn("hci0", id);
        }
        set(rig, "D", MixRow.MONO, 0);

        rig.plan();

        assertEquals(List.of("A", "D"), rig.planner.sinks().stream().map(Planner.Sink::id).toList());
    }

    @Test
    void shouldReckonWithTheSourceOnItsAdapter() {
        var rig = new Rig(TWO_FIT);
        rig.inbound.put(rig.source, Map.of(Link.ID, "echo", Link.ADAPTER, "hci0"));
        rig.speakerOn("hci0", "A");
        rig.speakerOn("hci1", "B");

        rig.plan();

        assertEquals(List.of("B"), rig.planner.sinks().stream().map(Planner.Sink::id).toList());
        assertTrue(rig.planner.air().adapters().get(0).carriesSource());
    }

    @Test
    void shouldTakeRefusedSpeakerUpOnceThereIsAir() {
        var rig = new Rig(TWO_FIT);
        Rig.Speaker a = rig.speakerOn("hci0", "A");
        rig.speakerOn("hci0", "B");
        Rig.Speaker c = rig.speakerOn("hci0", "C");
        rig.source.packets(left, right);
        rig.plan();
        rig.runTo(Rig.arrivalNs(20 * Rig.PACKET));
        rig.outbound.remove(a);
        rig.plan();

        rig.runTo(Rig.arrivalNs(FRAMES) + Rig.HOLD_NS);

        assertEquals(30 * Rig.PACKET, c.heard().length, Rig.PACKET);
        assertEquals(List.of(), rig.planner.air().refused());
    }

    @Test
    void shouldExchangeEncodersWhenQualityIsLowered() {
        var rig = new Rig(new AirBudget(AirTime.Modulation.EDR_3, 0.85));
        rig.codecs.clear();
        rig.codecs.put(1, new LadderCodec());
        rig.speakerOn("hci0", "A");
        rig.speakerOn("hci0", "B");
        rig.plan();
        Encoder best = rig.planner.sinks().get(0).encoder();
        rig.speakerOn("hci0", "C");

        rig.plan();

        Encoder lower = rig.planner.sinks().get(0).encoder();
        assertNotSame(best, lower);
        assertEquals(1, lower.qualities());
        assertEquals(1, rig.planner.air().qualityStep());
        assertEquals(2, rig.planner.takeRetired().size());
        rig.plan();
        assertSame(lower, rig.planner.sinks().get(0).encoder());
    }

    @Test
    void shouldPlayOnWhereAPlanHadNoSpeakers() {
        var rig = new Rig();
        Rig.Speaker a = rig.speaker("A");
        Map<String, Object> properties = rig.outbound.get(a);
        rig.source.packets(left, right);
        rig.plan();
        rig.runTo(Rig.arrivalNs(20 * Rig.PACKET));
        rig.outbound.clear();
        rig.plan();
        rig.runTo(Rig.arrivalNs(30 * Rig.PACKET));
        assertEquals(BridgeStatus.State.NO_SPEAKERS, rig.status().state());
        int before = a.heard().length;
        rig.outbound.put(a, properties);
        rig.plan();

        rig.runTo(Rig.arrivalNs(FRAMES) + Rig.HOLD_NS);

        assertEquals(20 * Rig.PACKET, before, Rig.PACKET);
        assertHeardAt(left, a.heard(), before + 2 * Rig.PACKET, 32 * Rig.PACKET - DELAY, 40 * Rig.PACKET);
        assertEquals(0, rig.loop.failures());
    }

    private static void set(Rig rig, String id, MixRow row, double gainDb) {
        rig.settings.put(id, new SpeakerSettings(id, row, gainDb, 0, List.of()));
    }
}
