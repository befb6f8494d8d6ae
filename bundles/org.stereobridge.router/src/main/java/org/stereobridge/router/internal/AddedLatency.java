package org.stereobridge.router.internal;

import org.stereobridge.status.LatencyHistogram;

/**
 * How long frames stay with us: from the arrival of the packet that brought them to the departure of the one that
 * takes them.
 */
final class AddedLatency {

    private static final long BIN_NS = 100_000;
    private static final int BINS = 2_000;
    private static final int ARRIVALS = 256; // a power of two

    private final long[] endFrame = new long[ARRIVALS];
    private final long[] arrivedNs = new long[ARRIVALS];
    private final long[] frames = new long[BINS];

    private int first;
    private int count;

    /** Frames up to this position, from where the arrival before ended, are here. */
    void arrived(long end, long nowNs) {
        if (count == ARRIVALS) {
            first = first + 1 & ARRIVALS - 1;
            count--;
        }
        int at = first + count & ARRIVALS - 1;
        endFrame[at] = end;
        arrivedNs[at] = nowNs;
        count++;
    }

    /** The frames from start to end leave. Starts must not fall. */
    void departed(long start, long end, long nowNs) {
        long from = Math.max(0, start);
        while (count > 0 && from < end) {
            long till = Math.min(end, endFrame[first]);
            if (till > from) {
                long bin = Math.max(0, Math.min(BINS - 1, (nowNs - arrivedNs[first]) / BIN_NS));
                frames[(int) bin] += till - from;
                from = till;
            }
            if (endFrame[first] > end) {
                return;
            }
            first = first + 1 & ARRIVALS - 1;
            count--;
        }
    }

    /** Forgets arrivals, for a new timeline; what was counted stays. */
    void restart() {
        count = 0;
    }

    LatencyHistogram histogram() {
        return new LatencyHistogram(BIN_NS, frames);
    }
}
