package org.stereobridge.dsp;

/**
 * Reads a signal at a rate slightly other than its own: within 1,000 ppm.
 *
 * <p>Over a strip of samples the fraction moves little, and so each tap is very nearly a cubic in the sample's number.
 * The strip is therefore filtered with the taps of four fractions, evenly spread over it, which are four plain filters
 * that vectorise; Lagrange's polynomial joins the four. Where the fraction moves by m over the strip, this errs by
 * (w m / 3)^4 / 24 at most at w radians a sample: 1e-6 (-120 dB) at m = 0.07 and 20 kHz in 44.1 kHz.
 */
public final class Resampler {

    private static final int NODES = 4;
    private static final double MAX_MOVE = 0.07;
    private static final double MAX_DRIFT = 1e-3 + 1e-12;

    private final float[][] taps = new float[NODES][WindowedSinc.TAPS];
    private final Fir fir = new Fir(NODES);

    /**
     * Writes the value at {@code in} index {@code inOffset + position + n * step} for each n. The BEFORE samples in
     * front of each such place, rounded down, and the AFTER behind it must be there; the arrays must not overlap.
     *
     * @param step 0.999 to 1.001
     * @return the position behind the last: {@code position + frames * step}
     */
    public double process(float[] in, int inOffset, double position, double step, float[] out, int outOffset,
            int frames) {
        double drift = step - 1;
        if (!(Math.abs(drift) <= MAX_DRIFT)) {
            throw new IllegalArgumentException("step must be 0.999 to 1.001: " + step);
        }
        for (int done = 0; done < frames;) {
            double at = position + done * step;
            int whole = (int) Math.floor(at);
            double fraction = at - whole;
            // Up to where the whole part moves by other than 1 a sample.
            double room = drift < 0 ? fraction : 1 - fraction;
            double longest = Math.min(MAX_MOVE, room) / Math.abs(drift);
            int length = (int) Math.max(1, Math.min(longest, Math.min(Fir.STRIP, frames - done)));
            strip(in, inOffset + whole - WindowedSinc.BEFORE, fraction, drift, out, outOffset + done, length);
            done += length;
        }
        return position + frames * step;
    }

    private void strip(float[] in, int from, double fraction, double drift, float[] out, int to, int length) {
        double move = length * drift;
        for (int node = 0; node < NODES; node++) {
            double at = fraction + move * node / (NODES - 1);
            WindowedSinc.coefficients(Math.max(0, Math.min(1, at)), taps[node]);
        }
        fir.apply(taps, in, from, length);
        join(fir.result(0), fir.result(1), fir.result(2), fir.result(3), (float) (NODES - 1) / length, out, to, length);
    }

    /** Newton's form of the cubic through a to d at 0 to 3, at n times {@code perFrame}. */
    private static void join(float[] a, float[] b, float[] c, float[] d, float perFrame, float[] out, int to,
            int length) {
        for (int n = 0; n < length; n++) {
            float x = n * perFrame;
            float one = b[n] - a[n];
            float two = (c[n] - b[n] - one) * 0.5f;
            float three = (d[n] - 3 * (c[n] - b[n]) - a[n]) * (1 / 6f);
            out[to + n] = a[n] + x * (one + (x - 1) * (two + (x - 2) * three));
        }
    }
}
