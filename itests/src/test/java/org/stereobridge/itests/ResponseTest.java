package org.stereobridge.itests;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the bridge does to the sound, from the Echo's file to the speakers' recordings. */
class ResponseTest {

    private static final double HALF = 0.501187; // -6 dBFS
    private static final double[] FREQUENCIES_HZ = {20, 25, 31.5, 40, 63, 100, 160, 250, 400, 630, 1_000, 1_600, 2_500,
        4_000, 6_300, 8_000, 10_000, 12_500, 15_000, 16_000, 17_500, 18_500, 19_500, 20_000};
    private static final int SECOND = Tones.RATE_HZ;
    /** The slower speaker's 212.3 ms and the bridge's own delay, of which a tone's second leaves the middle. */
    private static final int LATE = SECOND * 23 / 100;
    private static final int MEASURED = SECOND * 6 / 10;

    @TempDir
    Path folder;

    @Test
    void shouldBeFlatAndKeepChannelsApart() throws Exception {
        float[] left = new float[(FREQUENCIES_HZ.length + 1) * SECOND];
        for (int i = 0; i < FREQUENCIES_HZ.length; i++) {
            Tones.sine(left, i * SECOND, SECOND, FREQUENCIES_HZ[i], HALF);
        }
        Tones.write(folder.resolve("tones.wav"), left, new float[left.length]);

        new Scenarios(folder).play(scenario -> { }, "tones.wav");

        float[] heardLeft = Tones.read(folder.resolve("run0/left.wav"));
        float[] heardRight = Tones.read(folder.resolve("run0/right.wav"));
        for (int i = 0; i < FREQUENCIES_HZ.length; i++) {
            int from = i * SECOND + LATE + SECOND * 15 / 100;
            double gainDb = decibels(Tones.amplitude(heardLeft, from, MEASURED, FREQUENCIES_HZ[i]) / HALF);
            double crosstalkDb = decibels(Tones.amplitude(heardRight, from, MEASURED, FREQUENCIES_HZ[i]) / HALF);
            String at = " at " + FREQUENCIES_HZ[i] + " Hz";
            assertTrue(Math.abs(gainDb) <= 0.02, () -> "gain " + gainDb + " dB" + at);
            assertTrue(crosstalkDb <= -80, () -> "crosstalk " + crosstalkDb + " dB" + at);
        }
    }

    @Test
    void shouldKeepWidth() throws Exception {
        var random = new Random(5);
        float[] left = new float[20 * SECOND];
        float[] right = new float[20 * SECOND];
        double middle = 0;
        double side = 0;
        for (int n = 0; n < left.length; n++) {
            // As music has it: less towards the treble, and 12 dB less on the sides than in the middle.
            middle += 0.02 * (2 * random.nextGaussian() - middle);
            side += 0.02 * (0.5 * random.nextGaussian() - side);
            left[n] = (float) Math.max(-1, Math.min(1, middle + side));
            right[n] = (float) Math.max(-1, Math.min(1, middle - side));
        }
        Tones.write(folder.resolve("noise.wav"), left, right);

        JsonNode report = new Scenarios(folder).play(scenario -> { }, "noise.wav");

        assertTrue(report.get("widthPercent").doubleValue() >= 99, () -> "width: " + report.get("widthPercent"));
        assertTrue(report.get("flatnessDb").doubleValue() <= 0.1, () -> "flatness: " + report.get("flatnessDb"));
        assertTrue(report.at("/skewUs/max").doubleValue() <= 100, () -> "skew: " + report.get("skewUs"));
    }

    private static double decibels(double ratio) {
        return 20 * Math.log10(ratio);
    }
}
