package org.stereobridge.simulator.internal.music.piece;

import java.util.Random;
import org.stereobridge.simulator.internal.music.piece.Speech.Syllable;
import org.stereobridge.simulator.internal.music.piece.Speech.Vowel;

/**
 * The bundled piece, one minute: bells that name the channels, strings on the left and bells on the right over a bass,
 * drums to and fro, a sweep up on the left and down on the right, two voices that talk across the room, and all of
 * them together. Between the parts it is silent.
 */
final class Piece {

    static final String TITLE = "Two Rooms (bundled)";

    private static final double BEAT = 0.6;
    private static final double BAR = 4 * BEAT;
    private static final int BARS = 25;
    private static final double PEAK = 0.7;
    private static final long SEED = 1947;

    /** Chords of a bar each, by MIDI notes: D, B minor, G, A with a fourth. */
    private static final int[][] CHORDS = {
        {50, 57, 62, 66, 69, 73}, {47, 54, 62, 66, 69, 74}, {43, 55, 59, 62, 66, 71}, {45, 52, 57, 62, 64, 69}};
    /** The tune, a row a bar: eighths as MIDI notes, 0 for a rest. */
    private static final int[][] TUNE = {
        {78, 0, 81, 0, 85, 83, 81, 0}, {78, 0, 0, 76, 74, 0, 76, 78}, {79, 0, 83, 0, 81, 79, 78, 0},
        {76, 0, 74, 76, 81, 0, 0, 0}};
    private static final int[] PATTERN = {0, 2, 3, 4, 5, 4, 3, 2};

    private final Canvas canvas;
    private final Random random = new Random(SEED);

    private Piece(int rateHz) {
        canvas = new Canvas(rateHz, BARS * BAR);
    }

    static Canvas play(int rateHz) {
        Piece piece = new Piece(rateHz);
        piece.compose();
        return piece.canvas;
    }

    private void compose() {
        nameChannels();
        for (int bar = 1; bar <= 6; bar++) {
            strings(bar, 0.30);
            bass(bar);
            if (bar >= 3) {
                tune(bar, 0.3);
                pad(bar);
            }
        }
        drums(7, 0.42);
        drums(8, 0.42);
        talk();
        for (int bar = 17; bar <= 22; bar++) {
            strings(bar, 0.26);
            bass(bar);
            tune(bar, 0.27);
            pad(bar);
            drums(bar, 0.26);
        }
        chordAtEnd();
        Room.add(canvas.left, canvas.rateHz, 1, 0.10f);
        Room.add(canvas.right, canvas.rateHz, 1.13, 0.10f);
        canvas.blockDc();
        canvas.fadeOut(1.5);
        // After the room, so that the silence in front of it stays and its ends are those of the sweep.
        sweeps(9.75 * BAR);
        canvas.normalise(PEAK);
    }

    private void nameChannels() {
        canvas.add(BEAT, 1.8, -1, 0.35, Instruments.bell(Instruments.hz(81), 0.5));
        canvas.add(2.5 * BEAT, 1.8, 1, 0.35, Instruments.bell(Instruments.hz(86), 0.5));
    }

    private void strings(int bar, double gain) {
        int[] chord = CHORDS[(bar - 1) % CHORDS.length];
        for (int eighth = 0; eighth < PATTERN.length; eighth++) {
            double accent = eighth % 4 == 0 ? 1 : 0.75;
            canvas.add(bar * BAR + eighth * BEAT / 2, 1.5, -0.85, gain * accent,
                    Instruments.pluck(Instruments.hz(12 + chord[PATTERN[eighth]]), 0.45));
        }
    }

    private void tune(int bar, double gain) {
        int[] notes = TUNE[(bar - 1) % TUNE.length];
        for (int eighth = 0; eighth < notes.length; eighth++) {
            if (notes[eighth] != 0) {
                canvas.add(bar * BAR + eighth * BEAT / 2, 2.2, 0.9, gain,
                        Instruments.bell(Instruments.hz(notes[eighth]), 0.6));
            }
        }
    }

    private void bass(int bar) {
        double hz = Instruments.hz(CHORDS[(bar - 1) % CHORDS.length][0] - 12);
        canvas.add(bar * BAR, 1.45 * BEAT, -0.35, 0.4, Instruments.bass(hz, 1.45 * BEAT));
        canvas.add(bar * BAR + 1.5 * BEAT, 0.95 * BEAT, -0.35, 0.32, Instruments.bass(hz, 0.95 * BEAT));
        canvas.add(bar * BAR + 2.5 * BEAT, 1.45 * BEAT, -0.35, 0.36, Instruments.bass(1.5 * hz, 1.45 * BEAT));
    }

