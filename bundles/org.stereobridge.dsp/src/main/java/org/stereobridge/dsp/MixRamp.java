package org.stereobridge.dsp;

/** Mixes two channels into one, with gains that change without a click. */
public final class MixRamp {

    private MixRamp() {
    }

    /**
     * Writes {@code l0 * left + r0 * right} before {@code rampStart}, {@code l1 * left + r1 * right} from
     * {@code rampEnd} on, and a raised-cosine way from one to the other between.
     *
     * @param rampStart in frames from {@code offset}; like {@code rampEnd} it may lie outside of this call's frames
     */
    public static void mix(float[] left, float[] right, int offset, float l0, float r0, float l1, float r1,
            int rampStart, int rampEnd, float[] out, int outOffset, int frames) {
        if (l0 == l1 && r0 == r1) {
            plain(left, right, offset, l0, r0, out, outOffset, frames);
            return;
        }
        int before = Math.max(0, Math.min(frames, rampStart));
        int after = Math.max(before, Math.min(frames, rampEnd));
        plain(left, right, offset, l0, r0, out, outOffset, before);
        for (int n = before; n < after; n++) {
            double way = (double) (n - rampStart) / (rampEnd - rampStart);
            float part = (float) (0.5 - 0.5 * Math.cos(Math.PI * way));
            out[outOffset + n] = (l0 + part * (l1 - l0)) * left[offset + n]
                    + (r0 + part * (r1 - r0)) * right[offset + n];
        }
        plain(left, right, offset + after, l1, r1, out, outOffset + after, frames - after);
    }

    private static void plain(float[] left, float[] right, int offset, float l, float r, float[] out, int outOffset,
            int frames) {
        for (int n = 0; n < frames; n++) {
            out[outOffset + n] = l * left[offset + n] + r * right[offset + n];
        }
    }
}
