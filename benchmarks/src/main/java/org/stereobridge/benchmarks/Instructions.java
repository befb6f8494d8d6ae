package org.stereobridge.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.stereobridge.benchmarks.SbcChain.Part;

/** Counts instructions by Linux's perf, where the kernel and the machine let it. */
final class Instructions {

    private static final String EVENT = "instructions:u";
    private static final List<String> PERF = List.of("perf", "stat", "-x", ",", "-e", EVENT);
    private static final int RUNS = 40;

    private Instructions() {
    }

    /**
     * Instructions a codecFrame of the chain: those of three times as many runs less those of {@link #RUNS}, so that
     * start and warm-up do not count.
     *
     * @param codecFrames in the stream
     */
    static OptionalDouble aCodecFrame(List<String> command, int codecFrames) throws IOException, InterruptedException {
        OptionalDouble few = count(command, RUNS);
        OptionalDouble many = few.isEmpty() ? few : count(command, 3 * RUNS);
        return many.isEmpty() ? many
                : OptionalDouble.of((many.getAsDouble() - few.getAsDouble()) / (2.0 * RUNS * codecFrames));
    }

    private static OptionalDouble count(List<String> command, int runs) throws IOException, InterruptedException {
        Path counts = Files.createTempFile("perf", ".csv");
        Path commands = Files.createTempFile("chain", ".txt");
        Files.writeString(commands, (Part.CHAIN.command() + "\n").repeat(runs));
        try {
            List<String> all = new ArrayList<>(PERF);
            all.addAll(List.of("-o", counts.toString(), "--"));
            all.addAll(command);
            Process process = new ProcessBuilder(all).redirectInput(commands.toFile())
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD).redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor() == 0 ? parse(Files.readString(counts)) : OptionalDouble.empty();
        } finally {
            Files.delete(counts);
            Files.delete(commands);
        }
    }

    /** Whether perf is there and counts them. */
    static boolean areCounted() throws InterruptedException {
        try {
            List<String> all = new ArrayList<>(PERF);
            all.add("true");
            Process process = new ProcessBuilder(all).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
            String counts = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
            return process.waitFor() == 0 && parse(counts).isPresent();
        } catch (IOException e) {
            return false; // not installed
        }
    }

    /** The first field of the line that names the event, where it is a number and not {@code <not supported>}. */
    private static OptionalDouble parse(String counts) {
        return counts.lines().filter(line -> line.contains(EVENT)).map(line -> line.substring(0, line.indexOf(',')))
                .filter(count -> count.matches("[0-9.]+")).mapToDouble(Double::parseDouble).findFirst();
    }
}
