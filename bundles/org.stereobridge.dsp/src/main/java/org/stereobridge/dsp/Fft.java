package org.stereobridge.dsp;

/**
 * The discrete Fourier transform of a power of two of complex values, in place.
 *
 * <p>Decimation in time; two stages of radix 2 are done as one of radix 4, which halves the way through memory.
 */
public final class Fft {

    private final int size;
    private final int bits;
    private final double[] cos;
    private final double[] sin;

    /**
     * Makes the tables.
     *
     * @param size a power of two from 2
     */
    public Fft(int size) {
        if (size < 2 || Integer.bitCount(size) != 1) {
            throw new IllegalArgumentException("size must be a power of two from 2: " + size);
        }
        this.size = size;
        bits = Integer.numberOfTrailingZeros(size);
        cos = new double[size];
        sin = new double[size];
        // e^(-pi i k / half) for the stage that joins halves of so many values is at half + k.
        for (int half = 1; half < size; half *= 2) {
            for (int k = 0; k < half; k++) {
                cos[half + k] = Math.cos(Math.PI * k / half);
                sin[half + k] = -Math.sin(Math.PI * k / half);
            }
        }
    }

    /** Complex values that are transformed. */
    public int size() {
        return size;
    }

    /** X[k] = sum over n of x[n] e^(-2 pi i k n / size). */
    public void forward(double[] re, double[] im) {
        reorder(re, im);
        int quarter = 1;
        if (bits % 2 == 1) {
            joinPairs(re, im);
            quarter = 2;
        }
        for (; quarter < size; quarter *= 4) {
            for (int at = 0; at < size; at += 4 * quarter) {
                joinFour(re, im, at, quarter);
            }
        }
    }

    /** Undoes {@link #forward}, its scale included. */
    public void inverse(double[] re, double[] im) {
        // Swapping real and imaginary parts conjugates, but for a factor that the swap of the result takes back.
        forward(im, re);
        double scale = 1.0 / size;
        for (int n = 0; n < size; n++) {
            re[n] *= scale;
            im[n] *= scale;
        }
    }

    private void reorder(double[] re, double[] im) {
        for (int n = 1; n < size; n++) {
            int m = Integer.reverse(n) >>> (32 - bits);
            if (n < m) {
                double swap = re[n];
                re[n] = re[m];
                re[m] = swap;
                swap = im[n];
                im[n] = im[m];
                im[m] = swap;
            }
        }
    }

    private void joinPairs(double[] re, double[] im) {
        for (int n = 0; n < size; n += 2) {
            double oddRe = re[n + 1];
            double oddIm = im[n + 1];
            re[n + 1] = re[n] - oddRe;
            im[n + 1] = im[n] - oddIm;
            re[n] += oddRe;
            im[n] += oddIm;
        }
    }

    /** Joins a and b, c and d by the factor of their stage, then both pairs by that of the next. */
    private void joinFour(double[] re, double[] im, int at, int quarter) {
        for (int k = 0; k < quarter; k++) {
            int a = at + k;
            int b = a + quarter;
            int c = b + quarter;
            int d = c + quarter;
            double w1 = cos[quarter + k];
            double v1 = sin[quarter + k];
            double bRe = re[b] * w1 - im[b] * v1;
            double bIm = re[b] * v1 + im[b] * w1;
            double dRe = re[d] * w1 - im[d] * v1;
            double dIm = re[d] * v1 + im[d] * w1;
            double lowRe = re[c] + dRe;
            double lowIm = im[c] + dIm;
            double highRe = re[c] - dRe;
            double highIm = im[c] - dIm;
            double w2 = cos[2 * quarter + k];
            double v2 = sin[2 * quarter + k];
            double cRe = lowRe * w2 - lowIm * v2;
            double cIm = lowRe * v2 + lowIm * w2;
            // The second half's factor is the first's times -i.
            double eRe = highRe * v2 + highIm * w2;
            double eIm = highIm * v2 - highRe * w2;
            double sumRe = re[a] + bRe;
            double sumIm = im[a] + bIm;
            double differenceRe = re[a] - bRe;
            double differenceIm = im[a] - bIm;
            re[a] = sumRe + cRe;
            im[a] = sumIm + cIm;
            re[b] = differenceRe + eRe;
            im[b] = differenceIm + eIm;
            re[c] = sumRe - cRe;
            im[c] = sumIm - cIm;
            re[d] = differenceRe - eRe;
            im[d] = differenceIm - eIm;
        }
    }
}
