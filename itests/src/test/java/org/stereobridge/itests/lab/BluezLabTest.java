package org.stereobridge.itests.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The bridge against a real bluetoothd: from nothing paired to music, and one fault. Plain ./test runs it, too. */
class BluezLabTest {

    private static final long SECOND_NS = 1_000_000_000L;
    private static final int MUSIC_S = 60;
    private static final double AUDIBLE = 0.9;
    private static final double INAUDIBLE = 0.2;

    private Stage stage;

    @AfterEach
    void strike() throws IOException {
        if (stage != null) {
            stage.close();
        }
    }

    @Test
    void shouldPlayStereoFromNothingPaired() throws Exception {
        stage = Stage.set("BluezLabTest-nothing");
        Reference reference = Reference.start(stage.lab());
        long openedNs = stage.lab().world().guest().monotonicNs();

        stage.pairAll();
        stage.play(MUSIC_S);
        for (SpeakerDevice speaker : stage.speakers()) {
            speaker.awaitPackets(1, Stage.LIMIT_MS);
        }
        long heardNs = stage.speakers().get(1).received().packets().get(0).ns() - openedNs;
        awaitPlayed();
        Reference.Verdict verdict = reference.end();

        verdict.judge(String.format(Locale.ROOT, "from the window's opening to music on both: %.1f s", heardNs / 1e9),
                heardNs <= 20 * SECOND_NS);
        Heard left = heard(stage.kitchen(), verdict);
        Heard right = heard(stage.window(), verdict);
        assertEquals(List.of(0, 1), List.of(left.channel(), right.channel()));
        for (Heard heard : List.of(left, right)) {
            assertTrue(heard.correlation() > AUDIBLE, "like its channel: " + heard.correlation());
            assertTrue(heard.otherCorrelation() < INAUDIBLE, "like the other: " + heard.otherCorrelation());
        }
        SkewFigures skew = SkewFigures.of(left, 0, right, 0, stage.programme().frames());
        verdict.judge("one minute: " + skew, Math.abs(skew.meanNs()) <= 1_000_000);
    }

    @Test
    void shouldBeWholeAgainWhenALostSpeakerReturns() throws Exception {
        stage = Stage.set("BluezLabTest-lost");
        stage.pairAll();
        stage.play(MUSIC_S);
        for (SpeakerDevice speaker : stage.speakers()) {
            speaker.awaitPackets(100, Stage.LIMIT_MS);
        }
        Reference reference = Reference.start(stage.lab());

        stage.lab().air().leave("world", 1);
        stage.program().awaitDevice("Kitchen", "waiting", Stage.LIMIT_MS);
        stage.lab().bridge().pause(8_000);
        int before = stage.count(stage.kitchen());
        long returnedNs = stage.lab().world().guest().monotonicNs();
        stage.lab().air().comeBack("world", 1);
        stage.kitchen().awaitPackets(before + 1, 60_000);
        stage.kitchen().awaitPackets(before + 200, Stage.LIMIT_MS);
        Reference.Verdict verdict = reference.end();

        long awayNs = stage.received(stage.kitchen(), before).get(0).ns() - returnedNs;
        verdict.judge(String.format(Locale.ROOT, "whole again %.1f s after its return", awayNs / 1e9),
                awayNs <= 10 * SECOND_NS);
        awaitPlayed();
        Heard window = heard(stage.window(), verdict);
        var kitchen = new Heard(stage.programme(),
                Recordings.longestRun(stage.received(stage.kitchen(), before)));
        assertEquals(0, kitchen.channel());
        SkewFigures skew = SkewFigures.of(kitchen, 0, window, 0, stage.programme().frames());
        verdict.judge("after its return: " + skew, Math.abs(skew.meanNs()) <= 1_000_000);
    }

    /** What a speaker heard without a gap: all of it, unless the machine was starved. */
    private Heard heard(SpeakerDevice speaker, Reference.Verdict verdict) throws IOException, InterruptedException {
        List<Recording.Packet> packets = speaker.received().packets();
        var heard = new Heard(stage.programme(), Recordings.longestRun(packets));
        verdict.judge(speaker.name() + ": " + Recordings.missing(packets) + " of " + packets.size()
                + " packets missing", Recordings.missing(packets) == 0);
        assertEquals(0, heard.slipFrames(), "frames left out or put in between packets");
        return heard;
    }

    private void awaitPlayed() throws IOException {
        stage.lab().world().awaitEvent(Map.of("device", "Echo", "event", "played"), 0, (MUSIC_S + 30) * 1_000L);
        // What is under way arrives.
        stage.lab().bridge().pause(1_000);
    }
}
