package org.stereobridge.benchmarks;

import java.io.IOException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.stereobridge.benchmarks.Contestant.Cost;
import org.stereobridge.benchmarks.SbcChain.Part;

/**
 * Java and C by turns on the same file, so that what else the machine does falls on both alike. CPU time of the
 * working thread, once the JIT compiler has had its time; which one goes first changes each round.
 */
final class PairedChain {

    /**
     * CPU time in us a codecFrame (128 frames of both channels), medians.
     *
     * @param ratio median of Java over median of C
     * @param lowRatio a quarter of the rounds lie below; {@code highRatio}: above
     * @param allocatedBytes of Java, a codecFrame
     */
    record Result(Part part, double javaUs, double cUs, double ratio, double lowRatio, double highRatio,
            double allocatedBytes) {
    }

    private static final int WARM_UP_ROUNDS = 40;

    private final List<String> javaCommand;
    private final List<String> cCommand;

    PairedChain(List<String> javaCommand, List<String> cCommand) {
        this.javaCommand = javaCommand;
        this.cCommand = cCommand;
    }

    Map<Part, Result> run(int rounds) throws IOException {
        Map<Part, Result> results = new EnumMap<>(Part.class);
        try (var java = new Contestant(javaCommand); var c = new Contestant(cCommand)) {
            for (int i = 0; i < WARM_UP_ROUNDS; i++) {
                for (Part part : Part.values()) {
                    java.run(part);
                }
            }
            for (Part part : Part.values()) {
                c.run(part);
                results.put(part, run(part, java, c, rounds));
            }
        }
        return results;
    }

    private static Result run(Part part, Contestant java, Contestant c, int rounds) throws IOException {
        double[] javaUs = new double[rounds];
        double[] cUs = new double[rounds];
        double[] ratios = new double[rounds];
        double allocated = 0;
        for (int i = 0; i < rounds; i++) {
            boolean isJavaFirst = i % 2 == 0;
            Cost first = (isJavaFirst ? java : c).run(part);
            Cost second = (isJavaFirst ? c : java).run(part);
            Cost ofJava = isJavaFirst ? first : second;
            javaUs[i] = ofJava.cpuUs();
            cUs[i] = (isJavaFirst ? second : first).cpuUs();
            ratios[i] = javaUs[i] / cUs[i];
            allocated = Math.max(allocated, ofJava.allocatedBytes());
        }
        double javaMedian = quantile(javaUs, 0.5);
        double cMedian = quantile(cUs, 0.5);
        return new Result(part, javaMedian, cMedian, javaMedian / cMedian, quantile(ratios, 0.25),
                quantile(ratios, 0.75), allocated);
    }

    private static double quantile(double[] values, double share) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[(int) Math.round(share * (sorted.length - 1))];
    }
}
