package org.stereobridge.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a listener gets: the whole program, its simulated speakers' recordings, and what is measured in them. */
class InStepTest {

    @TempDir
    Path folder;

    private Scenarios scenarios;

    @BeforeEach
    void setUp() {
        scenarios = new Scenarios(folder);
    }

    /** By the seed the first packet comes early or late in the jitter. */
    @ParameterizedTest
    @ValueSource(ints = {1, 7, 9, 11})
    void shouldPlayPairInStep(int seed) throws Exception {
        JsonNode report = scenarios.play(scenario -> scenario.put("seed", seed), "--seconds", "60");

        assertInStep(report);
        assertTrue(report.at("/addedLatencyMs/p99").doubleValue() <= 60, () -> "added latency: " + report);
    }

    @Test
    void shouldAddLittleLatencyWithoutJitter() throws Exception {
        JsonNode report = scenarios.play(Scenarios.echo(echo -> echo.put("jitterMs", 0)), "--seconds", "60");

        assertInStep(report);
        assertTrue(report.at("/addedLatencyMs/p99").doubleValue() <= 30, () -> "added latency: " + report);
    }

    @Test
    void shouldPlayAt48Kilohertz() throws Exception {
        assertInStep(scenarios.play(Scenarios.echo(echo -> echo.put("rateHz", 48_000)), "--seconds", "30"));
    }

    @Test
    void shouldPlayOnSpeakerThatRefusesMono() throws Exception {
        assertInStep(scenarios.play(Scenarios.speaker(0, a -> a.put("refusesMono", true)), "--seconds", "30"));
    }

    @Test
    void shouldSplitLongPackets() throws Exception {
        assertInStep(scenarios.play(Scenarios.echo(echo -> echo.put("packetFrames", 8)), "--seconds", "30"));
    }

    /** The largest skew of any two of the six counts. */
    @Test
    void shouldPlayGroupOfSixInStep() throws Exception {
        JsonNode report = scenarios.play(Scenarios.group("left", "right", "left", "right", "mono", "0.7,0.3"),
                "--seconds", "30");

        assertTrue(report.at("/skewUs/p99").doubleValue() <= 100, () -> "skew: " + report.get("skewUs"));
        assertTrue(report.at("/skewUs/max").doubleValue() <= 200, () -> "skew: " + report.get("skewUs"));
        assertEquals(6, report.get("lostSamples").size());
        report.get("lostSamples").forEach(lost -> assertEquals(0, lost.longValue(), report::toString));
        report.get("underruns").forEach(times -> assertEquals(0, times.longValue(), report::toString));
        assertTrue(report.get("allocatedBytesPerPacket").doubleValue() < 1, () -> "allocation: " + report);
    }

    @Test
    void shouldShowInReportThatAReportWasWrong() throws Exception {
        JsonNode report = scenarios.play(Scenarios.speaker(1, b -> b.put("reportedDelayMs", 200.0)), "--seconds", "30");

        assertEquals(12_300, report.at("/skewUs/p50").doubleValue(), 100);
    }

    @Test
    void shouldCountWhatTheAirLoses() throws Exception {
        JsonNode report = scenarios.play(Scenarios.speaker(0, a -> a.put("lossPercent", 2)), "--seconds", "60");

        assertTrue(report.at("/lostSamples/A").longValue() > 0);
        assertEquals(0, report.at("/lostSamples/B").longValue());
        assertTrue(report.at("/skewUs/p99").doubleValue() <= 100, () -> "skew: " + report.get("skewUs"));
    }

    @Test
    @EnabledIfSystemProperty(named = "long", matches = "true", disabledReason = "long form only: ./test --all")
    void shouldPlayTenMinutesInStep() throws Exception {
        JsonNode report = scenarios.play(scenario -> { }, "--seconds", "600");

        assertInStep(report);
        assertTrue(report.at("/addedLatencyMs/p99").doubleValue() <= 60, () -> "added latency: " + report);
        assertTrue(speed(report) >= 40, () -> "speed: " + report);
    }

    @Test
    @EnabledIfSystemProperty(named = "long", matches = "true", disabledReason = "long form only: ./test --all")
    void shouldPlayTenMinutesFastWithoutRecordings() throws Exception {
        JsonNode report = scenarios.play(scenario -> { }, "--seconds", "600", "--no-recording");

        assertTrue(speed(report) >= 80, () -> "speed: " + report);
    }

    /** Times real time, were all of the process on one processor that it has for itself: other load does not count. */
    private static double speed(JsonNode report) {
        return report.at("/run/audioSeconds").doubleValue() / report.at("/run/cpuSeconds").doubleValue();
    }

    private static void assertInStep(JsonNode report) throws IOException {
        assertTrue(report.at("/skewUs/p99").doubleValue() <= 100, () -> "skew: " + report.get("skewUs"));
        assertTrue(report.at("/skewUs/max").doubleValue() <= 200, () -> "skew: " + report.get("skewUs"));
        for (String speaker : new String[] {"A", "B"}) {
            assertEquals(0, report.at("/lostSamples/" + speaker).longValue());
            assertEquals(0, report.at("/underruns/" + speaker).longValue());
        }
        assertEquals(0, report.at("/packets/dropped").longValue());
        // Nothing a packet; the VM's compiler itself leaves some 70 bytes where it replaces code that runs.
        assertTrue(report.get("allocatedBytesPerPacket").doubleValue() < 1, () -> "allocation: " + report);
    }
}
