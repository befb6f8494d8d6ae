package org.stereobridge.codec.sbc.internal;

/**
 * The synthesis filter bank of one channel (A2DP, appendix B, "Synthesis subband filter"), a codecFrame at a time.
 *
 * <p>With M subbands, block t of the specification's V[k] = sum of cos((i+1/2)(k+M/2) pi/M) S[i] holds, but for signs,
 * only the M values c[m] of a DCT-II: V[0..M-1] are c[M/2], .. c[M-1], 0, -c[M-1], .. -c[M/2+1] and V[M..2M-1] are
 * -c[M/2], .. -c[0], .. -c[M/2-1]. Both halves are kept as streams of M values a block, a and b (signs in the window
 * D = -M C), and sample n of a frame becomes
 *
 * <p>x[n] = sum over i = 0..4 of D[2iM + n mod M] a[n - 2iM] + D[(2i+1)M + n mod M] b[n - (2i+1)M].
 *
 * <p>Each of the ten terms runs through memory in steps of one and the window is repeated for the whole frame, so that
 * the loops become vector code. A loop takes two terms because HotSpot unrolls, and so vectorises, only short ones: one
 * loop of all ten takes three to four times as long.
 */
final class SynthesisFilter extends FilterBank {

    private static final int STREAM = MAX_HISTORY + MAX_FRAME;
    private static final int A = MAX_HISTORY;
    private static final int B = A + STREAM;
    private static final int OUT = B + MAX_FRAME;
    private static final int D = OUT + MAX_FRAME;

    SynthesisFilter(int subbands, int blocks) {
        super(subbands, blocks, D, window(subbands));
    }

    private static double[] window(int subbands) {
        double[] c = Prototype.coefficients(subbands);
        double[] window = new double[c.length];
        for (int i = 0; i < c.length; i++) {
            boolean isNegative = i / subbands % 2 == 1 || i % subbands > subbands / 2;
            double d = -subbands * c[i] / Pcm.FULL_SCALE;
            window[i] = isNegative ? -d : d;
        }
        return window;
    }

    /**
     * Turns the subband samples of one codecFrame to audio.
     *
     * @param samples block by block, M subbands each, of 16-bit range
     * @param out full scale +-1
     */
    void process(float[] samples, float[] out, int offset) {
        float[] w = work;
        if (subbands == 8) {
            for (int n = 0; n < frames; n += 8) {
                CosineTransform.dct8(samples, n, w, A + n, B + n);
            }
            window8(w, frames);
        } else {
            for (int n = 0; n < frames; n += 4) {
                CosineTransform.dct4(samples, n, w, A + n, B + n);
            }
            window4(w, frames);
        }
        System.arraycopy(w, OUT, out, offset, frames);
        System.arraycopy(w, A + frames - history, w, A - history, history);
        System.arraycopy(w, B + frames - history, w, B - history, history);
    }

    private static void window8(float[] w, int frames) {
        for (int n = 0; n < frames; n++) {
            w[OUT + n] = w[D + n] * w[A + n] + w[D + MAX_FRAME + n] * w[B - 8 + n];
        }
        for (int n = 0; n < frames; n++) {
            w[OUT + n] += w[D + 2 * MAX_FRAME + n] * w[A - 16 + n] + w[D + 3 * MAX_FRAME + n] * w[B - 24 + n];
        }
        for (int n = 0; n < frames; n++) {
            w[OUT + n] += w[D + 4 * MAX_FRAME + n] * w[A - 32 + n] + w[D + 5 * MAX_FRAME + n] * w[B - 40 + n];
        }
        for (int n = 0; n < frames; n++) {
            w[OUT + n] += w[D + 6 * MAX_FRAME + n] * w[A - 48 + n] + w[D + 7 * MAX_FRAME + n] * w[B - 56 + n];
        }
        for (int n = 0; n < frames; n++) {
            w[OUT + n] += w[D + 8 * MAX_FRAME + n] * w[A - 64 + n] + w[D + 9 * MAX_FRAME + n] * w[B - 72 + n];
        }
    }

    private static void window4(float[] w, int frames) {
        for (int n = 0; n < frames; n++) {
            w[OUT + n] = w[D + n] * w[A + n] + w[D + MAX_FRAME + n] * w[B - 4 + n];
        }
        for (int n = 0; n < frames; n++) {
            w[OUT + n] += w[D + 2 * MAX_FRAME + n] * w[A - 8 + n] + w[D + 3 * MAX_FRAME + n] * w[B - 12 + n];
        }
        for (int n = 0; n < frames; n++) {
            w[OUT + n] += w[D + 4 * MAX_FRAME + n] * w[A - 16 + n] + w[D + 5 * MAX_FRAME + n] * w[B - 20 + n];
        }
        for (int n = 0; n < frames; n++) {
            w[OUT + n] += w[D + 6 * MAX_FRAME + n] * w[A - 24 + n] + w[D + 7 * MAX_FRAME + n] * w[B - 28 + n];
        }
        for (int n = 0; n < frames; n++) {
            w[OUT + n] += w[D + 8 * MAX_FRAME + n] * w[A - 32 + n] + w[D + 9 * MAX_FRAME + n] * w[B - 36 + n];
        }
    }
}
