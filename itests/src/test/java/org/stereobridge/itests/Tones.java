package org.stereobridge.itests;

import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.UnsupportedAudioFileException;

/** Writes tones and measures them again, by means that are none of the bridge's. */
final class Tones {

    static final int RATE_HZ = 44_100;

    private static final int LINES = 8;

    private Tones() {
    }

    /** Sines one after the other on the left, and what is given on the right; 24 bits. */
    static void write(Path file, float[] left, float[] right) throws IOException {
        var bytes = ByteBuffer.allocate(left.length * 6).order(ByteOrder.LITTLE_ENDIAN);
        for (int n = 0; n < left.length; n++) {
            put(bytes, left[n]);
            put(bytes, right[n]);
        }
        var format = new AudioFormat(RATE_HZ, 24, 2, true, false);
        AudioSystem.write(new AudioInputStream(new ByteArrayInputStream(bytes.array()), format, left.length),
                AudioFileFormat.Type.WAVE, new File(file.toString()));
    }

    private static void put(ByteBuffer bytes, float sample) {
        int value = Math.round(sample * 0x7F_FFFF);
        bytes.put((byte) value).put((byte) (value >> 8)).put((byte) (value >> 16));
    }

    /** The one channel of a speaker's recording. */
    static float[] read(Path file) throws IOException, UnsupportedAudioFileException {
        try (AudioInputStream in = AudioSystem.getAudioInputStream(file.toFile())) {
            AudioFormat format = in.getFormat();
            byte[] bytes = in.readAllBytes();
            int width = format.getFrameSize();
            float[] samples = new float[bytes.length / width];
            ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
            for (int n = 0; n < samples.length; n++) {
                samples[n] = switch (width) {
                    case 2 -> buffer.getShort(n * 2) / 32_768f;
                    case 3 -> (buffer.getShort(n * 3 + 1) << 8 | buffer.get(n * 3) & 0xFF) / 8_388_608f;
                    default -> buffer.getFloat(n * 4);
                };
            }
            return samples;
        }
    }

    /** A raised-cosine start and end of 50 ms, so that no neighbour is disturbed. */
    static void sine(float[] to, int from, int frames, double frequencyHz, double amplitude) {
        int edge = RATE_HZ / 20;
        for (int n = 0; n < frames; n++) {
            double near = Math.min(1, Math.min(n, frames - 1 - n) / (double) edge);
            double gain = 0.5 - 0.5 * Math.cos(Math.PI * near);
            to[from + n] = (float) (amplitude * gain * Math.sin(2 * Math.PI * frequencyHz * n / RATE_HZ));
        }
    }

    /**
     * Amplitude of what is within some Hz of a frequency: by the energy of its Fourier lines under a raised cosine, so
     * that a source whose clock moves by some ppm is measured all the same.
     */
    static double amplitude(float[] samples, int from, int frames, double frequencyHz) {
        double energy = 0;
        for (int line = -LINES; line <= LINES; line++) {
            double turn = 2 * Math.PI * (frequencyHz / RATE_HZ + (double) line / frames);
            double re = 0;
            double im = 0;
            for (int n = 0; n < frames; n++) {
                double value = (0.5 - 0.5 * Math.cos(2 * Math.PI * n / frames)) * samples[from + n];
                re += value * Math.cos(turn * n);
                im += value * Math.sin(turn * n);
            }
            energy += re * re + im * im;
        }
        // The squares of a raised cosine add up to 3/8 of its length, and so do its lines' by Parseval.
        return Math.sqrt(4 * energy / (0.375 * frames * frames));
    }
}
