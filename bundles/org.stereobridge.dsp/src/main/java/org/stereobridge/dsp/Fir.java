package org.stereobridge.dsp;

import java.util.Arrays;

/** The inner loop of everything that filters with {@link WindowedSinc}. */
final class Fir {

    private static final int STRIP = 256;
    private static final int TAPS_AT_ONCE = 8;

    private Fir() {
    }

    /**
     * out[n] = sum over k of taps[k] in[n + k], from the offsets. Samples run in the inner loop, over strips that stay
     * in the first-level cache: HotSpot vectorises that, but no sum over taps, whose order it must keep.
     */
    static void apply(float[] taps, float[] in, int inOffset, float[] out, int outOffset, int frames) {
        Arrays.fill(out, outOffset, outOffset + frames, 0);
        for (int start = 0; start < frames; start += STRIP) {
            int length = Math.min(STRIP, frames - start);
            for (int k = 0; k < WindowedSinc.TAPS; k += TAPS_AT_ONCE) {
                add(taps, k, in, inOffset + start + k, out, outOffset + start, length);
            }
        }
    }

    private static void add(float[] taps, int k, float[] in, int from, float[] out, int to, int length) {
        float t0 = taps[k];
        float t1 = taps[k + 1];
        float t2 = taps[k + 2];
        float t3 = taps[k + 3];
        float t4 = taps[k + 4];
        float t5 = taps[k + 5];
        float t6 = taps[k + 6];
        float t7 = taps[k + 7];
        for (int n = 0; n < length; n++) {
            out[to + n] += t0 * in[from + n] + t1 * in[from + n + 1] + t2 * in[from + n + 2] + t3 * in[from + n + 3]
                    + t4 * in[from + n + 4] + t5 * in[from + n + 5] + t6 * in[from + n + 6] + t7 * in[from + n + 7];
        }
    }
}
