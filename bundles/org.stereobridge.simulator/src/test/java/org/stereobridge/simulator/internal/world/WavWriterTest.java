package org.stereobridge.simulator.internal.world;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stereobridge.testkit.Allocations;
import org.stereobridge.testkit.Signals;

class WavWriterTest {

    private static final double STEP = 1.0 / (1 << 23);

    @TempDir
    private Path folder;
    private Path path;

    @BeforeEach
    void name() {
        path = folder.resolve("a.wav");
    }

    @Test
    void shouldWriteWhatOthersRead() throws Exception {
        float[][] noise = {Signals.noise(1, 1, 100_001), Signals.noise(2, 1, 100_001)};

        try (var file = new WavWriter(path, 2, 48_000)) {
            file.write(noise, 0, 3);
            file.write(noise, 3, 99_998);
        }

        File wav = path.toFile();
        try (AudioInputStream in = AudioSystem.getAudioInputStream(wav)) {
            assertEquals("PCM_SIGNED 48000.0 Hz, 24 bit, stereo, 6 bytes/frame, little-endian",
                    in.getFormat().toString().replaceFirst(", $", ""));
            assertEquals(100_001, in.getFrameLength());
        }
        double[] right = Tones.read(path, 2, 1);
        for (int n = 0; n < right.length; n++) {
            assertEquals(noise[1][n], right[n], 0.51 * STEP);
        }
    }

    @Test
    void shouldClipAtFullScale() throws Exception {
        try (var file = new WavWriter(path, 1, 48_000)) {
            file.write(new float[][] {{1.5f, -1.5f, 1, -1, Float.NaN, Float.POSITIVE_INFINITY}}, 0, 6);
        }

        double[] read = Tones.read(path, 1, 0);
        double[] wanted = {1 - STEP, -1, 1 - STEP, -1, 0, 1 - STEP};
        for (int n = 0; n < wanted.length; n++) {
            assertEquals(wanted[n], read[n]);
        }
    }

    @Test
    void shouldFitToALength() throws Exception {
        Path longer = folder.resolve("b.wav");

        try (var file = new WavWriter(path, 1, 48_000); var other = new WavWriter(longer, 1, 48_000)) {
            file.write(new float[][] {{0.5f, 0.25f, 0.125f}}, 0, 3);
            file.fit(2);
            other.write(new float[][] {{0.5f}}, 0, 1);
            other.fit(10_001);
        }

        assertEquals(2, Tones.read(path, 1, 0).length);
        assertEquals(44 + 3 * 2, Files.size(path));
        assertEquals(10_001, Tones.read(longer, 1, 0).length);
        assertEquals(44 + 3 * 10_001 + 1, Files.size(longer));
    }

    @Test
    void shouldNameTheFileThatCannotBeWritten() {
        var e = assertThrows(RecordingException.class, () -> new WavWriter(folder.resolve("none/a.wav"), 1, 48_000));

        assertEquals(folder.resolve("none/a.wav"), e.path());
    }

    @Test
    void shouldNotAllocate() throws Exception {
        float[][] noise = {Signals.noise(1, 1, 2_048)};
        try (var file = new WavWriter(path, 1, 48_000)) {
            assertEquals(0, Allocations.bytesIn(() -> write(file, noise), 1_000, 100));
        }
    }

    private static void write(WavWriter file, float[][] samples) {
        try {
            file.write(samples, 0, samples[0].length);
        } catch (RecordingException e) {
            throw new IllegalStateException(e);
        }
    }
}
