package org.stereobridge.codec.sbc.internal;

/**
 * The cosine modulation of SBC's filter banks by DCTs of 4 and 8 points, even and odd part apart.
 *
 * <p>C&lt;k&gt; is cos(k pi/16).
 */
final class CosineTransform {

    private static final float C1 = (float) Math.cos(Math.PI / 16);
    private static final float C2 = (float) Math.cos(2 * Math.PI / 16);
    private static final float C3 = (float) Math.cos(3 * Math.PI / 16);
    private static final float C4 = (float) Math.cos(4 * Math.PI / 16);
    private static final float C5 = (float) Math.cos(5 * Math.PI / 16);
    private static final float C6 = (float) Math.cos(6 * Math.PI / 16);
    private static final float C7 = (float) Math.cos(7 * Math.PI / 16);

    private CosineTransform() {
    }

    /**
     * DCT-II, c[m] = sum of s[i] cos((2i+1) m pi/16), unfolded for the synthesis window: to {@code a} go
     * c4 c5 c6 c7 0 c7 c6 c5, to {@code b} c4 c3 c2 c1 c0 c1 c2 c3.
     */
    static void dct8(float[] s, int offset, float[] out, int a, int b) {
        float s0 = s[offset];
        float s1 = s[offset + 1];
        float s2 = s[offset + 2];
        float s3 = s[offset + 3];
        float s4 = s[offset + 4];
        float s5 = s[offset + 5];
        float s6 = s[offset + 6];
        float s7 = s[offset + 7];
        float d0 = s0 - s7;
        float d1 = s1 - s6;
        float d2 = s2 - s5;
        float d3 = s3 - s4;
        s0 += s7;
        s1 += s6;
        s2 += s5;
        s3 += s4;
        float p0 = s0 + s3;
        float p1 = s1 + s2;
        float q0 = s0 - s3;
        float q1 = s1 - s2;
        float c1 = d0 * C1 + d1 * C3 + d2 * C5 + d3 * C7;
        float c2 = q0 * C2 + q1 * C6;
        float c3 = d0 * C3 - d1 * C7 - d2 * C1 - d3 * C5;
        float c4 = (p0 - p1) * C4;
        float c5 = d0 * C5 - d1 * C1 + d2 * C7 + d3 * C3;
        float c6 = q0 * C6 - q1 * C2;
        float c7 = d0 * C7 - d1 * C5 + d2 * C3 - d3 * C1;
        out[a] = c4;
        out[a + 1] = c5;
        out[a + 2] = c6;
        out[a + 3] = c7;
        out[a + 4] = 0;
        out[a + 5] = c7;
        out[a + 6] = c6;
        out[a + 7] = c5;
        out[b] = c4;
        out[b + 1] = c3;
        out[b + 2] = c2;
        out[b + 3] = c1;
        out[b + 4] = p0 + p1;
        out[b + 5] = c1;
        out[b + 6] = c2;
        out[b + 7] = c3;
    }

    /** As {@link #dct8} with c[m] = sum of s[i] cos((2i+1) m pi/8): c2 c3 0 c3 and c2 c1 c0 c1. */
    static void dct4(float[] s, int offset, float[] out, int a, int b) {
        float s0 = s[offset];
        float s1 = s[offset + 1];
        float s2 = s[offset + 2];
        float s3 = s[offset + 3];
        float d0 = s0 - s3;
        float d1 = s1 - s2;
        s0 += s3;
        s1 += s2;
        float c1 = d0 * C2 + d1 * C6;
        float c2 = (s0 - s1) * C4;
        float c3 = d0 * C6 - d1 * C2;
        out[a] = c2;
        out[a + 1] = c3;
        out[a + 2] = 0;
        out[a + 3] = c3;
        out[b] = c2;
        out[b + 1] = c1;
        out[b + 2] = s0 + s1;
        out[b + 3] = c1;
    }

    /**
     * Folds y[0..15] of the analysis window to z[0..7] and gives the DCT-III
     * s[i] = sum of z[m] cos((2i+1) m pi/16). The window's results come reversed: y[15 - k] is at {@code high + k},
     * y[7 - k] at {@code low + k}.
     */
    static void idct8(float[] y, int high, int low, float[] s, int offset) {
        float z0 = y[low + 3];
        float z1 = y[low + 2] + y[low + 4];
        float z2 = y[low + 1] + y[low + 5];
        float z3 = y[low] + y[low + 6];
        float z4 = y[high + 7] + y[low + 7];
        float z5 = y[high + 6] - y[high];
        float z6 = y[high + 5] - y[high + 1];
        float z7 = y[high + 4] - y[high + 2];
        float r = z4 * C4;
        float p = z0 + r;
        float q = z0 - r;
        float u = z2 * C2 + z6 * C6;
        float v = z2 * C6 - z6 * C2;
        float e0 = p + u;
        float e1 = q + v;
        float e2 = q - v;
        float e3 = p - u;
        float o0 = z1 * C1 + z3 * C3 + z5 * C5 + z7 * C7;
        float o1 = z1 * C3 - z3 * C7 - z5 * C1 - z7 * C5;
        float o2 = z1 * C5 - z3 * C1 + z5 * C7 + z7 * C3;
        float o3 = z1 * C7 - z3 * C5 + z5 * C3 - z7 * C1;
        s[offset] = e0 + o0;
        s[offset + 1] = e1 + o1;
        s[offset + 2] = e2 + o2;
        s[offset + 3] = e3 + o3;
        s[offset + 4] = e3 - o3;
        s[offset + 5] = e2 - o2;
        s[offset + 6] = e1 - o1;
        s[offset + 7] = e0 - o0;
    }

    /** As {@link #idct8} for y[0..7]: y[7 - k] is at {@code high + k}, y[3 - k] at {@code low + k}. */
    static void idct4(float[] y, int high, int low, float[] s, int offset) {
        float z0 = y[low + 1];
        float z1 = y[low] + y[low + 2];
        float z2 = y[high + 3] + y[low + 3];
        float z3 = y[high + 2] - y[high];
        float r = z2 * C4;
        float p = z0 + r;
        float q = z0 - r;
        float u = z1 * C2 + z3 * C6;
        float v = z1 * C6 - z3 * C2;
        s[offset] = p + u;
        s[offset + 1] = q + v;
        s[offset + 2] = q - v;
        s[offset + 3] = p - u;
    }
}
