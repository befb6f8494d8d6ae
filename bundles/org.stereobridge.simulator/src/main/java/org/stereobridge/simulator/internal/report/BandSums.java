package org.stereobridge.simulator.internal.report;

/**
 * Powers and cross-powers of a speaker's windows, by bands: x is what it was to play, z what it was not to play, y what
 * was recorded, its lag taken out window by window, so that a clock that wanders costs no treble.
 */
final class BandSums {

    /** Share of y that x must explain for a band of a window to tell of the response: noise is 30 dB below. */
    private static final double CLEAR_COHERENCE = 0.999;
    /** Of a window that is weighted by a raised cosine not all bins are independent; windows do not overlap. */
    private static final double INDEPENDENT_SHARE = 0.5;
    /** -120 dB of a full-scale sine: what is below is a fade's last bits. */
    private static final double LEAST_POWER = 1e-12;

    final Bands bands;
    final double[] xx;
    final double[] zz;
    final double[] yy;
    final double[] xzRe;
    final double[] xzIm;
    final double[] xyRe;
    final double[] xyIm;
    final double[] zyRe;
    final double[] zyIm;
    /** Powers of x and y of all windows. */
    final double[] in;
    final double[] out;
    final double[] clearXx;
    final double[] clearYy;
    final double[] clearRe;
    final double[] clearIm;
    final double[] clearCount;
    private final double binPower;
    private long allWindows;
    private long windows;

    BandSums(Bands bands) {
        this.bands = bands;
        int count = bands.count();
        xx = new double[count];
        zz = new double[count];
        yy = new double[count];
        xzRe = new double[count];
        xzIm = new double[count];
        xyRe = new double[count];
        xyIm = new double[count];
        zyRe = new double[count];
        zyIm = new double[count];
        in = new double[count];
        out = new double[count];
        clearXx = new double[count];
        clearYy = new double[count];
        clearRe = new double[count];
        clearIm = new double[count];
        clearCount = new double[count];
        // A full-scale sine puts (frames / 4)^2 into its bin.
        binPower = LEAST_POWER * WindowSpectra.FRAMES * WindowSpectra.FRAMES / 16;
    }

    /** Windows that are in {@link #in} and {@link #out}. */
    long allWindows() {
        return allWindows;
    }

    /** Windows that are in the cross-powers. */
    long windows() {
        return windows;
    }

    /** How many independent values are in the sums of a band. */
    double independent(int band) {
        return INDEPENDENT_SHARE * windows * (bands.endBin(band) - bands.firstBin(band));
    }

    /**
     * Takes in a window.
     *
     * @param lag of y behind x
     * @param isPlaced whether that is certain; where it may be wrong by periods of a tone, x and z are not told apart
     */
    void add(WindowSpectra window, double lag, boolean isPlaced) {
        allWindows++;
        windows += isPlaced ? 1 : 0;
        double unit = 2 * Math.PI * lag / WindowSpectra.FRAMES;
        for (int band = 0; band < bands.count(); band++) {
            addBand(window, band, unit, isPlaced);
        }
    }

    private void addBand(WindowSpectra w, int band, double unit, boolean isPlaced) {
        int first = bands.firstBin(band);
        int end = bands.endBin(band);
        double re = Math.cos(first * unit);
        double im = Math.sin(first * unit);
        double turnRe = Math.cos(unit);
        double turnIm = Math.sin(unit);
        double sumXx = 0;
        double sumZz = 0;
        double sumYy = 0;
        double sumXzRe = 0;
        double sumXzIm = 0;
        double sumXyRe = 0;
        double sumXyIm = 0;
        double sumZyRe = 0;
        double sumZyIm = 0;
        for (int k = first; k < end; k++) {
            double yRe = w.heardRe[k] * re - w.heardIm[k] * im;
            double yIm = w.heardRe[k] * im + w.heardIm[k] * re;
            double xRe = w.ownRe[k];
            double xIm = w.ownIm[k];
            double zRe = w.otherRe[k];
            double zIm = w.otherIm[k];
            sumXx += xRe * xRe + xIm * xIm;
            sumZz += zRe * zRe + zIm * zIm;
            sumYy += yRe * yRe + yIm * yIm;
            sumXzRe += xRe * zRe + xIm * zIm;
            sumXzIm += xRe * zIm - xIm * zRe;
            sumXyRe += xRe * yRe + xIm * yIm;
            sumXyIm += xRe * yIm - xIm * yRe;
            sumZyRe += zRe * yRe + zIm * yIm;
            sumZyIm += zRe * yIm - zIm * yRe;
            double next = re * turnRe - im * turnIm;
            im = re * turnIm + im * turnRe;
            re = next;
        }
        in[band] += sumXx;
        out[band] += sumYy;
        if (isPlaced) {
            xx[band] += sumXx;
            zz[band] += sumZz;
            yy[band] += sumYy;
            xzRe[band] += sumXzRe;
            xzIm[band] += sumXzIm;
            xyRe[band] += sumXyRe;
            xyIm[band] += sumXyIm;
            zyRe[band] += sumZyRe;
            zyIm[band] += sumZyIm;
        }
        boolean isClear = sumXx > binPower
                && sumXyRe * sumXyRe + sumXyIm * sumXyIm > CLEAR_COHERENCE * sumXx * sumYy;
        if (isClear) {
            clearXx[band] += sumXx;
            clearYy[band] += sumYy;
            clearRe[band] += sumXyRe;
            clearIm[band] += sumXyIm;
            clearCount[band] += INDEPENDENT_SHARE * (end - first);
        }
    }
}