    private void pad(int bar) {
        int[] chord = CHORDS[(bar - 1) % CHORDS.length];
        for (int voice = 1; voice < 5; voice++) {
            double pan = voice % 2 == 0 ? -0.7 : 0.7;
            canvas.add(bar * BAR, BAR + 0.7, pan, 0.035, Instruments.pad(Instruments.hz(chord[voice]), BAR + 0.7));
        }
    }

    private void drums(int bar, double gain) {
        double start = bar * BAR;
        for (int sixteenth = 0; sixteenth < 16; sixteenth++) {
            double accent = sixteenth % 4 == 2 ? 1 : 0.45;
            canvas.add(start + sixteenth * BEAT / 4, 0.25, sixteenth % 4 == 2 ? 0.9 : 0.6, 0.7 * gain * accent,
                    Instruments.hat(random, sixteenth % 8 == 6 ? 0.07 : 0.025));
        }
        for (int beat = 0; beat < 4; beat += 2) {
            canvas.add(start + beat * BEAT, 0.7, 0, 1.5 * gain, Instruments.kick());
            canvas.add(start + (beat + 1) * BEAT, 0.4, beat == 0 ? -0.9 : 0.9, 0.8 * gain, Instruments.clap(random));
        }
        double[] toms = {190, 150, 120};
        for (int i = 0; i < toms.length; i++) {
            canvas.add(start + (3 + i / 3.0) * BEAT, 0.8, -0.9 + 0.5 * i, 0.8 * gain, Instruments.tom(toms[i]));
        }
    }

    private void sweeps(double atSeconds) {
        double seconds = 3.0 * BAR;
        canvas.add(atSeconds, seconds, -1, 0.22, Instruments.sweep(20, 20_000, seconds));
        canvas.add(atSeconds, seconds, 1, 0.22, Instruments.sweep(20_000, 20, seconds));
    }

    /** Asked on the left, answered on the right, agreed by both. */
    private void talk() {
        double start = 13 * BAR;
        say(start, -0.95, 112, 1, new Syllable(Vowel.AH, false, 1.0, 0.24), new Syllable(Vowel.EE, true, 1.1, 0.22),
                new Syllable(Vowel.OO, false, 1.0, 0.2), new Syllable(Vowel.EH, true, 1.15, 0.22),
                new Syllable(Vowel.AH, false, 1.45, 0.45));
        say(start + 1.9, 0.95, 205, 1.17, new Syllable(Vowel.OO, true, 1.2, 0.2),
                new Syllable(Vowel.EH, false, 1.1, 0.2), new Syllable(Vowel.AH, false, 1.15, 0.26),
                new Syllable(Vowel.EE, true, 1.0, 0.2), new Syllable(Vowel.AW, false, 0.85, 0.5));
        say(start + 3.9, -0.95, 112, 1, new Syllable(Vowel.AW, true, 1.1, 0.25),
                new Syllable(Vowel.EE, false, 1.2, 0.2), new Syllable(Vowel.AH, true, 0.9, 0.4));
        say(start + 5.1, 0.95, 205, 1.17, new Syllable(Vowel.EE, true, 1.25, 0.22),
                new Syllable(Vowel.AH, false, 1.1, 0.25), new Syllable(Vowel.OO, true, 0.9, 0.45));
        say(start + 6.6, -0.95, 112, 1, new Syllable(Vowel.AH, false, 1.0, 0.5),
                new Syllable(Vowel.OO, false, 0.8, 0.6));
        say(start + 6.6, 0.95, 205, 1.17, new Syllable(Vowel.AH, false, 1.09, 0.5),
                new Syllable(Vowel.OO, false, 0.9, 0.6));
    }

    private void say(double atSeconds, double pan, double pitchHz, double size, Syllable... syllables) {
        Speech speech = new Speech(canvas.rateHz, random, pitchHz, size, syllables);
        canvas.add(atSeconds, speech.seconds(), pan, 0.33, speech);
    }

    private void chordAtEnd() {
        double start = 23 * BAR;
        int[] notes = {38, 50, 57, 62, 66, 69, 74, 78};
        for (int i = 0; i < notes.length; i++) {
            double pan = i % 2 == 0 ? -0.8 : 0.8;
            canvas.add(start + 0.05 * i, 4.2, pan, 0.16, Instruments.pluck(Instruments.hz(notes[i]), 0.8));
        }
        canvas.add(start, 0.7, 0, 0.4, Instruments.kick());
    }
}
