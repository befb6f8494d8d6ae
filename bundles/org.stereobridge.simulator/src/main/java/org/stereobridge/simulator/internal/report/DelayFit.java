package org.stereobridge.simulator.internal.report;

/**
 * By how much a recording lags behind what it was to be, to a small part of a sample.
 *
 * <p>That is where the cross-correlation R(t) = sum of Re(Y X* e^(i w t)) has its maximum, found by Newton's method on
 * the spectra. Its standard error is that of the sum of w Im(E X*) / sum of w^2 |X|^2, E being what of the recording
 * is not explained.
 */
final class DelayFit {

    private static final int STEPS = 12;
    private static final double CLOSE_ENOUGH = 1e-5;
    private static final double LONGEST_STEP = 3;
    private static final int FIRST_BIN = 4;
    /** Up to 2.7 kHz at 44.1 kHz, where the capture range is some 100 us. */
    private static final int LOW_BINS = WindowSpectra.BINS / 8;
    private static final double LEAST_LOW = 0.003;
    /** Neighbouring bins of a window that is weighted by a raised cosine share their noise. */
    private static final double SHARED_NOISE = 1.5;

    /** What a codec and a window's ends may turn the phase by, in radians: of bass, that is many microseconds. */
    private static final double PHASE_ERROR = 0.002;

    /** The spectrum's width, as a share of its middle, below which one period is much like the next. */
    private static final double NARROW = 0.15;
    /** Of the sampling rate: 1,060 Hz at 44.1 kHz. */
    private static final double HIGH_SHARE = 0.024;

    private double lag;
    private double likeness;
    private double error;
    private double gain;
    private boolean isNarrow;
    private boolean isHigh;
    private double r;
    private double slope;
    private double bend;

    /** Frames by which the recording lags. */
    double lag() {
        return lag;
    }

    /** 1 where the recording is the same but for a gain, 0 where it has nothing in common. */
    double likeness() {
        return likeness;
    }

    /** Standard error of the lag, in frames. */
    double error() {
        return error;
    }

    /** How much louder the recording is. */
    double gain() {
        return gain;
    }

    /** Whether the music is a tone, or sweeps like one, so that the lag may be wrong by whole periods. */
    boolean isNarrow() {
        return isNarrow;
    }

    /** Whether half a period is less than speakers may well be apart: the music lies above about 1 kHz. */
    boolean isHigh() {
        return isHigh;
    }

    /**
     * Fits from a guess on.
     *
     * @return whether there is a maximum near it
     */
    boolean fit(WindowSpectra window, double guess) {
        lag = guess;
        // From bass to treble: the nearest maximum of treble alone may be a period off.
        if (isLow(window) && !climb(window, LOW_BINS)) {
            lag = guess;
        }
        if (!climb(window, WindowSpectra.BINS)) {
            likeness = 0;
            error = Double.POSITIVE_INFINITY;
            return false;
        }
        judge(window);
        return true;
    }

    private static boolean isLow(WindowSpectra window) {
        double low = 0;
        double all = 0;
        for (int k = FIRST_BIN; k < WindowSpectra.BINS; k++) {
            double power = window.ownRe[k] * window.ownRe[k] + window.ownIm[k] * window.ownIm[k];
            low += k < LOW_BINS ? power : 0;
            all += power;
        }
        return low > LEAST_LOW * all;
    }

    private boolean climb(WindowSpectra window, int end) {
        double step = 1;
        for (int i = 0; i < STEPS && Math.abs(step) > CLOSE_ENOUGH; i++) {
            correlate(window, lag, end);
            if (!(bend < 0)) {
                return false;
            }
            step = Math.max(-LONGEST_STEP, Math.min(LONGEST_STEP, -slope / bend));
            lag += step;
        }
        return true;
    }

    private void correlate(WindowSpectra window, double at, int end) {
        r = 0;
        slope = 0;
        bend = 0;
        double unit = 2 * Math.PI / WindowSpectra.FRAMES;
        double turnRe = Math.cos(unit * at);
        double turnIm = Math.sin(unit * at);
        double re = Math.cos(FIRST_BIN * unit * at);
        double im = Math.sin(FIRST_BIN * unit * at);
        for (int k = FIRST_BIN; k < end; k++) {
            double crossRe = window.heardRe[k] * window.ownRe[k] + window.heardIm[k] * window.ownIm[k];
            double crossIm = window.heardIm[k] * window.ownRe[k] - window.heardRe[k] * window.ownIm[k];
            double cos = crossRe * re - crossIm * im;
            double sin = crossRe * im + crossIm * re;
            double w = unit * k;
            r += cos;
            slope -= w * sin;
            bend -= w * w * cos;
            double next = re * turnRe - im * turnIm;
            im = re * turnIm + im * turnRe;
            re = next;
        }
    }

    private void judge(WindowSpectra window) {
        double own = 0;
        double first = 0;
        double heard = 0;
        for (int k = FIRST_BIN; k < WindowSpectra.BINS; k++) {
            double power = window.ownRe[k] * window.ownRe[k] + window.ownIm[k] * window.ownIm[k];
            own += power;
            first += k * power;
            heard += window.heardRe[k] * window.heardRe[k] + window.heardIm[k] * window.heardIm[k];
        }
        likeness = own > 0 && heard > 0 ? r / Math.sqrt(own * heard) : 0;
        gain = own > 0 ? r / own : 0;
        double unit = 2 * Math.PI / WindowSpectra.FRAMES;
        double turnRe = Math.cos(unit * lag);
        double turnIm = Math.sin(unit * lag);
        double re = Math.cos(FIRST_BIN * unit * lag);
        double im = Math.sin(FIRST_BIN * unit * lag);
        double noise = 0;
        double signal = 0;
        for (int k = FIRST_BIN; k < WindowSpectra.BINS; k++) {
            double restRe = window.heardRe[k] * re - window.heardIm[k] * im - gain * window.ownRe[k];
            double restIm = window.heardRe[k] * im + window.heardIm[k] * re - gain * window.ownIm[k];
            double w = unit * k;
            double power = w * w * (window.ownRe[k] * window.ownRe[k] + window.ownIm[k] * window.ownIm[k]);
            noise += power * (restRe * restRe + restIm * restIm);
            signal += power;
            double next = re * turnRe - im * turnIm;
            im = re * turnIm + im * turnRe;
            re = next;
        }
        double middle = unit * first / own;
        isNarrow = signal / own - middle * middle < Math.pow(NARROW * middle, 2);
        isHigh = middle > 2 * Math.PI * HIGH_SHARE;
        double byNoise = Math.sqrt(SHARED_NOISE * noise / 2) / (gain * signal);
        double byPhase = PHASE_ERROR / Math.sqrt(signal / own);
        error = gain > 0 && signal > 0 ? Math.hypot(byNoise, byPhase) : Double.POSITIVE_INFINITY;
    }
}
