package org.stereobridge.itests.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Music through the bridge and a real bluetoothd for longer, and what it costs. */
@EnabledIfSystemProperty(named = "lab", matches = "true", disabledReason = "lab: the long form: ./test --lab")
class LongLabTest {

    private static final int TEN_MINUTES_S = 600;
    private static final double MS = 1e6;

    private Stage stage;

    @AfterEach
    void strike() throws IOException {
        if (stage != null) {
            stage.close();
        }
    }

    @Test
    void shouldPlayTenMinutesInStepAndLoseNothing() throws Exception {
        stage = Stage.set("LongLabTest-minutes");
        stage.pairAll();
        Reference reference = Reference.start(stage.lab());
        var cpu = GuestCpu.of("LongLabTest-minutes");

        int packets = stage.play(TEN_MINUTES_S);
        double share = stage.playedOut(packets, TEN_MINUTES_S, cpu);
        Reference.Verdict verdict = reference.end();

        verdict.judge(String.format(Locale.ROOT, "the bridge's whole guest took %.0f %% of a processor", 100 * share),
                share > 0.01 && share < 0.9);
        Heard left = heard(stage.kitchen(), verdict);
        Heard right = heard(stage.window(), verdict);
        SkewFigures skew = SkewFigures.of(left, 0, right, 0, stage.programme().frames());
        verdict.judge("ten minutes: " + skew, skew.p99Ns() <= 5 * MS && Math.abs(skew.meanNs()) <= MS);
    }

    @Test
    void shouldBringSpeakersOfDifferentLatencyTogether() throws Exception {
        stage = Stage.set("LongLabTest-delays", 44_100, Map.of("delayMs", 150), Map.of("delayMs", 250));
        stage.pairAll();
        Reference reference = Reference.start(stage.lab());

        int packets = stage.play(60);
        stage.playedOut(packets, 60, GuestCpu.of("LongLabTest-delays"));
        Reference.Verdict verdict = reference.end();

        Heard left = heard(stage.kitchen(), verdict);
        Heard right = heard(stage.window(), verdict);
        SkewFigures skew = SkewFigures.of(left, 150_000_000, right, 250_000_000, stage.programme().frames());
        verdict.judge("reported 150 and 250 ms: " + skew, Math.abs(skew.meanNs()) <= MS);
        long toldTenths = stage.echo().transport().get("Delay").asLong();
        System.out.println("lab: the Echo is told " + toldTenths / 10.0 + " ms");
        assertTrue(toldTenths > 2_500 && toldTenths < 4_000, "the Echo is told " + toldTenths + " tenths of a ms");
    }

    private Heard heard(SpeakerDevice speaker, Reference.Verdict verdict) throws IOException, InterruptedException {
        // What came while speakers and loop started does not count.
        List<Recording.Packet> all = speaker.received().packets();
        List<Recording.Packet> packets = all.subList(100, all.size());
        var heard = new Heard(stage.programme(), Recordings.longestRun(packets));
        verdict.judge(speaker.name() + ": " + Recordings.missing(packets) + " of " + packets.size()
                + " packets missing", Recordings.missing(packets) == 0);
        assertEquals(0, heard.slipFrames(), "frames left out or put in between packets");
        return heard;
    }
}
