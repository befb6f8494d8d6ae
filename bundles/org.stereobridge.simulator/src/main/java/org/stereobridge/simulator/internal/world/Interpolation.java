package org.stereobridge.simulator.internal.world;

import org.stereobridge.dsp.WindowedSinc;

/**
 * Reads a signal at another sampling rate, 44.1 or 48 kHz. What lies above 22.05 kHz comes back mirrored; music has
 * next to nothing there.
 */
final class Interpolation {

    private Interpolation() {
    }

    /** Writes the value at {@code position + n * step} for each n; the samples around each must be there. */
    static void process(float[] in, double position, double step, float[] out, int offset, int frames) {
        var taps = new float[WindowedSinc.TAPS];
        for (int n = 0; n < frames; n++) {
            double at = position + n * step;
            int whole = (int) Math.floor(at);
            WindowedSinc.coefficients(at - whole, taps);
            float sum = 0;
            for (int k = 0; k < taps.length; k++) {
                sum += taps[k] * in[whole - WindowedSinc.BEFORE + k];
            }
            out[offset + n] = sum;
        }
    }
}
