package org.stereobridge.simulator.internal.music.piece;

import java.util.Random;

/**
 * A voice that speaks no language: harmonics of a pitch that moves, weighted by the formants of vowels, and the noise
 * of consonants in front of them.
 */
final class Speech implements Canvas.Voice {

    /** Vowels by their three lowest formants, in Hz, of a man's voice: Peterson and Barney, 1952. */
    enum Vowel {
        AH(730, 1090, 2440), EE(270, 2290, 3010), OO(300, 870, 2240), EH(530, 1840, 2480), AW(570, 840, 2410);

        private final double[] formantsHz;

        Vowel(double... formantsHz) {
            this.formantsHz = formantsHz;
        }
    }

    /**
     * A part of a word.
     *
     * @param isSharp begins with an s rather than with a hum
     * @param pitch times the voice's own
     */
    record Syllable(Vowel vowel, boolean isSharp, double pitch, double seconds) {
    }

    private static final double CONSONANT_SECONDS = 0.075;
    private static final double GLIDE_SECONDS = 0.05;
    private static final double BANDWIDTH_HZ = 110;
    private static final double[] FORMANT_GAINS = {1, 0.55, 0.3};
    private static final double HIGHEST_HZ = 5000;
    private static final int CONTROL = 32;

    private final Syllable[] syllables;
    private final double pitchHz;
    private final double size;
    private final Random random;
    private final double stepSeconds;
    private final double[] gains;
    private final double[] targets;
    private int sample;
    private double phase;
    private double hz;
    private double noise;

    /** @param size 1 for a man's formants, more for a smaller head */
    Speech(int rateHz, Random random, double pitchHz, double size, Syllable... syllables) {
        this.syllables = syllables.clone();
        this.pitchHz = pitchHz;
        this.size = size;
        this.random = random;
        stepSeconds = 1.0 / rateHz;
        gains = new double[(int) (HIGHEST_HZ / (0.7 * pitchHz))];
        targets = new double[gains.length];
        hz = pitchHz;
    }

    double seconds() {
        double sum = 0;
        for (Syllable syllable : syllables) {
            sum += syllable.seconds();
        }
        return sum;
    }

    @Override
    public double at(double seconds) {
        double start = 0;
        int index = 0;
        while (index < syllables.length - 1 && seconds >= start + syllables[index].seconds()) {
            start += syllables[index++].seconds();
        }
        Syllable syllable = syllables[index];
        double t = seconds - start;
        if (sample++ % CONTROL == 0) {
            Syllable before = syllables[Math.max(0, index - 1)];
            aim(before, syllable, Math.min(1, t / GLIDE_SECONDS));
        }
        double white = 2 * random.nextDouble() - 1;
        double hiss = white - noise;
        noise = white;
        double voiced = voiced(syllable, t);
        double rise = Math.min(1, syllable.isSharp() ? Math.max(0, (t - CONSONANT_SECONDS) / 0.02) : t / 0.03);
        double fall = Math.min(1, Math.max(0, (syllable.seconds() - t) / 0.05));
        double consonant = syllable.isSharp() && t < CONSONANT_SECONDS
                ? 0.16 * hiss * Math.sin(Math.PI * t / CONSONANT_SECONDS) : 0;
        return rise * fall * voiced + consonant;
    }

    private double voiced(Syllable syllable, double t) {
        double wanted = pitchHz * syllable.pitch() * (1 + 0.05 * Math.cos(Math.PI * t / syllable.seconds())
                + 0.006 * Math.sin(2 * Math.PI * 5.5 * t));
        hz += 0.002 * (wanted - hz);
        phase += 2 * Math.PI * hz * stepSeconds;
        // Harmonics by Chebyshev's recurrence, which needs one sine and one cosine for all of them.
        double cos = 2 * Math.cos(phase);
        double last = 0;
        double now = Math.sin(phase);
        double sum = 0;
        for (int k = 0; k < gains.length; k++) {
            gains[k] += 0.01 * (targets[k] - gains[k]);
            sum += gains[k] * now;
            double next = cos * now - last;
            last = now;
            now = next;
        }
        return sum;
    }

    private void aim(Syllable from, Syllable to, double part) {
        for (int k = 0; k < targets.length; k++) {
            double at = (k + 1) * hz;
            double gain = 0;
            for (int f = 0; f < FORMANT_GAINS.length; f++) {
                double formant = size * (from.vowel().formantsHz[f] * (1 - part) + to.vowel().formantsHz[f] * part);
                double off = (at - formant) / BANDWIDTH_HZ;
                gain += FORMANT_GAINS[f] / (1 + off * off);
            }
            targets[k] = gain / Math.sqrt(k + 1.0);
        }
    }
}
