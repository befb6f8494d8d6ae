package org.stereobridge.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Plays one scenario for each thing that can go wrong, prints one table and writes one JSON file: what
 * {@code ./bench --faults} starts.
 *
 * <p>Arguments: the assembled program's folder, that of the scenarios, the JSON file, and a folder for what is in
 * between.
 */
final class Faults {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SECONDS = "60";
    private static final String ROW = "%-20s %9s %9s %12s %12s %9s%n";

    private final Path program;
    private final Path folder;

    private Faults(Path program, Path folder) {
        this.program = program;
        this.folder = folder;
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        var faults = new Faults(Path.of(arguments[0], "bin", "stereobridge"), Path.of(arguments[3]));
        List<Path> scenarios;
        try (Stream<Path> files = Files.list(Path.of(arguments[1]))) {
            scenarios = files.filter(file -> file.toString().endsWith(".json")).sorted().toList();
        }
        ObjectNode all = JSON.createObjectNode();
        System.out.printf(Locale.ROOT, ROW, "event", "lost A", "lost B", "skew while", "skew after", "whole");
        System.out.printf(Locale.ROOT, ROW, "", "ms", "ms", "p99, us", "p99, us", "after, s");
        for (Path scenario : scenarios) {
            String name = scenario.getFileName().toString().replaceFirst("\\.json$", "");
            JsonNode event = faults.play(name, scenario);
            all.set(name, event);
            System.out.printf(Locale.ROOT, ROW, name, shown(event.at("/lostMs/A"), 0), shown(event.at("/lostMs/B"), 0),
                    shown(event.at("/skewP99Us/while"), 1), shown(event.at("/skewP99Us/after"), 1),
                    shown(event.get("wholeAfterS"), 2));
        }
        JSON.writerWithDefaultPrettyPrinter().writeValue(Path.of(arguments[2]).toFile(), all);
    }

    /** Plays a scenario and returns what the report tells of its event. */
    private JsonNode play(String name, Path scenario) throws IOException, InterruptedException {
        Path out = folder.resolve(name);
        Path log = folder.resolve(name + ".log");
        Process process = new ProcessBuilder(program.toString(), "--speed", "max", "--seconds", SECONDS, "--port", "0",
                "--scenario", scenario.toString(), "--out", out.toString(), "--data",
                folder.resolve("data").toString()).redirectErrorStream(true).redirectOutput(log.toFile()).start();
        if (process.waitFor() != 0) {
            throw new IOException(name + " was not played: see " + log);
        }
        return JSON.readTree(out.resolve("report.json").toFile()).at("/events/0");
    }

    private static String shown(JsonNode figure, int decimals) {
        return figure.isNumber() ? String.format(Locale.ROOT, "%." + decimals + "f", figure.doubleValue()) : "-";
    }
}
