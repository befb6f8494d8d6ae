package org.stereobridge.dsp;

/**
 * Reads a signal at a rate slightly other than its own: within 1,000 ppm.
 *
 * <p>Over a short strip of samples the fraction moves little, and so each tap is very nearly a quadratic in the
 * sample's number. The strip is therefore filtered with the taps at its start, middle and end, which are three plain
 * filters that vectorise, and the three are joined by Lagrange's polynomial. With a strip over which the fraction
 * moves by m, that errs by (pi m / 2)^3 / (9 sqrt(3)) at most: 1e-6 at m = 0.016.
 */
public final class Resampler {

    private static final int STRIP = 256;
    private static final double MAX_MOVE = 0.016;
    private static final double MAX_RATIO_ERROR = 1.001e-3;

    private final float[] taps = new float[WindowedSinc.TAPS];
    private final float[] start = new float[STRIP];
    private final float[] middle = new float[STRIP];
    private final float[] end = new float[STRIP];

    /**
     * Writes the value at {@code in} index {@code inOffset + position + n * step} for each n. The 35 samples in front
     * of each such place, rounded down, and the 36 behind it must be there; the arrays must not overlap.
     *
     * @param step within 0.999 to 1.001
     * @return the position behind the last: {@code position + frames * step}
     */
    public double process(float[] in, int inOffset, double position, double step, float[] out, int outOffset,
            int frames) {
        double drift = step - 1;
        if (!(Math.abs(drift) <= MAX_RATIO_ERROR)) {
            throw new IllegalArgumentException("step must be 0.999 to 1.001: " + step);
        }
        int longest = (int) Math.max(1, Math.min(STRIP, MAX_MOVE / Math.abs(drift)));
        int done = 0;
        while (done < frames) {
            double at = position + done * step;
            int whole = (int) Math.floor(at);
            double fraction = at - whole;
            int length = Math.min(longest, frames - done);
            length = Math.min(length, framesToSlip(fraction, drift));
            strip(in, inOffset + whole - WindowedSinc.BEFORE, fraction, drift, out, outOffset + done, length);
            done += length;
        }
        return position + frames * step;
    }

    /** How many samples there are until the whole part moves by other than 1. */
    private static int framesToSlip(double fraction, double drift) {
        double room = drift > 0 ? 1 - fraction : fraction;
        return drift == 0 ? Integer.MAX_VALUE : (int) Math.max(1, Math.min(STRIP, room / Math.abs(drift)));
    }

    private void strip(float[] in, int from, double fraction, double drift, float[] out, int to, int length) {
        double last = Math.max(0, Math.min(1, fraction + length * drift));
        WindowedSinc.coefficients(fraction, taps);
        if (last == fraction) {
            Fir.apply(taps, in, from, out, to, length);
            return;
        }
        Fir.apply(taps, in, from, start, 0, length);
        WindowedSinc.coefficients((fraction + last) / 2, taps);
        Fir.apply(taps, in, from, middle, 0, length);
        WindowedSinc.coefficients(last, taps);
        Fir.apply(taps, in, from, end, 0, length);
        float perSample = (float) (2 * drift / (last - fraction));
        for (int n = 0; n < length; n++) {
            float x = n * perSample - 1;
            float bend = 0.5f * (start[n] + end[n]) - middle[n];
            out[to + n] = middle[n] + x * (0.5f * (end[n] - start[n]) + x * bend);
        }
    }
}
