package org.stereobridge.simulator.internal.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.stereobridge.simulator.internal.report.Scene.RATE_HZ;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stereobridge.simulator.internal.ReportSummary;
import org.stereobridge.simulator.internal.RunFigures;
import org.stereobridge.simulator.internal.SpeakerFigures;
import org.stereobridge.simulator.internal.scenario.ScenarioEvent;
import org.stereobridge.testkit.Signals;

class ReportWriterTest {

    private static final int FRAMES = 10 * RATE_HZ;
    private static final String HOSTILE = "</script><b onmouseover=\"x\">&";

    @TempDir
    private Path folder;

    private final float[] left = Signals.music(1, 0.3, FRAMES);
    private final float[] right = Signals.music(2, 0.3, FRAMES);

    @Test
    void shouldWriteFigures() throws Exception {
        ReportSummary summary = new ReportWriter().write(two("B").figures(), folder);

        Map<String, String> json = values(Files.readString(folder.resolve("report.json")));
        assertEquals(50, Double.parseDouble(json.get("/skewUs/p50")), 1);
        assertEquals(50, Double.parseDouble(json.get("/skewUs/p99")), 1);
        assertEquals(50, Double.parseDouble(json.get("/skewUs/max")), 1);
        assertEquals("3", json.get("/addedLatencyMs/p50"));
        assertEquals("4", json.get("/addedLatencyMs/p99"));
        assertTrue(Double.parseDouble(json.get("/flatnessDb")) < 0.01);
        assertTrue(Double.parseDouble(json.get("/crosstalkDb")) < -70);
        assertEquals(100, Double.parseDouble(json.get("/widthPercent")), 0.1);
        assertEquals("0", json.get("/lostSamples/A"));
        assertEquals("0", json.get("/underruns/B"));
        assertEquals("1000", json.get("/packets/in"));
        assertEquals("0", json.get("/packets/dropped"));
        assertEquals("20", json.get("/realTimeFactor"));
        assertEquals("1", json.get("/cpuPercent"));
        assertEquals("0", json.get("/allocatedBytesPerPacket"));
        assertEquals("good", json.get("/verdict/grade"));
        assertEquals(folder.resolve("report.html"), summary.files().get(summary.files().size() - 1));
        assertEquals(4, summary.files().size(), "two recordings and two reports");
        assertEquals("The speakers played as one.", summary.lines().get(0));
    }

    @Test
    void shouldTellWhatHappened() throws Exception {
        Scene scene = two("B").event(7, ScenarioEvent.What.RADIO_STALL, 0.3);

        new ReportWriter().write(scene.figures(), folder);

        Map<String, String> json = values(Files.readString(folder.resolve("report.json")));
        assertEquals("radioStall", json.get("/events/0/do"));
        assertEquals("0", json.get("/events/0/lostMs/B"));
        assertEquals(50, Double.parseDouble(json.get("/events/0/skewP99Us/after")), 1);
        assertEquals("0", json.get("/events/0/wholeAfterS"));
        assertTrue(Files.readString(folder.resolve("report.html")).contains("<h2>What happened</h2>"));
    }

    @Test
    void shouldWritePageThatNeedsNothingElse() throws Exception {
        new ReportWriter().write(two(HOSTILE).figures(), folder);

        String page = Files.readString(folder.resolve("report.html"));
        assertFalse(page.contains(HOSTILE) || page.contains("<b onmouseover"), "a name is taken for markup");
        assertFalse(page.matches("(?s).*(src|href)\\s*=.*"), "the page refers to something");
        assertFalse(page.matches("(?s).*(url\\(|@import|fetch\\().*"), "the page loads something");
        assertFalse(page.contains("{{"), "a field is not filled");
        assertTrue(page.contains("The speakers played as one."));
    }

    @Test
    void shouldReportWithoutRecordings() throws Exception {
        RunFigures recorded = two("B").figures();
        var none = new RunFigures(recorded.scenario(), recorded.title(), RATE_HZ, 10, 0.1, 0.1, Double.NaN, true, 1000,
                3, Double.NaN, null, List.of(new SpeakerFigures("A", "left", 4_410, 2, 0, 10, 1, "SBC", null)), "SBC",
                null, List.of());

        new ReportWriter().write(none, folder);

        Map<String, String> json = values(Files.readString(folder.resolve("report.json")));
        assertEquals("null", json.get("/skewUs/p99"));
        assertEquals("null", json.get("/flatnessDb"));
        assertEquals("null", json.get("/addedLatencyMs/p99"));
        assertEquals("4410", json.get("/lostSamples/A"));
        assertEquals("2", json.get("/underruns/A"));
        assertEquals("bad", json.get("/verdict/grade"));
        assertTrue(Files.readString(folder.resolve("report.html")).contains("gaps"));
    }

    @Test
    void shouldReportSingleSpeakerWithoutSkew() throws Exception {
        new ReportWriter().write(new Scene(folder, left, right).speaker("A", "left", left, at -> 0.3, 0).figures(),
                folder);

        Map<String, String> json = values(Files.readString(folder.resolve("report.json")));
        assertEquals("null", json.get("/skewUs/p99"));
        assertEquals("There was one speaker, so there was nothing to keep in step.", json.get("/verdict/lines"));
        assertEquals("good", json.get("/verdict/grade"));
    }

    private Scene two(String second) throws IOException {
        return new Scene(folder, left, right).speaker("A", "left", left, at -> 0.3, 1e-4)
                .speaker(second, "right", right, at -> 0.3 + 50e-6, 1e-4);
    }

    /** Values by their paths; of an array the first. */
    private static Map<String, String> values(String text) throws IOException {
        Map<String, String> values = new LinkedHashMap<>();
        try (JsonParser parser = new JsonFactory().createParser(text)) {
            for (JsonToken token; (token = parser.nextToken()) != null;) {
                if (token.isScalarValue()) {
                    String path = parser.getParsingContext().pathAsPointer().toString();
                    values.putIfAbsent(path.replaceAll("/\\d+$", ""), parser.getText());
                }
            }
        }
        return values;
    }
}
