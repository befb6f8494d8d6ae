package org.stereobridge.codec.sbc.internal;

import java.util.Arrays;

/**
 * What the two filter banks have in common: their streams and, behind these, the window, all in one array.
 *
 * <p>The window of each tap is repeated for the whole frame so that a term of the filter is a loop in steps of one,
 * which becomes vector code. HotSpot does so within one array only where all distances are constants: the loops
 * are written out for 4 and for 8 subbands because with M as a variable the codec takes 1.6 times as long.
 */
abstract class FilterBank {

    static final int MAX_FRAME = 128;
    static final int MAX_HISTORY = 72;

    final int subbands;
    final int frames;
    final int history;
    final float[] work;

    private final int window;

    /**
     * @param window where in {@link #work} the window begins; the streams are before it
     * @param coefficients M for each tap, in the order of the frames
     */
    FilterBank(int subbands, int blocks, int window, double[] coefficients) {
        this.subbands = subbands;
        this.window = window;
        frames = subbands * blocks;
        history = (Prototype.TAPS - 1) * subbands;
        work = new float[window + Prototype.TAPS * MAX_FRAME];
        for (int tap = 0; tap < Prototype.TAPS; tap++) {
            for (int n = 0; n < frames; n++) {
                work[window + tap * MAX_FRAME + n] = (float) coefficients[tap * subbands + n % subbands];
            }
        }
    }

    final void reset() {
        Arrays.fill(work, 0, window, 0);
    }
}
