package org.stereobridge.simulator.internal.music;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.stereobridge.simulator.internal.PcmMusic;

class BundledPieceTest {

    private static final int RATE_HZ = 44_100;
    private static float[][] samples;

    @BeforeAll
    static void read() throws Exception {
        try (PcmMusic music = open(0)) {
            samples = new float[2][(int) music.frames()];
            assertEquals(samples[0].length, music.read(samples, 0, samples[0].length));
        }
    }

    @Test
    void shouldLastMinute() {
        assertEquals(60 * RATE_HZ, samples[0].length);
    }

    @Test
    void shouldBeLoudAndNeverClip() {
        for (float[] channel : samples) {
            double peak = 0;
            for (float value : channel) {
                peak = Math.max(peak, Math.abs(value));
            }
            assertTrue(peak > 0.5 && peak <= 0.7, "peak " + peak);
            assertTrue(Math.abs(mean(channel)) < 1e-4, "constant part " + mean(channel));
        }
    }

    @Test
    void shouldHaveDifferentChannels() {
        double side = 0;
        double mid = 0;
        for (int n = 0; n < samples[0].length; n++) {
            side += Math.pow(samples[0][n] - samples[1][n], 2);
            mid += Math.pow(samples[0][n] + samples[1][n], 2);
        }

        assertTrue(side > 0.3 * mid, "side is " + 10 * Math.log10(side / mid) + " dB of mid");
    }

    @Test
    void shouldNameChannelsOneByOne() {
        assertTrue(rms(0, 0.7, 1.4) > 0.05 && rms(1, 0.7, 1.4) == 0, "left first");
        assertTrue(rms(1, 1.6, 2.3) > 0.05, "then right");
    }

    @Test
    void shouldBeSilentBetweenParts() {
        assertTrue(rms(0, 30.8, 31.1) < 1e-4 && rms(1, 30.8, 31.1) < 1e-4);
    }

    @Test
    void shouldBeMadeAtOtherRate() throws Exception {
        try (PcmMusic music = open(48_000)) {
            assertEquals(48_000, music.rateHz());
            assertEquals(60 * 48_000, music.frames());
        }
    }

    private static double rms(int channel, double from, double to) {
        double sum = 0;
        for (int n = (int) (from * RATE_HZ); n < (int) (to * RATE_HZ); n++) {
            sum += samples[channel][n] * samples[channel][n];
        }
        return Math.sqrt(sum / ((to - from) * RATE_HZ));
    }

    private static double mean(float[] channel) {
        double sum = 0;
        for (float value : channel) {
            sum += value;
        }
        return sum / channel.length;
    }

    private static PcmMusic open(int rateHz) throws Exception {
        return (PcmMusic) new MusicFiles(new ByteArrayInputStream(new byte[0])).open(null, rateHz);
    }
}
