package org.stereobridge.itests.lab;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How far apart two speakers play a frame of the programme: the difference of its arrivals, each with the latency that
 * the speaker reports.
 *
 * @param meanNs with its sign: positive where the second one is later
 * @param p99Ns of its magnitude
 */
record SkewFigures(double meanNs, long medianNs, long p99Ns, long maxNs, int count) {

    private static final double SETTLING = 0.1;

    /** @param aNs, bNs the latencies that the speakers report */
    static SkewFigures of(Heard a, long aNs, Heard b, long bNs, int programmeFrames) {
        long repetition = repetition(a, b, programmeFrames);
        List<Long> skews = new ArrayList<>();
        for (int i = (int) (a.size() * SETTLING); i < a.size(); i++) {
            long arrivedNs = a.arrivedNs(i) + aNs;
            b.arrivedNs(a.frame(i), repetition).ifPresent(otherNs -> skews.add(otherNs + bNs - arrivedNs));
        }
        assertTrue(skews.size() > 100, "frames that both played: " + skews.size());
        double mean = skews.stream().mapToLong(Long::longValue).average().orElseThrow();
        long[] sizes = skews.stream().mapToLong(Math::abs).sorted().toArray();
        long[] sorted = skews.stream().mapToLong(Long::longValue).sorted().toArray();
        return new SkewFigures(mean, sorted[sorted.length / 2], sizes[sizes.length * 99 / 100],
                sizes[sizes.length - 1], sizes.length);
    }

    /** Both count from another repetition of the programme; this is what brings them nearest in time. */
    private static long repetition(Heard a, Heard b, int programmeFrames) {
        int middle = a.size() / 2;
        long best = 0;
        long bestNs = Long.MAX_VALUE;
        for (int n = -40; n <= 40; n++) {
            long repetition = (long) n * programmeFrames;
            long apartNs = b.arrivedNs(a.frame(middle), repetition).stream()
                    .map(ns -> Math.abs(ns - a.arrivedNs(middle))).findFirst().orElse(Long.MAX_VALUE);
            if (apartNs < bestNs) {
                bestNs = apartNs;
                best = repetition;
            }
        }
        return best;
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "skew mean %+.3f ms, median %+.3f ms, p99 %.3f ms, max %.3f ms (%d packets)",
                meanNs / 1e6, medianNs / 1e6, p99Ns / 1e6, maxNs / 1e6, count);
    }
}
