package org.stereobridge.simulator.internal.report;

import org.stereobridge.dsp.Fft;

/**
 * By how much a recording's lag grows within one window: a clock that wanders is not that of the window before.
 *
 * <p>Where y(t) = g x(t - d - s t), d and s small, what is not explained is e = y - g x = -g (d + s t) x'. Both are
 * found by least squares over the window, t counting from its middle.
 */
final class PaceFit {

    /** Above, a window whose lag grows by some 10 us is no longer near enough to a straight line. */
    private static final double HIGHEST_SHARE = 0.14;
    /** Less of the power than this below, and all is used. */
    private static final double LEAST_POWER = 0.01;
    private static final double SHARED_NOISE = 1.5;

    private final Fft fft = new Fft(WindowSpectra.FRAMES);
    private final double[] re = new double[WindowSpectra.FRAMES];
    private final double[] im = new double[WindowSpectra.FRAMES];
    private double growth;
    private double error;

    /** Frames of lag for each frame. */
    double growth() {
        return growth;
    }

    /** Standard error of the growth. */
    double error() {
        return error;
    }

    /** Fits, once the lag of the window as a whole is known. */
    void fit(WindowSpectra window, double lag, double gain) {
        int end = end(window);
        double unit = 2 * Math.PI / WindowSpectra.FRAMES;
        for (int k = 0; k < WindowSpectra.BINS; k++) {
            boolean isUsed = k > 0 && k < end;
            double cos = isUsed ? Math.cos(k * unit * lag) : 0;
            double sin = isUsed ? Math.sin(k * unit * lag) : 0;
            double own = isUsed ? gain : 0;
            double restRe = window.heardRe[k] * cos - window.heardIm[k] * sin - own * window.ownRe[k];
            double restIm = window.heardRe[k] * sin + window.heardIm[k] * cos - own * window.ownIm[k];
            double bentRe = -own * k * unit * window.ownIm[k];
            double bentIm = own * k * unit * window.ownRe[k];
            // Two real signals in one transform: Z = E + i X', its upper half by symmetry.
            int m = WindowSpectra.FRAMES - k & WindowSpectra.FRAMES - 1;
            re[k] = restRe - bentIm;
            im[k] = restIm + bentRe;
            re[m] = restRe + bentIm;
            im[m] = bentRe - restIm;
        }
        re[WindowSpectra.BINS] = 0;
        im[WindowSpectra.BINS] = 0;
        fft.inverse(re, im);
        solve();
    }

    private static int end(WindowSpectra window) {
        int end = (int) (HIGHEST_SHARE * WindowSpectra.FRAMES);
        double below = 0;
        double all = 0;
        for (int k = 1; k < WindowSpectra.BINS; k++) {
            double power = window.ownRe[k] * window.ownRe[k] + window.ownIm[k] * window.ownIm[k];
            below += k < end ? power : 0;
            all += power;
        }
        return below > LEAST_POWER * all ? end : WindowSpectra.BINS;
    }

    private void solve() {
        double a = 0;
        double b = 0;
        double c = 0;
        double u = 0;
        double v = 0;
        double rest = 0;
        for (int n = 0; n < WindowSpectra.FRAMES; n++) {
            double t = n - WindowSpectra.FRAMES / 2;
            double square = im[n] * im[n];
            a += square;
            b += t * square;
            c += t * t * square;
            u -= re[n] * im[n];
            v -= t * re[n] * im[n];
            rest += re[n] * re[n];
        }
        double determinant = a * c - b * b;
        if (!(determinant > 0)) {
            growth = 0;
            error = Double.POSITIVE_INFINITY;
            return;
        }
        double shift = (c * u - b * v) / determinant;
        growth = (a * v - b * u) / determinant;
        double unexplained = Math.max(0, rest - shift * u - growth * v);
        // As many independent values as there are bins, twice; a window's weights halve them.
        double variance = SHARED_NOISE * unexplained / (HIGHEST_SHARE * WindowSpectra.FRAMES);
        error = Math.sqrt(variance * a / determinant);
    }
}
