package org.stereobridge.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Runs the assembled program on scenarios, as fast as it goes, and reads its report. */
final class Scenarios {

    private static final ObjectMapper JSON = new ObjectMapper();
    /** The demonstration's own pair: 92.3 ms apart, an Echo that is 40 ppm fast with 15 ms of jitter. */
    private static final String PAIR = """
            {"seed": 7,
             "echo": {"clockPpm": 40, "jitterMs": 15, "packetFrames": 7, "codec": "sbc:joint:53", "rateHz": 44100},
             "speakers": [
               {"name": "A", "channel": "left", "latencyMs": 120.0, "reportedDelayMs": 120.0, "clockPpm": -20,
                "followsSource": true, "bufferMs": 150, "refusesMono": false, "lossPercent": 0},
               {"name": "B", "channel": "right", "latencyMs": 212.3, "reportedDelayMs": 212.3, "clockPpm": 35,
                "followsSource": true, "bufferMs": 200, "refusesMono": false, "lossPercent": 0}],
             "events": []}""";

    private final Path folder;
    private final Program program;
    private int runs;

    Scenarios(Path folder) {
        this.folder = folder;
        program = new Program(folder);
    }

    /** Plays the pair, changed like this, and returns the report. */
    JsonNode play(Consumer<ObjectNode> change, String... options) throws IOException, InterruptedException {
        var scenario = (ObjectNode) JSON.readTree(PAIR);
        change.accept(scenario);
        String name = "run" + runs++;
        Files.writeString(folder.resolve(name + ".json"), scenario.toString());
        var arguments = new ArrayList<>(List.of("--speed", "max", "--port", "0", "--scenario", name + ".json", "--out",
                name));
        arguments.addAll(List.of(options));

        Program.Result result = program.run(arguments.toArray(String[]::new));

        assertEquals(0, result.exitCode(), () -> String.join("\n", result.err()));
        return JSON.readTree(folder.resolve(name).resolve("report.json").toFile());
    }

    /** Changes the Echo. */
    static Consumer<ObjectNode> echo(Consumer<ObjectNode> change) {
        return scenario -> change.accept((ObjectNode) scenario.get("echo"));
    }

    /** Has a speaker for each of these channels, each of another latency and clock. */
    static Consumer<ObjectNode> group(String... channels) {
        return scenario -> {
            ArrayNode speakers = scenario.putArray("speakers");
            for (int i = 0; i < channels.length; i++) {
                double latencyMs = 120 + 17.3 * i;
                speakers.addObject().put("name", "S" + i).put("channel", channels[i]).put("latencyMs", latencyMs)
                        .put("reportedDelayMs", Math.round(10 * latencyMs) / 10.0).put("clockPpm", 15 * i - 40);
            }
        };
    }

    /** Changes a speaker, 0 or 1. */
    static Consumer<ObjectNode> speaker(int index, Consumer<ObjectNode> change) {
        return scenario -> change.accept((ObjectNode) scenario.get("speakers").get(index));
    }
}
