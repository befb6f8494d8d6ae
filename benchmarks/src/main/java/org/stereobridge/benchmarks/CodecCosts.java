package org.stereobridge.benchmarks;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.stereobridge.codec.CodecProvider;

/** What a packet costs through Java and through plain C calls of the same library, by turns. */
final class CodecCosts {

    /**
     * CPU time in us a packet, medians.
     *
     * @param ratio median of Java over median of C
     */
    record Result(CodecPart part, double javaUs, double cUs, double ratio) {
    }

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final int PACKETS = 2_000;
    private static final int WARM_UPS = 3;

    private final String command;

    /** @param command the compiled {@code codecs.c} */
    CodecCosts(String command) {
        this.command = command;
    }

    /** Parts whose library is not installed are left out. */
    List<Result> run(int rounds) throws IOException, InterruptedException {
        List<Result> results = new ArrayList<>();
        for (CodecPart part : CodecPart.values()) {
            Optional<CodecProvider> provider = part.provider();
            if (provider.isPresent()) {
                run(part, part.work(provider.get()), rounds).ifPresent(results::add);
            }
        }
        return results;
    }

    private Optional<Result> run(CodecPart part, Runnable work, int rounds) throws IOException, InterruptedException {
        for (int i = 0; i < WARM_UPS; i++) {
            javaUs(work);
        }
        double[] java = new double[rounds];
        double[] c = new double[rounds];
        for (int i = 0; i < rounds; i++) {
            java[i] = javaUs(work);
            OptionalDouble ofC = cUs(part);
            if (ofC.isEmpty()) {
                return Optional.empty();
            }
            c[i] = ofC.getAsDouble();
        }
        return Optional.of(new Result(part, median(java), median(c), median(java) / median(c)));
    }

    private static double javaUs(Runnable work) {
        long startNs = THREADS.getCurrentThreadCpuTime();
        for (int i = 0; i < PACKETS; i++) {
            work.run();
        }
        return (THREADS.getCurrentThreadCpuTime() - startNs) / 1e3 / PACKETS;
    }

    private OptionalDouble cUs(CodecPart part) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command, part.command(), String.valueOf(PACKETS))
                .redirectError(ProcessBuilder.Redirect.DISCARD).start();
        String answer = new String(process.getInputStream().readAllBytes()).strip();
        return process.waitFor() == 0 ? OptionalDouble.of(Long.parseLong(answer) / 1e3) : OptionalDouble.empty();
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
