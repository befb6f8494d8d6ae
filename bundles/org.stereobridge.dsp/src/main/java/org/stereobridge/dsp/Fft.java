package org.stereobridge.dsp;

/** The discrete Fourier transform of a power of two of complex values, in place. */
public final class Fft {

    private final int size;
    private final int bits;
    private final double[] cos;
    private final double[] sin;

    /** @param size a power of two from 2 */
    public Fft(int size) {
        if (size < 2 || Integer.bitCount(size) != 1) {
            throw new IllegalArgumentException("size must be a power of two from 2: " + size);
        }
        this.size = size;
        bits = Integer.numberOfTrailingZeros(size);
        cos = new double[size];
        sin = new double[size];
        // The factors of the stage that joins halves of h values are at h to 2 h - 1.
        for (int half = 1; half < size; half *= 2) {
            for (int k = 0; k < half; k++) {
                cos[half + k] = Math.cos(-Math.PI * k / half);
                sin[half + k] = Math.sin(-Math.PI * k / half);
            }
        }
    }

    public int size() {
        return size;
    }

    /** X[k] = sum of x[n] e^(-2 pi i k n / size). */
    public void forward(double[] re, double[] im) {
        reorder(re, im);
        for (int half = 1; half < size; half *= 2) {
            for (int at = 0; at < size; at += 2 * half) {
                join(re, im, at, half);
            }
        }
    }

    /** Undoes {@link #forward}, its scale included. */
    public void inverse(double[] re, double[] im) {
        // Swapping the parts conjugates, but for a factor that the second swap takes back.
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

    private void join(double[] re, double[] im, int at, int half) {
        for (int k = 0; k < half; k++) {
            double c = cos[half + k];
            double s = sin[half + k];
            double oddRe = re[at + half + k] * c - im[at + half + k] * s;
            double oddIm = re[at + half + k] * s + im[at + half + k] * c;
            re[at + half + k] = re[at + k] - oddRe;
            im[at + half + k] = im[at + k] - oddIm;
            re[at + k] += oddRe;
            im[at + k] += oddIm;
        }
    }
}
