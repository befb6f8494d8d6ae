package org.stereobridge.itests;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What goes wrong in a scenario, through the whole program, and what its report tells of that. */
class EventsTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    private Scenarios scenarios;

    @BeforeEach
    void setUp() {
        scenarios = new Scenarios(folder);
    }

    @Test
    void shouldTellWhatEachEventDid() throws Exception {
        JsonNode report = scenarios.play(events("""
                [{"atS": 10, "do": "speakerLost", "speaker": "A", "forS": 4},
                 {"atS": 24, "do": "latencyStep", "speaker": "B", "ms": 14},
                 {"atS": 34, "do": "swap", "bundle": "org.stereobridge.router"}]"""), "--seconds", "50");

        JsonNode lost = report.at("/events/0");
        JsonNode step = report.at("/events/1");
        JsonNode swap = report.at("/events/2");
        assertEquals("speakerLost", lost.get("do").textValue());
        // A falls silent at once, and plays 120 ms after its first packet.
        assertEquals(4_120, lost.at("/lostMs/A").doubleValue(), 100, lost::toString);
        assertEquals(0, lost.at("/lostMs/B").doubleValue(), lost::toString);
        assertEquals("latencyStep", step.get("do").textValue());
        assertEquals(14_000, step.at("/skewP99Us/while").doubleValue(), 300, step::toString);
        assertTrue(step.get("wholeAfterS").isNull(), step::toString);
        assertEquals("swap", swap.get("do").textValue());
        assertTrue(swap.at("/lostMs/A").doubleValue() < 1_000, swap::toString);
    }

    @Test
    void shouldPlayTheSameBytesWhateverHappens() throws Exception {
        String events = """
                [{"atS": 4, "do": "speakerLost", "speaker": "B", "forS": 2},
                 {"atS": 8, "do": "echoRate", "rateHz": 48000},
                 {"atS": 11, "do": "crash"},
                 {"atS": 14, "do": "echoLost", "forS": 1}]""";

        scenarios.play(events(events), "--seconds", "18");
        scenarios.play(events(events), "--seconds", "18");

        for (String name : new String[] {"left.wav", "right.wav"}) {
            assertArrayEquals(Files.readAllBytes(folder.resolve("run0").resolve(name)),
                    Files.readAllBytes(folder.resolve("run1").resolve(name)), name);
        }
    }

    /** 200 events, one every 5 s: each run of the same seed has the same ones. */
    @Test
    void shouldPlayToTheEndWhateverHappens() throws Exception {
        JsonNode report = scenarios.play(scenario -> scenario.set("events",
                RandomScenario.events(1, List.of("A", "B"), 200, 1_000)), "--seconds", "1000", "--no-recording");

        assertEquals(1_000, report.at("/run/audioSeconds").doubleValue(), 0.001);
        assertFalse(report.at("/run/interrupted").booleanValue());
    }

    @Test
    void shouldRefuseSwapOfWhatIsNotThere() throws Exception {
        Files.writeString(folder.resolve("s.json"), """
                {"speakers": [{"name": "A", "channel": "left", "latencyMs": 120}],
                 "events": [{"atS": 1, "do": "swap", "bundle": "org.example"}]}""");

        Program.Result result = new Program(folder).run("--speed", "max", "--port", "0", "--seconds", "3",
                "--scenario", "s.json");

        assertEquals(65, result.exitCode(), result.toString());
        assertTrue(String.join("\n", result.err()).contains("no such bundle: org.example: "), result.toString());
    }

    private static Consumer<ObjectNode> events(String events) throws Exception {
        JsonNode list = JSON.readTree(events);
        return scenario -> scenario.set("events", list);
    }
}
