package org.stereobridge.sync.internal;

import java.util.OptionalLong;

/** A speaker's delay report: a peer's word, of which what cannot be is taken for none. */
final class Report {

    private static final long MOST_NS = 10_000_000_000L;

    private Report() {
    }

    static boolean isPlausible(long ns) {
        return ns >= 0 && ns <= MOST_NS;
    }

    /** @param property of the link; null where there is none */
    static OptionalLong latencyNs(Object property) {
        return property instanceof Long ns && isPlausible(ns) ? OptionalLong.of(ns) : OptionalLong.empty();
    }

    /**
     * What a speaker takes by what was measured: it is wrong about itself by as much as it was then, so a report that
     * has moved since moves what was measured.
     */
    static long moved(Calibration.Measured measured, OptionalLong reportedNs) {
        if (measured.reportedNs().isEmpty() || reportedNs.isEmpty()) {
            return measured.latencyNs();
        }
        long movedNs = measured.latencyNs() + reportedNs.getAsLong() - measured.reportedNs().getAsLong();
        return Math.max(0, Math.min(MOST_NS, movedNs));
    }
}
