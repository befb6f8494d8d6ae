package org.stereobridge.sync;

/**
 * What a {@link MediaClock} knows, for another one to go on with. Of all this only times and the drift are sound;
 * a clock of another kind may leave the rest aside.
 *
 * @param position the last arrival's, in frames
 * @param arrivalNs when that is expected to have come, without its jitter
 * @param departureNs when what ends there leaves
 * @param followedNs how long the source has been followed
 * @param driftPpm how far the source's clock runs ahead of ours
 * @param earliestNs the earliest arrival of late, against the clock; not above 0
 * @param latestNs the latest arrival of late, against the clock; not below 0
 * @param certainty how well time and period are known
 * @param clearFrames how far apart the arrivals are of which departures keep clear, 0 where they do not
 */
public record ClockState(long position, long arrivalNs, long departureNs, long followedNs, double driftPpm,
        double earliestNs, double latestNs, Certainty certainty, int clearFrames) {

    private static final double MOST_PPM = 1_000;

    /**
     * Variances of a Kalman filter that follows a clock.
     *
     * @param time of the time, in ns squared
     * @param covariance of both
     * @param period of the length of a frame, in ns squared
     */
    public record Certainty(double time, double covariance, double period) {

        public Certainty {
            if (!(time >= 0 && period >= 0 && Double.isFinite(time + covariance + period))) {
                throw new IllegalArgumentException("certainty: " + time + ", " + covariance + ", " + period);
            }
        }
    }

    public ClockState {
        if (!(Math.abs(driftPpm) <= MOST_PPM)) {
            throw new IllegalArgumentException("driftPpm=" + driftPpm);
        }
        if (!(earliestNs <= 0 && latestNs >= 0 && Double.isFinite(latestNs - earliestNs))) {
            throw new IllegalArgumentException("earliestNs=" + earliestNs + " latestNs=" + latestNs);
        }
        if (position < 0 || followedNs < 0 || clearFrames < 0) {
            throw new IllegalArgumentException("position=" + position + " followedNs=" + followedNs + " clearFrames="
                    + clearFrames);
        }
    }
}
