package org.stereobridge.codec.sbc.internal;

/**
 * The analysis filter bank of one channel (A2DP, appendix B, "Analysis subband filter"), a codecFrame at a time.
 *
 * <p>With M subbands and C the prototype, block t of the specification's
 * Y[i] = sum over k = 0..4 of C[i + 2Mk] x[Mt + M-1 - i - 2Mk], i = 0..2M-1, is kept reversed, as two streams of M
 * values a block: with n = Mt + j, j = 0..M-1,
 *
 * <p>high[n] = Y[2M-1 - j] = sum over k of C[2M-1 - j + 2Mk] x[n - M - 2Mk],
 * low[n] = Y[M-1 - j] = sum over k of C[M-1 - j + 2Mk] x[n - 2Mk].
 *
 * <p>So each term runs through memory in steps of one and, the window being repeated for the whole frame, the loops
 * become vector code. A loop takes two terms at most because HotSpot unrolls, and so vectorises, only short ones.
 */
final class AnalysisFilter extends FilterBank {

    private static final int X = MAX_HISTORY;
    private static final int HIGH = X + MAX_FRAME;
    private static final int LOW = HIGH + MAX_FRAME;
    private static final int C = LOW + MAX_FRAME;

    AnalysisFilter(int subbands, int blocks) {
        super(subbands, blocks, C, window(subbands));
    }

    private static double[] window(int subbands) {
        double[] c = Prototype.coefficients(subbands);
        double[] window = new double[c.length];
        for (int first = 0; first < c.length; first += subbands) {
            for (int j = 0; j < subbands; j++) {
                window[first + j] = c[first + subbands - 1 - j] * Pcm.FULL_SCALE;
            }
        }
        return window;
    }

    /**
     * Splits one codecFrame of audio to subband samples.
     *
     * @param in full scale +-1; what is beyond is clipped, NaN is silence
     * @param samples block by block, M subbands each, of 16-bit range
     */
    void process(float[] in, int offset, float[] samples) {
        float[] w = work;
        for (int n = 0; n < frames; n++) {
            w[X + n] = Math.max(-1f, Math.min(1f, in[offset + n]));
        }
        split(samples);
        if (hasNaN(samples)) {
            for (int n = X; n < X + frames; n++) {
                w[n] = Float.isNaN(w[n]) ? 0 : w[n];
            }
            split(samples);
        }
        System.arraycopy(w, X + frames - history, w, X - history, history);
    }

    private void split(float[] samples) {
        float[] w = work;
        if (subbands == 8) {
            window8(w, frames);
            for (int n = 0; n < frames; n += 8) {
                CosineTransform.idct8(w, HIGH + n, LOW + n, samples, n);
            }
        } else {
            window4(w, frames);
            for (int n = 0; n < frames; n += 4) {
                CosineTransform.idct4(w, HIGH + n, LOW + n, samples, n);
            }
        }
    }

    /** Each frame that is new is part of all of its block's subband samples, so a look at the lowest shows a NaN. */
    private boolean hasNaN(float[] samples) {
        float sum = 0;
        for (int n = 0; n < frames; n += subbands) {
            sum += samples[n];
        }
        return Float.isNaN(sum);
    }

    private static void window8(float[] w, int frames) {
        for (int n = 0; n < frames; n++) {
            w[LOW + n] = w[C + n] * w[X + n] + w[C + 2 * MAX_FRAME + n] * w[X - 16 + n];
        }
        for (int n = 0; n < frames; n++) {
            w[LOW + n] += w[C + 4 * MAX_FRAME + n] * w[X - 32 + n] + w[C + 6 * MAX_FRAME + n] * w[X - 48 + n];
        }
        for (int n = 0; n < frames; n++) {
            w[LOW + n] += w[C + 8 * MAX_FRAME + n] * w[X - 64 + n];
        }
        for (int n = 0; n < frames; n++) {
            w[HIGH + n] = w[C + MAX_FRAME + n] * w[X - 8 + n] + w[C + 3 * MAX_FRAME + n] * w[X - 24 + n];
        }
        for (int n = 0; n < frames; n++) {
            w[HIGH + n] += w[C + 5 * MAX_FRAME + n] * w[X - 40 + n] + w[C + 7 * MAX_FRAME + n] * w[X - 56 + n];
        }
        for (int n = 0; n < frames; n++) {
            w[HIGH + n] += w[C + 9 * MAX_FRAME + n] * w[X - 72 + n];
        }
    }

    private static void window4(float[] w, int frames) {
        for (int n = 0; n < frames; n++) {
            w[LOW + n] = w[C + n] * w[X + n] + w[C + 2 * MAX_FRAME + n] * w[X - 8 + n];
        }
        for (int n = 0; n < frames; n++) {
            w[LOW + n] += w[C + 4 * MAX_FRAME + n] * w[X - 16 + n] + w[C + 6 * MAX_FRAME + n] * w[X - 24 + n];
        }
        for (int n = 0; n < frames; n++) {
            w[LOW + n] += w[C + 8 * MAX_FRAME + n] * w[X - 32 + n];
        }
        for (int n = 0; n < frames; n++) {
            w[HIGH + n] = w[C + MAX_FRAME + n] * w[X - 4 + n] + w[C + 3 * MAX_FRAME + n] * w[X - 12 + n];
        }
        for (int n = 0; n < frames; n++) {
            w[HIGH + n] += w[C + 5 * MAX_FRAME + n] * w[X - 20 + n] + w[C + 7 * MAX_FRAME + n] * w[X - 28 + n];
        }
        for (int n = 0; n < frames; n++) {
            w[HIGH + n] += w[C + 9 * MAX_FRAME + n] * w[X - 36 + n];
        }
    }
}
