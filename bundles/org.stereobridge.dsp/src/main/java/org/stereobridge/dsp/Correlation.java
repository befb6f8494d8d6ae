package org.stereobridge.dsp;

/**
 * Finds by how much one signal lags another, to a small part of a sample.
 *
 * <p>For each whole lag the window of the reference is compared with as many samples of the other signal, by the
 * normalised cross-correlation sum(a b) / sqrt(sum(a^2) sum(b^2)), in which a change of level within the window does
 * not move the peak. Between whole lags it is interpolated by {@link WindowedSinc}.
 */
public final class Correlation {

    /** How far beyond the largest lag the other signal is read, for the interpolation. */
    public static final int MARGIN = WindowedSinc.TAPS;

    private static final double SILENCE = 1e-10; // energy of a window
    private static final double PRECISION = 1e-5; // of a sample
    private static final double GOLDEN = (Math.sqrt(5) - 1) / 2;

    private final int frames;
    private final int maxLag;
    private final Fft fft;
    private final double[] re;
    private final double[] im;
    private final double[] crossRe;
    private final double[] crossIm;
    private final double[] values;
    private final float[] taps = new float[WindowedSinc.TAPS];
    private double quality;

    /**
     * Compares windows of one length.
     *
     * @param frames the window's length
     * @param maxLag the largest lag that is looked at, either way
     */
    public Correlation(int frames, int maxLag) {
        if (frames < 1 || maxLag < 1) {
            throw new IllegalArgumentException("frames and maxLag must be above 0: " + frames + ", " + maxLag);
        }
        this.frames = frames;
        this.maxLag = maxLag;
        int lags = 2 * (maxLag + MARGIN) + 1;
        int size = Integer.highestOneBit(frames + lags - 1) << 1;
        fft = new Fft(size);
        re = new double[size];
        im = new double[size];
        crossRe = new double[size];
        crossIm = new double[size];
        values = new double[lags];
    }

    /**
     * By how many frames {@code b} lags {@code a}: what is at a[aOffset + n] is at b[bOffset + n + lag]. Reads
     * {@code b} from {@code maxLag + MARGIN} in front of its window to as many behind it; what lies outside of the
     * array counts as silence.
     *
     * @return NaN where either is silent
     */
    public double lag(float[] a, int aOffset, float[] b, int bOffset) {
        correlate(a, aOffset, b, bOffset - maxLag - MARGIN);
        int peak = MARGIN;
        for (int i = MARGIN; i < values.length - MARGIN; i++) {
            if (values[i] > values[peak]) {
                peak = i;
            }
        }
        if (values[peak] <= 0) {
            quality = 0;
            return Double.NaN;
        }
        double place = refine(peak);
        quality = Math.min(1, valueAt(place));
        return place - maxLag - MARGIN;
    }

    /** How alike both were at the last lag found: 1 is the same but for a positive gain, 0 is nothing in common. */
    public double quality() {
        return quality;
    }

    private void correlate(float[] a, int aOffset, float[] b, int bOffset) {
        double energyA = 0;
        int size = fft.size();
        for (int n = 0; n < size; n++) {
            re[n] = n < frames ? a[aOffset + n] : 0;
            im[n] = n < frames + values.length - 1 ? at(b, bOffset + n) : 0;
            energyA += re[n] * re[n];
        }
        fft.forward(re, im);
        // Both real signals in one transform: A = (Z[k] + conj Z[-k]) / 2, B = (Z[k] - conj Z[-k]) / 2i.
        for (int k = 0; k < size; k++) {
            int m = (size - k) & (size - 1);
            double aRe = 0.5 * (re[k] + re[m]);
            double aIm = 0.5 * (im[k] - im[m]);
            double bRe = 0.5 * (im[k] + im[m]);
            double bIm = 0.5 * (re[m] - re[k]);
            crossRe[k] = aRe * bRe + aIm * bIm;
            crossIm[k] = aRe * bIm - aIm * bRe;
        }
        fft.inverse(crossRe, crossIm);
        normalise(b, bOffset, energyA);
    }

    private void normalise(float[] b, int bOffset, double energyA) {
        double energyB = 0;
        double all = 0;
        for (int n = 0; n < frames + values.length - 1; n++) {
            double in = at(b, bOffset + n);
            all += in * in;
            energyB += n < frames ? in * in : 0;
        }
        // In far less than the whole, the energy's own rounding would tower above all true peaks.
        double least = Math.max(SILENCE, all * 1e-10);
        for (int i = 0; i < values.length; i++) {
            values[i] = energyA > SILENCE && energyB > least ? crossRe[i] / Math.sqrt(energyA * energyB) : 0;
            double in = at(b, bOffset + i + frames);
            double out = at(b, bOffset + i);
            energyB += in * in - out * out;
        }
    }

    private static float at(float[] b, int index) {
        return index >= 0 && index < b.length ? b[index] : 0;
    }

    /** The place of the highest value between the neighbours of the highest whole one, by golden section. */
    private double refine(int peak) {
        double low = peak - 1.0;
        double high = peak + 1.0;
        double one = high - GOLDEN * (high - low);
        double two = low + GOLDEN * (high - low);
        double atOne = valueAt(one);
        double atTwo = valueAt(two);
        while (high - low > PRECISION) {
            if (atOne > atTwo) {
                high = two;
                two = one;
                atTwo = atOne;
                one = high - GOLDEN * (high - low);
                atOne = valueAt(one);
            } else {
                low = one;
                one = two;
                atOne = atTwo;
                two = low + GOLDEN * (high - low);
                atTwo = valueAt(two);
            }
        }
        return (low + high) / 2;
    }

    private double valueAt(double position) {
        int whole = (int) Math.floor(position);
        WindowedSinc.coefficients(position - whole, taps);
        double sum = 0;
        for (int k = 0; k < taps.length; k++) {
            sum += taps[k] * values[whole - WindowedSinc.BEFORE + k];
        }
        return sum;
    }
}
