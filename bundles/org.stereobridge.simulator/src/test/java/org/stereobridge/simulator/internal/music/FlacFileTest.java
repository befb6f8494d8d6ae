package org.stereobridge.simulator.internal.music;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stereobridge.simulator.internal.PcmMusic;
import org.stereobridge.simulator.internal.RefusedException;
import org.stereobridge.testkit.Signals;

/** FLAC files as the reference encoder makes them. */
class FlacFileTest {

    private static final int FRAMES = 50_000;

    @TempDir
    private Path folder;

    @BeforeEach
    void needsFlac() {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/flac")), "flac is not installed (Debian package flac)");
    }

    @ParameterizedTest
    @ValueSource(ints = {16, 24})
    void shouldReadAsReferenceDoes(int bits) throws Exception {
        Path wav = wav(bits);
        Path flac = encode(wav);

        float[][] expected = read(wav);
        float[][] actual = read(flac);

        assertEquals(FRAMES, expected[0].length);
        assertArrayEquals(expected, actual);
    }

    @Test
    void shouldReadAgainAfterRewind() throws Exception {
        Path flac = encode(wav(16));

        try (PcmMusic music = open(flac)) {
            float[][] first = new float[2][100];
            float[][] again = new float[2][100];
            music.read(first, 0, 100);

            assertTrue(music.rewind());
            music.read(again, 0, 100);
            assertArrayEquals(first, again);
        }
    }

    @Test
    void shouldRefuseTruncated() throws Exception {
        Path flac = encode(wav(16));
        byte[] whole = Files.readAllBytes(flac);
        Files.write(flac, Arrays.copyOf(whole, whole.length * 2 / 3));

        RefusedException refused = assertThrows(RefusedException.class, () -> open(flac));

        assertTrue(refused.getMessage().startsWith("truncated music"), refused.getMessage());
    }

    @Test
    void shouldTellOfDamage() throws Exception {
        Path flac = encode(wav(16));
        byte[] damaged = Files.readAllBytes(flac);
        damaged[damaged.length / 2] ^= 0x55;
        Files.write(flac, damaged);

        assertThrows(IOException.class, () -> read(flac));
    }

    private Path wav(int bits) throws IOException {
        float[] left = Signals.music(1, 0.7, FRAMES);
        float[] right = Signals.music(2, 0.7, FRAMES);
        byte[] samples = new byte[FRAMES * 2 * bits / 8];
        int at = 0;
        for (int n = 0; n < FRAMES; n++) {
            for (float value : new float[] {left[n], right[n]}) {
                int word = Math.round(value * ((1 << bits - 1) - 1));
                for (int i = 0; i < bits; i += 8) {
                    samples[at++] = (byte) (word >> i);
                }
            }
        }
        return Files.write(folder.resolve("music.wav"), AudioBytes.wav(AudioBytes.PCM, 2, 44_100, bits, samples));
    }

    private Path encode(Path wav) throws IOException, InterruptedException {
        Path flac = folder.resolve("music.flac");
        Process process = new ProcessBuilder("flac", "--silent", "--best", "-f", "-o", flac.toString(), wav.toString())
                .redirectErrorStream(true).start();
        assertTrue(process.waitFor(30, TimeUnit.SECONDS));
        assertEquals(0, process.exitValue(), () -> "flac failed");
        return flac;
    }

    private static float[][] read(Path file) throws Exception {
        try (PcmMusic music = open(file)) {
            float[][] samples = new float[2][(int) music.frames()];
            int done = 0;
            // An odd length, so that blocks are crossed.
            for (int got; (got = music.read(samples, done, Math.min(1000, samples[0].length - done))) > 0;) {
                done += got;
            }
            return new float[][] {Arrays.copyOf(samples[0], done), Arrays.copyOf(samples[1], done)};
        }
    }

    private static PcmMusic open(Path file) throws RefusedException {
        return (PcmMusic) new MusicFiles(new ByteArrayInputStream(new byte[0])).open(file.toString(), 0);
    }
}
