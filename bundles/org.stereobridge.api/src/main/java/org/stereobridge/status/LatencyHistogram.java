package org.stereobridge.status;

/**
 * How many frames took how long.
 *
 * @param binNs width of a bin
 * @param frames frames a bin; the last bin holds all that took longer
 */
public record LatencyHistogram(long binNs, long[] frames) {

    public LatencyHistogram {
        frames = frames.clone();
        if (binNs <= 0 || frames.length == 0) {
            throw new IllegalArgumentException("binNs=" + binNs + " bins=" + frames.length);
        }
    }

    @Override
    public long[] frames() {
        return frames.clone();
    }

    /** The latency that this share of frames (0-1) does not exceed, to a bin; 0 where nothing was counted. */
    public long quantileNs(double share) {
        long total = 0;
        for (long count : frames) {
            total += count;
        }
        long wanted = (long) Math.ceil(share * total);
        long seen = 0;
        for (int bin = 0; bin < frames.length && total > 0; bin++) {
            seen += frames[bin];
            if (seen >= wanted) {
                return (bin + 1) * binNs;
            }
        }
        return 0;
    }
}
