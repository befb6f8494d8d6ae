package org.stereobridge.router.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;

/** What a speaker is heard to play, against what was played to it; 16-bit samples, so to within two steps. */
final class Heard {

    static final float QUANTUM = 2f / 32_768;

    private Heard() {
    }

    /** All of it, this late. */
    static void assertHeard(float[] played, float[] heard, int delay) {
        assertHeard(played, heard, delay, 0, played.length - delay);
    }

    /** The frames {@code from} to {@code to} of what was played, this late. */
    static void assertHeard(float[] played, float[] heard, int delay, int from, int to) {
        assertHeardAt(played, heard, from + delay, from, to);
    }

    /** The frames {@code from} to {@code to} of what was played, from frame {@code at} of what was heard. */
    static void assertHeardAt(float[] played, float[] heard, int at, int from, int to) {
        assertArrayEquals(Arrays.copyOfRange(played, from, to), Arrays.copyOfRange(heard, at, at + to - from), QUANTUM);
    }

    static void assertSilent(float[] heard, int at, int frames) {
        assertEquals(0, peak(Arrays.copyOfRange(heard, at, at + frames), 0), QUANTUM);
    }

    static double peak(float[] samples, int from) {
        double peak = 0;
        for (int n = from; n < samples.length; n++) {
            peak = Math.max(peak, Math.abs(samples[n]));
        }
        return peak;
    }

    /** Where in what was heard this part of what was played begins, or -1. */
    static int find(float[] heard, float[] played, int from, int frames) {
        for (int at = 0; at + frames <= heard.length; at++) {
            int n = 0;
            while (n < frames && Math.abs(heard[at + n] - played[from + n]) < QUANTUM) {
                n++;
            }
            if (n == frames) {
                return at;
            }
        }
        return -1;
    }
}
