package org.stereobridge.simulator.internal.music.piece;

import java.util.Random;

/** What the bundled piece is played on. */
final class Instruments {

    private static final double A4_HZ = 440;
    private static final int A4_NOTE = 69;
    private static final double ATTACK_SECONDS = 0.004;

    private Instruments() {
    }

    /** The frequency of a MIDI note. */
    static double hz(double note) {
        return A4_HZ * Math.pow(2, (note - A4_NOTE) / 12);
    }

    /** A struck string: one sine bends another's phase, less and less. */
    static Canvas.Voice pluck(double hz, double decaySeconds) {
        double w = 2 * Math.PI * hz;
        return t -> {
            double fall = Math.exp(-t / decaySeconds);
            double bend = 2.2 * fall * fall * Math.sin(w * t) + 0.5 * Math.exp(-t / 0.05) * Math.sin(7 * w * t);
            return attack(t) * fall * Math.sin(w * t + bend);
        };
    }

    /** A bell, whose partials do not fit the octave. */
    static Canvas.Voice bell(double hz, double decaySeconds) {
        double w = 2 * Math.PI * hz;
        return t -> {
            double fall = Math.exp(-t / decaySeconds);
            return attack(t) * (fall * Math.sin(w * t + 1.3 * fall * Math.sin(3.51 * w * t))
                    + 0.25 * Math.exp(-t / (0.3 * decaySeconds)) * Math.sin(5.41 * w * t));
        };
    }

    static Canvas.Voice bass(double hz, double seconds) {
        double w = 2 * Math.PI * hz;
        return t -> attack(t) * release(t, seconds, 0.06) * Math.exp(-t / 1.4)
                * (Math.sin(w * t) + 0.45 * Math.sin(2 * w * t) + 0.2 * Math.exp(-t / 0.2) * Math.sin(3 * w * t));
    }

    /** A soft, broad sound: two sets of harmonics that beat. */
    static Canvas.Voice pad(double hz, double seconds) {
        double w = 2 * Math.PI * hz;
        return t -> {
            double sum = 0;
            for (int k = 1; k <= 6; k++) {
                sum += (Math.sin(k * w * t) + Math.sin(k * w * 1.0031 * t + k)) / (k * k);
            }
            return sum * Math.min(1, t / 0.7) * release(t, seconds, 0.9);
        };
    }

    static Canvas.Voice kick() {
        // The phase is the integral of 46 + 110 exp(-t / 0.035) Hz.
        return t -> attack(t) * Math.exp(-t / 0.16)
                * Math.sin(2 * Math.PI * (46 * t + 110 * 0.035 * (1 - Math.exp(-t / 0.035))));
    }

    static Canvas.Voice tom(double hz) {
        return t -> attack(t) * Math.exp(-t / 0.22)
                * Math.sin(2 * Math.PI * hz * (t + 0.03 * (1 - Math.exp(-t / 0.05))));
    }

    /** Noise without its low part; the shorter, the more like a closed hi-hat. */
    static Canvas.Voice hat(Random random, double decaySeconds) {
        double[] before = new double[2];
        return t -> {
            double white = 2 * random.nextDouble() - 1;
            double edge = white - 2 * before[0] + before[1];
            before[1] = before[0];
            before[0] = white;
            return Math.min(1, t / 0.0008) * Math.exp(-t / decaySeconds) * 0.4 * edge;
        };
    }

    /** A clap: three short bursts and a tail. */
    static Canvas.Voice clap(Random random) {
        double[] low = new double[1];
        return t -> {
            double white = 2 * random.nextDouble() - 1;
            low[0] += 0.55 * (white - low[0]);
            double bursts = t < 0.03 ? Math.exp(-(t % 0.01) / 0.004) : Math.exp(-(t - 0.03) / 0.06);
            return bursts * (low[0] - 0.3 * white);
        };
    }

    /** A sine that glides evenly in octaves. */
    static Canvas.Voice sweep(double fromHz, double toHz, double seconds) {
        double rate = Math.log(toHz / fromHz) / seconds;
        return t -> Math.min(1, t / 0.15) * release(t, seconds, 0.15)
                * Math.sin(2 * Math.PI * fromHz * Math.expm1(rate * t) / rate);
    }

    private static double attack(double t) {
        return t < ATTACK_SECONDS ? t / ATTACK_SECONDS : 1;
    }

    private static double release(double t, double seconds, double over) {
        return t > seconds - over ? Math.max(0, (seconds - t) / over) : 1;
    }
}
