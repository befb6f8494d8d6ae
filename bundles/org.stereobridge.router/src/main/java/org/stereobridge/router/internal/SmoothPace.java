package org.stereobridge.router.internal;

/**
 * When packets leave in the mean, as speakers that follow their source find it: these smooth what comes by a loop, and
 * whoever is to play in step with them without one must go the same way.
 *
 * <p>A proportional-integral loop on the departures, critically damped, of a natural frequency w of 2 pi 0.1 Hz, as is
 * usual in speakers: an error e moves the time by 2 w e a second, and the pace by w^2 e, each by 600 ppm at most. It
 * lags behind no steady pace, and no error adds up. Belongs to the audio thread; allocates nothing.
 */
final class SmoothPace {

    private static final double NATURAL = 2 * Math.PI * 0.1; // rad/s
    private static final double LONGEST_S = 0.25;
    private static final double LIMIT = 600e-6;

    private double nominalNs;
    private boolean isStarted;
    private long startNs;
    private long lastEnd;
    /** From startNs to the departure of what ends at lastEnd. */
    private double timeNs;
    /** By how much a frame is longer than nominal, as a share. */
    private double pace;

    /** Forgets all; the next departure is the first one, and frames have this length. */
    void restart(double frameNs) {
        nominalNs = frameNs;
        isStarted = false;
    }

    /**
     * A packet that ends here leaves at this time.
     *
     * @param driftPpm of the source, as far as it is known; from the first packet on it is measured here
     */
    void departed(long end, long leavesNs, double driftPpm) {
        if (!isStarted) {
            isStarted = true;
            startNs = leavesNs;
            lastEnd = end;
            timeNs = 0;
            pace = limit(-driftPpm * 1e-6);
            return;
        }
        double passedS = Math.min(LONGEST_S, (end - lastEnd) * nominalNs / 1e9);
        timeNs += (end - lastEnd) * nominalNs * (1 + pace);
        lastEnd = end;
        double errorS = (leavesNs - startNs - timeNs) / 1e9;
        timeNs += limit(2 * NATURAL * errorS) * passedS * 1e9;
        pace = limit(pace + NATURAL * NATURAL * passedS * errorS);
    }

    private static double limit(double share) {
        return Math.max(-LIMIT, Math.min(LIMIT, share));
    }

    /** When a packet that ends at this position leaves. After the first departure. */
    long departureNs(long end) {
        return startNs + Math.round(timeNs + (end - lastEnd) * nominalNs * (1 + pace));
    }
}
