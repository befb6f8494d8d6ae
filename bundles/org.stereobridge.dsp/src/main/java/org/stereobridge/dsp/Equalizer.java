package org.stereobridge.dsp;

import org.stereobridge.routing.EqBand;

/**
 * Runs one channel through an {@link EqCurve}.
 *
 * <p>Biquads in direct form I and double precision. Its state is the last two samples in front of, between and behind
 * the bands, which means the same under any coefficients: so a new curve starts from the state of the old one.
 */
public final class Equalizer {

    private static final int STRIP = 256;
    /** Below this a state is silence; a filter that decays further would run into slow denormal numbers. */
    private static final double SILENCE = 1e-30;

    private final double[] samples = new double[STRIP];
    private final double[] fading = new double[STRIP];
    private final double[] state = new double[2 * (EqBand.BANDS + 1)];
    private final double[] fadingState = new double[2 * (EqBand.BANDS + 1)];
    private EqCurve last = EqCurve.FLAT;

    /** Filters in place; where the curve is another than that of the last call, it is faded over to in this call. */
    public void process(EqCurve curve, float[] io, int offset, int frames) {
        if (frames == 0) {
            return;
        }
        if (curve == last || curve.equals(last)) {
            if (curve.isFlat()) {
                remember(io, offset, frames);
            } else {
                steady(curve, io, offset, frames);
            }
        } else {
            fade(curve, io, offset, frames);
        }
        last = curve;
    }

    private void remember(float[] io, int offset, int frames) {
        double newest = io[offset + frames - 1];
        double older = frames > 1 ? io[offset + frames - 2] : state[0];
        for (int i = 0; i < state.length; i += 2) {
            state[i] = newest;
            state[i + 1] = older;
        }
    }

    private void steady(EqCurve curve, float[] io, int offset, int frames) {
        for (int done = 0; done < frames; done += STRIP) {
            int length = Math.min(STRIP, frames - done);
            load(io, offset + done, samples, length);
            filter(curve, state, samples, length);
            for (int n = 0; n < length; n++) {
                io[offset + done + n] = (float) samples[n];
            }
        }
    }

    private void fade(EqCurve curve, float[] io, int offset, int frames) {
        System.arraycopy(state, 0, fadingState, 0, state.length);
        for (int done = 0; done < frames; done += STRIP) {
            int length = Math.min(STRIP, frames - done);
            load(io, offset + done, samples, length);
            load(io, offset + done, fading, length);
            filter(curve, state, samples, length);
            filter(last, fadingState, fading, length);
            for (int n = 0; n < length; n++) {
                double part = 0.5 - 0.5 * Math.cos(Math.PI * (done + n + 0.5) / frames);
                io[offset + done + n] = (float) (fading[n] + part * (samples[n] - fading[n]));
            }
        }
    }

    private static void load(float[] in, int offset, double[] to, int length) {
        for (int n = 0; n < length; n++) {
            to[n] = in[offset + n];
        }
    }

    private static void filter(EqCurve curve, double[] state, double[] io, int length) {
        double newest = io[length - 1];
        double older = length > 1 ? io[length - 2] : state[0];
        for (int band = 0; band < EqBand.BANDS; band++) {
            double x1 = state[2 * band];
            double x2 = state[2 * band + 1];
            state[2 * band] = newest;
            state[2 * band + 1] = older;
            if (band < curve.bands() && curve.isActive(band)) {
                biquad(curve.coefficients(), band * EqCurve.STRIDE, x1, x2, state, 2 * (band + 1), io, length);
                newest = io[length - 1];
                older = length > 1 ? io[length - 2] : state[2 * (band + 1)];
            }
        }
        state[2 * EqBand.BANDS] = newest;
        state[2 * EqBand.BANDS + 1] = older;
    }

    private static void biquad(double[] c, int at, double x1, double x2, double[] state, int out, double[] io,
            int length) {
        double b0 = c[at];
        double b1 = c[at + 1];
        double b2 = c[at + 2];
        double a1 = c[at + 3];
        double a2 = c[at + 4];
        double y1 = Math.abs(state[out]) < SILENCE ? 0 : state[out];
        double y2 = Math.abs(state[out + 1]) < SILENCE ? 0 : state[out + 1];
        for (int n = 0; n < length; n++) {
            double x = io[n];
            double y = b0 * x + b1 * x1 + b2 * x2 - a2 * y2 - a1 * y1;
            x2 = x1;
            x1 = x;
            y2 = y1;
            y1 = y;
            io[n] = y;
        }
    }
}
