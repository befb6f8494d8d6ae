package org.stereobridge.dsp;

/**
 * Follows the clock of a device through the jitter with which its packets arrive.
 *
 * <p>A second-order delay-locked loop (F. Adriaensen, "Using a DLL to filter time", 2005): each arrival error e moves
 * the predicted time by k0 e and the period of a frame by k1 e. The gains are not fixed, but those of the Kalman filter
 * for a clock whose frequency wanders slowly, seen through white jitter: wide at the start, when nothing is
 * known but that crystals are within 100 ppm, and narrow once the clock is known. That settles at once and still
 * holds its time to about a thirtieth of the jitter.
 *
 * <p>Single-threaded; allocates nothing after construction but where it says so.
 */
public final class DelayLockedLoop {

    /** What arrivals are assumed to scatter by; sets the gains together with the two below. */
    private static final double JITTER_NS = 5e6;
    /** How far crystals are from nominal. */
    private static final double DRIFT_PPM = 100;
    /** How fast a crystal's frequency wanders, per root of a second: makes the loop's memory about 30 s. */
    private static final double WANDER_PPM = 0.8;
    /** A packet that is later than this was held up; that says nothing about the clock. */
    private static final double ERROR_LIMIT_NS = 4 * JITTER_NS;
    private static final double DRIFT_LIMIT_PPM = 500;

    /**
     * What a loop knows, for another to go on with.
     *
     * @param timeNs when position came, without its jitter
     * @param periodNs of a frame
     */
    public record State(long position, long timeNs, double periodNs, double varTime, double covariance,
            double varPeriod) {
    }

    private final double nominalNs;
    private final double wanderPerFrame;

    private boolean started;
    private long position;
    private long timeNs;
    private double fractionNs;
    private double periodNs;
    private double errorNs;
    private double varTime;
    private double covariance;
    private double varPeriod;

    public DelayLockedLoop(double rateHz) {
        if (!(rateHz > 0)) {
            throw new IllegalArgumentException("rateHz=" + rateHz);
        }
        nominalNs = 1e9 / rateHz;
        double wanderNs = nominalNs * WANDER_PPM * 1e-6;
        wanderPerFrame = wanderNs * wanderNs / rateHz;
        reset();
    }

    /** Takes in that this position, in frames, came at this time. Positions must not fall. */
    public void onArrival(long position, long nowNs) {
        if (!started) {
            started = true;
            this.position = position;
            timeNs = nowNs;
            return;
        }
        double frames = position - this.position;
        varTime += frames * (2 * covariance + frames * varPeriod);
        covariance += frames * varPeriod;
        varPeriod += frames * wanderPerFrame;

        move(frames * periodNs);
        this.position = position;
        errorNs = nowNs - timeNs - fractionNs;

        double variance = varTime + JITTER_NS * JITTER_NS;
        double k0 = varTime / variance;
        double k1 = covariance / variance;
        double e = Math.max(-ERROR_LIMIT_NS, Math.min(ERROR_LIMIT_NS, errorNs));
        move(k0 * e);
        double limit = nominalNs * DRIFT_LIMIT_PPM * 1e-6;
        periodNs = Math.max(nominalNs - limit, Math.min(nominalNs + limit, periodNs + k1 * e));
        varPeriod -= k1 * covariance;
        varTime *= 1 - k0;
        covariance *= 1 - k0;
    }

    private void move(double ns) {
        fractionNs += ns;
        long whole = (long) Math.floor(fractionNs);
        timeNs += whole;
        fractionNs -= whole;
    }

    /** When this position comes, by the clock that is followed; before the first arrival 0. */
    public long timeOf(long position) {
        return timeNs + Math.round(fractionNs + (position - this.position) * periodNs);
    }

    /** How much later than foreseen the last arrival was. */
    public double errorNs() {
        return errorNs;
    }

    /** How far the device runs ahead of nominal; negative when it lags. */
    public double driftPpm() {
        return (nominalNs / periodNs - 1) * 1e6;
    }

    /** Allocates. */
    public State state() {
        return new State(position, timeNs, periodNs, varTime, covariance, varPeriod);
    }

    /** Goes on where another loop left off. */
    public void resume(State state) {
        started = true;
        position = state.position;
        timeNs = state.timeNs;
        fractionNs = 0;
        periodNs = state.periodNs;
        errorNs = 0;
        varTime = state.varTime;
        covariance = state.covariance;
        varPeriod = state.varPeriod;
    }

    public void reset() {
        started = false;
        position = 0;
        timeNs = 0;
        fractionNs = 0;
        periodNs = nominalNs;
        errorNs = 0;
        varTime = JITTER_NS * JITTER_NS;
        covariance = 0;
        double driftNs = nominalNs * DRIFT_PPM * 1e-6;
        varPeriod = driftNs * driftNs;
    }
}
