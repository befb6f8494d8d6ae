package org.stereobridge.simulator.internal.report;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * How far apart the speakers were, window by window.
 *
 * @param seconds true time of the windows' middles since the run's start, those before it settled included
 * @param micros skew: with two speakers above 0 where the second is late; with more, from the earliest to the latest
 * @param settledSeconds from when on it counts
 */
record Skew(double[] seconds, double[] micros, double settledSeconds) {

    /** Windows that count. */
    int count() {
        return sizes(settledSeconds, Double.POSITIVE_INFINITY).length;
    }

    /** The size of the skew that this share of windows does not exceed (1 for the largest), NaN where none counts. */
    double quantile(double share) {
        return quantile(share, settledSeconds, Double.POSITIVE_INFINITY);
    }

    /** As {@link #quantile(double)}, over the windows from one time to another. */
    double quantile(double share, double fromSeconds, double toSeconds) {
        double[] sizes = sizes(Math.max(fromSeconds, settledSeconds), toSeconds);
        return sizes.length == 0 ? Double.NaN : sizes[Math.max(0, (int) Math.ceil(share * sizes.length) - 1)];
    }

    /** Just behind the last window between two times that is above this size; the first time where none is. */
    double lastAbove(double size, double fromSeconds, double toSeconds) {
        return IntStream.range(0, micros.length).filter(i -> seconds[i] >= fromSeconds && seconds[i] < toSeconds)
                .filter(i -> Math.abs(micros[i]) > size).mapToDouble(i -> Math.nextUp(seconds[i])).max()
                .orElse(fromSeconds);
    }

    private double[] sizes(double from, double to) {
        return IntStream.range(0, micros.length).filter(i -> seconds[i] >= from && seconds[i] < to)
                .mapToDouble(i -> Math.abs(micros[i])).sorted().toArray();
    }

    /** Collects windows. */
    static final class Builder {

        private static final int FIRST_CAPACITY = 2048;

        private double[] seconds = new double[FIRST_CAPACITY];
        private double[] micros = new double[FIRST_CAPACITY];
        private int count;

        void add(double atSeconds, double skewMicros) {
            if (count == seconds.length) {
                seconds = Arrays.copyOf(seconds, 2 * count);
                micros = Arrays.copyOf(micros, 2 * count);
            }
            seconds[count] = atSeconds;
            micros[count] = skewMicros;
            count++;
        }

        Skew build(double settledSeconds) {
            return new Skew(Arrays.copyOf(seconds, count), Arrays.copyOf(micros, count), settledSeconds);
        }
    }
}
