package org.stereobridge.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;
import org.stereobridge.benchmarks.SbcChain.Part;

/**
 * Runs the benchmarks, prints one table and writes one JSON file: what {@code ./bench} starts.
 *
 * <p>Arguments: {@code quick} or {@code full}, the JSON file, a folder for what is in between, in which the compiled
 * {@code codecs.c} may be, and the compiled {@code chain.c} where there is one.
 */
final class Bench {

    /** As the appliance runs. */
    private static final List<String> VM_OPTIONS = List.of("-XX:+UseSerialGC", "-Xms64m", "-Xmx64m");

    private static final int FIRST_C_ARGUMENT = 3;

    private Bench() {
    }

    public static void main(String[] arguments) throws IOException, InterruptedException, RunnerException {
        boolean isQuick = arguments[0].equals("quick");
        Path json = Path.of(arguments[1]);
        Path stream = Path.of(arguments[2], "joint53.sbc");
        byte[] frames = SbcChain.stream(isQuick ? 20 : 60);
        Files.write(stream, frames);
        var report = new BenchReport(isQuick);

        say("Measuring each part by JMH, for about " + (isQuick ? "half a minute" : "five minutes") + " ...");
        for (RunResult result : jmh(isQuick)) {
            report.add(result);
        }
        List<String> java = javaCommand(stream);
        if (arguments.length > FIRST_C_ARGUMENT) {
            say("Measuring Java and C on libsbc by turns ...");
            List<String> c = List.of(arguments[FIRST_C_ARGUMENT], stream.toString());
            Map<Part, PairedChain.Result> results = new PairedChain(java, c).run(isQuick ? 21 : 61);
            results.values().forEach(report::add);
            if (Instructions.areCounted()) {
                int codecFrames = frames.length / SbcChain.IN_BYTES;
                OptionalDouble ofJava = Instructions.aCodecFrame(java, codecFrames);
                report.instructions(ofJava, Instructions.aCodecFrame(c, codecFrames));
            }
        }
        Path codecs = Path.of(arguments[2], "codecs");
        if (Files.isExecutable(codecs)) {
            say("Measuring codecs over C libraries and the same in plain C by turns ...");
            new CodecCosts(codecs.toString()).run(isQuick ? 5 : 15).forEach(report::add);
        }
        System.out.print(report.table());
        Files.writeString(json, report.json());
        say("Written: " + json);
    }

    private static Collection<RunResult> jmh(boolean isQuick) throws RunnerException {
        Options options = new OptionsBuilder()
                .include(SbcBenchmark.class.getSimpleName())
                .include(DspBenchmark.class.getSimpleName())
                .forks(isQuick ? 1 : 3)
                .warmupIterations(isQuick ? 3 : 5)
                .warmupTime(TimeValue.milliseconds(isQuick ? 400 : 1_000))
                .measurementIterations(isQuick ? 5 : 8)
                .measurementTime(TimeValue.milliseconds(isQuick ? 300 : 1_000))
                .jvmArgs(VM_OPTIONS.toArray(new String[0]))
                .addProfiler(CpuTime.class)
                .addProfiler(GCProfiler.class)
                .verbosity(VerboseMode.SILENT)
                .shouldFailOnError(true)
                .build();
        List<RunResult> results = new ArrayList<>(new Runner(options).run());
        results.sort(Comparator.comparing(result -> result.getParams().getBenchmark()));
        return results;
    }

    private static List<String> javaCommand(Path stream) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(VM_OPTIONS);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), ChainProcess.class.getName(),
                stream.toString()));
        return command;
    }

    private static void say(String what) {
        System.err.println(what);
    }
}
