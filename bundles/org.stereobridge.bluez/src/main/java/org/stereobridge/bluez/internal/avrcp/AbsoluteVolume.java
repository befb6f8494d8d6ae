package org.stereobridge.bluez.internal.avrcp;

/**
 * AVRCP's absolute volume, 0-127 (AVRCP 1.6, 6.13.2), as a gain. The specification leaves the curve to the sink; the
 * cube of the knob is what most have, and what Linux desktops do: half way is -18 dB.
 */
final class AbsoluteVolume {

    static final int MOST = 127;
    static final double LEAST_DB = -80;

    private static final double DB_A_DECADE = 60;

    private AbsoluteVolume() {
    }

    /** @param volume what is beyond 0-127 counts as the nearest */
    static double db(long volume) {
        double knob = Math.max(0, Math.min(MOST, volume)) / (double) MOST;
        return Math.max(LEAST_DB, DB_A_DECADE * Math.log10(knob));
    }

    static int volume(double db) {
        return db <= LEAST_DB ? 0 : (int) Math.round(MOST * Math.min(1, Math.pow(10, db / DB_A_DECADE)));
    }
}
