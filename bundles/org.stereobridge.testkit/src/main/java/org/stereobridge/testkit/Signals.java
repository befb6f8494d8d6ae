package org.stereobridge.testkit;

import java.util.Random;

/** Test signals, full scale +-1. */
public final class Signals {

    private Signals() {
    }

    public static float[] sine(double frequencyHz, double amplitude, int rateHz, int frames) {
        float[] out = new float[frames];
        for (int n = 0; n < frames; n++) {
            out[n] = (float) (amplitude * Math.sin(2 * Math.PI * frequencyHz * n / rateHz));
        }
        return out;
    }

    /** White noise, even between +-{@code amplitude}; the same for the same seed. */
    public static float[] noise(long seed, double amplitude, int frames) {
        var random = new Random(seed);
        float[] out = new float[frames];
        for (int n = 0; n < frames; n++) {
            out[n] = (float) (amplitude * (2 * random.nextDouble() - 1));
        }
        return out;
    }

    /** Noise with a falling spectrum, as music has: a sum of one-pole low-passes. */
    public static float[] music(long seed, double amplitude, int frames) {
        var random = new Random(seed);
        float[] out = new float[frames];
        double slow = 0;
        double fast = 0;
        for (int n = 0; n < frames; n++) {
            double white = 2 * random.nextDouble() - 1;
            slow += 0.01 * (white - slow);
            fast += 0.2 * (white - fast);
            out[n] = (float) (amplitude * Math.max(-1, Math.min(1, 5 * slow + fast + 0.05 * white)));
        }
        return out;
    }

    /** Signal-to-noise ratio of {@code actual} in dB, where {@code expected} is the truth. */
    public static double snrDb(float[] expected, int expectedFrame, float[] actual, int actualFrame, int frames) {
        double signal = 0;
        double noise = 0;
        for (int n = 0; n < frames; n++) {
            double truth = expected[expectedFrame + n];
            double error = actual[actualFrame + n] - truth;
            signal += truth * truth;
            noise += error * error;
        }
        return 10 * Math.log10(signal / noise);
    }
}
