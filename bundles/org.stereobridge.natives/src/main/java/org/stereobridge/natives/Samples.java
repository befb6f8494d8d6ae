package org.stereobridge.natives;

/** Samples of full scale +-1 as whole numbers: the nearest, without dither; what is beyond is clipped, NaN is 0. */
public final class Samples {

    private static final float TO_INT16 = 1 << 15;
    private static final float TO_INT24 = 1 << 23;

    private Samples() {
    }

    public static short int16(float sample) {
        int rounded = (int) Math.rint(sample * TO_INT16);
        return (short) Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, rounded));
    }

    /** In the low 24 bits, with their sign above. */
    public static int int24(float sample) {
        int rounded = (int) Math.rint(sample * TO_INT24);
        return Math.max(-(1 << 23), Math.min((1 << 23) - 1, rounded));
    }
}
