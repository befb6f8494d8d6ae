package org.stereobridge.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.StringJoiner;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.stereobridge.benchmarks.SbcChain.Part;

/** The figures of a run, as a table for people and as JSON for all else. */
final class BenchReport {

    /**
     * @param name class and method
     * @param cpuMs CPU time for a second of one channel
     * @param spreadMs standard deviation of it
     * @param allocatedBytes a second, of all channels; JMH's own few bytes included
     */
    private record Row(String name, double cpuMs, double spreadMs, double allocatedBytes) {
    }

    private static final double MOST_RATIO = 1.0;
    private static final double MOST_CODEC_RATIO = 1.25;
    private static final String ALLOCATED = "gc.alloc.rate.norm";

    private final boolean isQuick;
    private final List<Row> rows = new ArrayList<>();
    private final List<PairedChain.Result> pairs = new ArrayList<>();
    private final List<CodecCosts.Result> codecs = new ArrayList<>();
    private OptionalDouble javaInstructions = OptionalDouble.empty();
    private OptionalDouble cInstructions = OptionalDouble.empty();

    BenchReport(boolean isQuick) {
        this.isQuick = isQuick;
    }

    void add(RunResult result) {
        String benchmark = result.getParams().getBenchmark();
        String name = benchmark.substring(benchmark.lastIndexOf('.', benchmark.lastIndexOf('.') - 1) + 1);
        int channels = benchmark.contains(SbcBenchmark.class.getSimpleName()) ? 2 : 1;
        Result<?> cpu = result.getSecondaryResults().get(CpuTime.LABEL);
        Result<?> allocated = result.getSecondaryResults().get(ALLOCATED);
        double spread = cpu.getStatistics().getStandardDeviation();
        rows.add(new Row(name, cpu.getScore() / channels, spread / channels, allocated.getScore()));
    }

    void add(PairedChain.Result pair) {
        pairs.add(pair);
    }

    void add(CodecCosts.Result codec) {
        codecs.add(codec);
    }

    void instructions(OptionalDouble ofJava, OptionalDouble ofC) {
        javaInstructions = ofJava;
        cInstructions = ofC;
    }

    String table() {
        var table = new StringBuilder();
        line(table, "%nCPU time for a second of audio and channel (%s run)", isQuick ? "quick" : "full");
        line(table, "  %-32s %9s %9s %14s", "", "ms", "+-", "bytes/s made");
        for (Row row : rows) {
            line(table, "  %-32s %9.3f %9.3f %14.0f", row.name(), row.cpuMs(), row.spreadMs(), row.allocatedBytes());
        }
        line(table, "%nSBC joint 53 -> 2 x mono 53, 44.1 kHz: CPU time a codecFrame, Java and C on libsbc by turns");
        if (pairs.isEmpty()) {
            line(table, "  not measured: needs gcc and libsbc's headers (Debian packages gcc, libsbc-dev)");
        } else {
            line(table, "  %-10s %9s %9s %8s %15s %14s", "", "Java us", "C us", "ratio", "middle half",
                    "bytes a frame");
        }
        for (PairedChain.Result pair : pairs) {
            line(table, "  %-10s %9.3f %9.3f %8.3f %7.3f-%7.3f %14.3f", pair.part().command(), pair.javaUs(),
                    pair.cUs(), pair.ratio(), pair.lowRatio(), pair.highRatio(), pair.allocatedBytes());
            if (pair.part() == Part.CHAIN) {
                String verdict = pair.ratio() <= MOST_RATIO ? "met" : "missed";
                line(table, "  %s: the chain may cost %.1f times C at most", verdict, MOST_RATIO);
            }
        }
        if (javaInstructions.isPresent() && cInstructions.isPresent()) {
            line(table, "  instructions a codecFrame of the chain: Java %.0f, C %.0f, ratio %.3f",
                    javaInstructions.getAsDouble(), cInstructions.getAsDouble(),
                    javaInstructions.getAsDouble() / cInstructions.getAsDouble());
        } else if (!pairs.isEmpty()) {
            line(table, "  instructions: perf does not count them on this machine");
        }
        if (!codecs.isEmpty()) {
            line(table, "%nCodecs over C libraries: CPU time a packet of 20 ms, through Java and in plain C by turns");
            line(table, "  %-16s %9s %9s %8s", "", "Java us", "C us", "ratio");
        }
        for (CodecCosts.Result codec : codecs) {
            line(table, "  %-16s %9.1f %9.1f %8.3f  %s", codec.part().command(), codec.javaUs(), codec.cUs(),
                    codec.ratio(), codec.ratio() <= MOST_CODEC_RATIO ? "met" : "missed: at most 1.25");
        }
        return table.toString();
    }

    String json() {
        var jmh = new StringJoiner(",\n    ", "[\n    ", "\n  ]");
        for (Row row : rows) {
            jmh.add(text("{\"name\": \"%s\", \"cpuMsPerSecondAndChannel\": %.4f, \"deviationMs\": %.4f, "
                    + "\"allocatedBytesPerSecond\": %.1f}", row.name(), row.cpuMs(), row.spreadMs(),
                    row.allocatedBytes()));
        }
        var paired = new StringJoiner(",\n    ", "[\n    ", "\n  ]").setEmptyValue("[]");
        for (PairedChain.Result pair : pairs) {
            paired.add(text("{\"part\": \"%s\", \"javaUsPerFrame\": %.4f, \"cUsPerFrame\": %.4f, \"ratio\": %.4f, "
                    + "\"ratioQuartiles\": [%.4f, %.4f], \"javaAllocatedBytesPerFrame\": %.4f}", pair.part().command(),
                    pair.javaUs(), pair.cUs(), pair.ratio(), pair.lowRatio(), pair.highRatio(), pair.allocatedBytes()));
        }
        var libraries = new StringJoiner(",\n    ", "[\n    ", "\n  ]").setEmptyValue("[]");
        for (CodecCosts.Result codec : codecs) {
            libraries.add(text("{\"part\": \"%s\", \"javaUsPerPacket\": %.3f, \"cUsPerPacket\": %.3f, "
                    + "\"ratio\": %.4f}", codec.part().command(), codec.javaUs(), codec.cUs(), codec.ratio()));
        }
        return text("{\n  \"quick\": %b,\n  \"java\": \"%s %s\",\n  \"machine\": \"%s, %d processors\",\n", isQuick,
                System.getProperty("java.vm.name"), System.getProperty("java.vm.version"),
                System.getProperty("os.arch"), Runtime.getRuntime().availableProcessors())
                + text("  \"jmh\": %s,\n  \"paired\": %s,\n", jmh, paired)
                + text("  \"codecs\": %s,\n", libraries)
                + text("  \"instructionsPerFrame\": {\"java\": %s, \"c\": %s}\n}\n", number(javaInstructions),
                        number(cInstructions));
    }

    private static String number(OptionalDouble value) {
        return value.isPresent() ? text("%.1f", value.getAsDouble()) : "null";
    }

    private static void line(StringBuilder table, String format, Object... values) {
        table.append(text(format, values)).append('\n');
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
