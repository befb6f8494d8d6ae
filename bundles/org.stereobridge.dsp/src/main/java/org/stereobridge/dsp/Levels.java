package org.stereobridge.dsp;

/** Amplitudes and decibels. */
public final class Levels {

    private static final double FLOOR_DB = -120;

    private Levels() {
    }

    /** The largest magnitude, 0 for no frames; NaN where a sample is NaN. */
    public static float peak(float[] in, int offset, int frames) {
        float peak = 0;
        for (int n = offset; n < offset + frames; n++) {
            peak = Math.max(peak, Math.abs(in[n]));
        }
        return peak;
    }

    /** 20 log10 of the amplitude, not below -120. */
    public static double toDb(double amplitude) {
        return amplitude > 0 ? Math.max(FLOOR_DB, 20 * Math.log10(amplitude)) : FLOOR_DB;
    }

    /** The amplitude of a level in dB. */
    public static double fromDb(double db) {
        return Math.pow(10, db / 20);
    }
}
