package org.stereobridge.simulator.internal.world;

/**
 * Steers a DAC so that it plays neither faster nor slower than its source sends: a proportional-integral loop on the
 * error of its buffer, smoothed by a one-pole low-pass. Its natural frequency is 0.1 Hz, which is far below anything
 * heard, and its damping 1: a step of frequency by d leaves an error of about d t exp(-2 pi 0.1 t), 13 us after 5 s at
 * 60 ppm.
 *
 * <p>Single-threaded; allocates nothing.
 */
final class RateLoop {

    private static final double NATURAL = 2 * Math.PI * 0.1; // rad/s
    private static final double PROPORTIONAL = 2 * NATURAL; // 1/s
    private static final double INTEGRAL = NATURAL * NATURAL; // 1/s^2
    private static final double SMOOTHING_S = 0.25;
    private static final double AVERAGING_S = 4;
    private static final double LIMIT = 600e-6;

    private double smoothed;
    private double integral;
    private double average;

    /**
     * Takes in how late the DAC is.
     *
     * @param errorS by how much later than it should it plays what has just come
     * @param stepS since the update before
     * @return how much faster than its crystal it is to run, as a share
     */
    double update(double errorS, double stepS) {
        double step = Math.min(stepS, SMOOTHING_S);
        smoothed += (errorS - smoothed) * step / SMOOTHING_S;
        integral = limit(integral + INTEGRAL * smoothed * step);
        double correction = limit(PROPORTIONAL * smoothed + integral);
        average += (correction - average) * step / AVERAGING_S;
        return correction;
    }

    /** What {@link #update} returned on average over the last 4 s or so. */
    double average() {
        return average;
    }

    /** Forgets the error, as at a new start; what was learned of the crystal stays. */
    double restart() {
        smoothed = 0;
        integral = average;
        return average;
    }

    private static double limit(double share) {
        return Math.max(-LIMIT, Math.min(LIMIT, share));
    }
}
