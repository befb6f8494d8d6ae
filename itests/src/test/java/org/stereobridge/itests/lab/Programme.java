package org.stereobridge.itests.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;

/**
 * What the Echo plays: two independent noises of low frequencies, so that each moment of each channel is found again in
 * what a speaker received. Encoded and decoded by another's codec, sbcenc and sbcdec.
 */
final class Programme {

    private static final int DECIMATION = 8;
    private static final int WINDOW = 8_192;
    private static final int REFINE = 2 * DECIMATION;
    private static final double POLE = 0.9;
    private static final int CHANNELS = 2;
    private static final int AU_DATA = 4;
    private static final int AU_CHANNELS = 20;

    private final int rateHz;
    private final float[][] channels;

    private Programme(int rateHz, float[][] channels) {
        this.rateHz = rateHz;
        this.channels = channels;
    }

    /**
     * Where something was found.
     *
     * @param frame of the programme, at which the other signal begins
     * @param correlation normalised, -1 to 1
     */
    record Place(long frame, double correlation) {
    }

    /** Makes a programme, and writes it as SBC: joint stereo, bitpool 53. A repetition of it is another's beginning. */
    static Programme write(Path sbc, int rateHz, int seconds) throws IOException, InterruptedException {
        // Whole SBC frames, so that its repetition has no gap.
        int frames = rateHz * seconds / 128 * 128;
        var channels = new float[CHANNELS][frames];
        var samples = ByteBuffer.allocate(frames * CHANNELS * Short.BYTES);
        var random = new Random(7);
        double[] state = new double[CHANNELS];
        for (int n = 0; n < frames; n++) {
            for (int channel = 0; channel < CHANNELS; channel++) {
                state[channel] = POLE * state[channel] + (1 - POLE) * random.nextGaussian();
                var sample = (short) Math.max(-32_000, Math.min(32_000, 20_000 * state[channel]));
                samples.putShort(sample);
                channels[channel][n] = sample / 32_768f;
            }
        }
        Path au = sbc.resolveSibling(sbc.getFileName() + ".au");
        AudioSystem.write(new AudioInputStream(new ByteArrayInputStream(samples.array()),
                new AudioFormat(rateHz, 16, CHANNELS, true, true), frames), AudioFileFormat.Type.AU, au.toFile());
        Process encoder = new ProcessBuilder("sbcenc", "-j", "-b", "53", "-B", "16", "-s", "8", au.toString())
                .redirectOutput(sbc.toFile()).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        assertEquals(0, encoder.waitFor());
        return new Programme(rateHz, channels);
    }

    int rateHz() {
        return rateHz;
    }

    int frames() {
        return channels[0].length;
    }

    /** Where the signal, a window of at least 8,192 frames, is most like a channel (0 left, 1 right). */
    Place find(float[] signal, int channel) {
        float[] coarseSignal = decimate(signal, WINDOW);
        float[] coarse = decimate(channels[channel], frames());
        var best = new Place(0, -2);
        for (int at = 0; at < coarse.length; at++) {
            double correlation = correlation(coarseSignal, coarse, at, coarseSignal.length);
            if (correlation > best.correlation()) {
                best = new Place((long) at * DECIMATION, correlation);
            }
        }
        long about = best.frame();
        best = new Place(about, -2);
        for (long at = about - REFINE; at <= about + REFINE; at++) {
            double correlation = correlation(signal, channels[channel], Math.floorMod(at, frames()), WINDOW);
            if (correlation > best.correlation()) {
                best = new Place(Math.floorMod(at, frames()), correlation);
            }
        }
        return best;
    }

    private static float[] decimate(float[] signal, int frames) {
        var sums = new float[frames / DECIMATION];
        for (int n = 0; n < sums.length * DECIMATION; n++) {
            sums[n / DECIMATION] += signal[n];
        }
        return sums;
    }

    private static double correlation(float[] a, float[] b, int at, int length) {
        double products = 0;
        double squaresA = 1e-9;
        double squaresB = 1e-9;
        for (int n = 0; n < length; n++) {
            int wrapped = at + n < b.length ? at + n : at + n - b.length;
            products += a[n] * b[wrapped];
            squaresA += a[n] * a[n];
            squaresB += b[wrapped] * b[wrapped];
        }
        return products / Math.sqrt(squaresA * squaresB);
    }

    /** Decodes SBC by sbcdec: the first channel. */
    static float[] decode(Path sbc) throws IOException, InterruptedException {
        Path au = Files.createTempFile(sbc.toAbsolutePath().getParent(), "decoded", ".au");
        Process decoder = new ProcessBuilder("sbcdec", "-f", au.toString(), sbc.toString())
                .redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        assertEquals(0, decoder.waitFor());
        var bytes = ByteBuffer.wrap(Files.readAllBytes(au));
        Files.delete(au);
        // Its header does not tell the length, for which Java's reader of such files would take it.
        int channels = bytes.getInt(AU_CHANNELS);
        bytes = bytes.position(bytes.getInt(AU_DATA)).slice();
        var samples = new float[bytes.remaining() / Short.BYTES / channels];
        for (int n = 0; n < samples.length; n++) {
            samples[n] = bytes.getShort(n * channels * Short.BYTES) / 32_768f;
        }
        return samples;
    }
}
