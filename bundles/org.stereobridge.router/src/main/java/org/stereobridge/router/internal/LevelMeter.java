package org.stereobridge.router.internal;

import org.stereobridge.dsp.Levels;

/** A peak meter that falls by 20 dB a second. Written by the audio thread; what others read may be a packet old. */
final class LevelMeter {

    private static final double FALL_DB_PER_S = 20;

    private final float fallPerFrame;

    private float level;

    LevelMeter(int rateHz) {
        fallPerFrame = (float) (FALL_DB_PER_S / rateHz / 20 * Math.log(10));
    }

    void measure(float[] samples, int offset, int frames) {
        float fallen = level * (float) Math.exp(-fallPerFrame * frames);
        level = Math.max(fallen, Levels.peak(samples, offset, frames));
    }

    double db() {
        return Levels.toDb(level);
    }
}
