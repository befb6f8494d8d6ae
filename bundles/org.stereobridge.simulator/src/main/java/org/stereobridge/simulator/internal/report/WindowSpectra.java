package org.stereobridge.simulator.internal.report;

import org.stereobridge.dsp.Fft;

/**
 * The spectra of one window: of what a speaker was to play, of what it was not to play, and of what was recorded. Each
 * is weighted by a raised cosine; bins run from 0 to half the frames.
 */
final class WindowSpectra {

    /** 0.37 s at 44.1 kHz: long enough to tell 20 Hz from 25 Hz, and short beside what a speaker's clock does. */
    static final int FRAMES = 1 << 14;
    static final int BINS = FRAMES / 2;

    /** Peaks whose heights are within this ratio cannot be told apart by it. */
    private static final double EQUALLY_LIKE = 0.985;
    private static final double[] WEIGHTS = weights();

    final double[] ownRe = new double[BINS];
    final double[] ownIm = new double[BINS];
    final double[] otherRe = new double[BINS];
    final double[] otherIm = new double[BINS];
    final double[] heardRe = new double[BINS];
    final double[] heardIm = new double[BINS];

    private final Fft fft = new Fft(FRAMES);
    private final double[] re = new double[FRAMES];
    private final double[] im = new double[FRAMES];

    private static double[] weights() {
        double[] weights = new double[FRAMES];
        for (int n = 0; n < FRAMES; n++) {
            weights[n] = 0.5 - 0.5 * Math.cos(2 * Math.PI * n / FRAMES);
        }
        return weights;
    }

    /** Takes the programme's channels: own is {@code l L + r R}, other what is at a right angle to it. */
    void programme(float[] left, float[] right, double l, double r) {
        for (int n = 0; n < FRAMES; n++) {
            re[n] = WEIGHTS[n] * (l * left[n] + r * right[n]);
            im[n] = WEIGHTS[n] * (l * right[n] - r * left[n]);
        }
        fft.forward(re, im);
        // Two real signals in one transform: A = (Z[k] + conj Z[-k]) / 2, B = (Z[k] - conj Z[-k]) / 2i.
        for (int k = 0; k < BINS; k++) {
            int m = FRAMES - k & FRAMES - 1;
            ownRe[k] = 0.5 * (re[k] + re[m]);
            ownIm[k] = 0.5 * (im[k] - im[m]);
            otherRe[k] = 0.5 * (im[k] + im[m]);
            otherIm[k] = 0.5 * (re[m] - re[k]);
        }
    }

    void heard(float[] samples) {
        for (int n = 0; n < FRAMES; n++) {
            re[n] = WEIGHTS[n] * samples[n];
            im[n] = 0;
        }
        fft.forward(re, im);
        System.arraycopy(re, 0, heardRe, 0, BINS);
        System.arraycopy(im, 0, heardIm, 0, BINS);
    }

    /** The whole number of frames by which the recording lags most likely, at most a quarter of the window. */
    int wholeLag() {
        for (int k = 0; k < BINS; k++) {
            re[k] = heardRe[k] * ownRe[k] + heardIm[k] * ownIm[k];
            im[k] = heardIm[k] * ownRe[k] - heardRe[k] * ownIm[k];
            re[BINS + k] = 0;
            im[BINS + k] = 0;
        }
        fft.inverse(re, im);
        double most = 0;
        for (int lag = -FRAMES / 4; lag <= FRAMES / 4; lag++) {
            most = Math.max(most, re[lag & FRAMES - 1]);
        }
        // A lasting note is much the same a period later: of peaks that are equally high the nearest is meant.
        int best = FRAMES;
        for (int lag = -FRAMES / 4; lag <= FRAMES / 4; lag++) {
            double height = re[lag & FRAMES - 1];
            boolean isPeak = height >= re[lag - 1 & FRAMES - 1] && height >= re[lag + 1 & FRAMES - 1];
            if (isPeak && height >= EQUALLY_LIKE * most && Math.abs(lag) < Math.abs(best)) {
                best = lag;
            }
        }
        return best == FRAMES ? 0 : best;
    }
}
