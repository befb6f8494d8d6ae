package org.stereobridge.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Speaker B of the pair does not follow its source, through the whole program. */
class OwnPaceTest {

    private static final String TEN_MINUTES = "600";
    /** At 80 ppm its buffer of 200 ms, half of which is filled, is dry after 1,250 s. */
    private static final String UNTIL_DRY = "1300";

    @TempDir
    Path folder;

    private Scenarios scenarios;

    @BeforeEach
    void setUp() {
        scenarios = new Scenarios(folder);
    }

    /** The Echo's clock is 40 ppm fast. */
    @ParameterizedTest
    @CsvSource({"7, 120", "1, -30"})
    void shouldPlayInStepWithWhoFollows(int seed, double ppm) throws Exception {
        setDrift(ppm);

        JsonNode report = scenarios.play(drifting(seed, ppm), "--seconds", TEN_MINUTES, "--data", "data");

        assertTrue(report.at("/skewUs/p99").doubleValue() <= 100, () -> "skew: " + report.get("skewUs"));
        assertTrue(report.at("/skewUs/p50").doubleValue() <= 20, () -> "skew: " + report.get("skewUs"));
        assertNothingLost(report);
        assertTrue(report.get("allocatedBytesPerPacket").doubleValue() < 1, () -> "allocation: " + report);
    }

    @Test
    void shouldNeverRunDry() throws Exception {
        setDrift(120);

        JsonNode report = scenarios.play(drifting(7, 120), "--seconds", UNTIL_DRY, "--data", "data", "--no-recording");

        assertNothingLost(report);
    }

    @Test
    void shouldRunDryWhereNobodySaysHowItDrifts() throws Exception {
        JsonNode report = scenarios.play(drifting(7, 120), "--seconds", UNTIL_DRY, "--no-recording");

        assertEquals(1, report.at("/underruns/B").intValue(), report::toString);
    }

    private static Consumer<ObjectNode> drifting(int seed, double ppm) {
        return Scenarios.speaker(1, b -> b.put("followsSource", false).put("clockPpm", ppm))
                .andThen(scenario -> scenario.put("seed", seed));
    }

    /** As Configuration Admin keeps it. */
    private void setDrift(double ppm) throws Exception {
        Path kept = Files.createDirectories(folder.resolve("data/config/org/stereobridge/router"));
        Files.writeString(kept.resolve("speaker%007eB.config"), """
                service.factoryPid="org.stereobridge.router.speaker"
                service.pid="org.stereobridge.router.speaker~B"
                service.bundleLocation="?"
                speaker="00:00:5E:00:53:02"
                row="right"
                drift.ppm="%s"
                """.formatted(ppm));
    }

    private static void assertNothingLost(JsonNode report) {
        for (String speaker : new String[] {"A", "B"}) {
            assertEquals(0, report.at("/lostSamples/" + speaker).longValue(), report::toString);
            assertEquals(0, report.at("/underruns/" + speaker).longValue(), report::toString);
        }
    }
}
