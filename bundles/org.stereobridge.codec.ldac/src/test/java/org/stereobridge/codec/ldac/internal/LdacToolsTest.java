package org.stereobridge.codec.ldac.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stereobridge.testkit.Signals;

/** What ldacdec hears, a decoder of others that no distribution has (libldacdec). */
class LdacToolsTest {

    private static final int PACKETS = 60;
    private static final int CODEC_FRAMES = 4;
    private static final int PACKET = CODEC_FRAMES * LibLdac.FRAME_LENGTH;
    private static final int FRAMES = PACKETS * PACKET;
    private static final int WAV_HEADER_BYTES = 44;
    private static final int SAMPLE_BYTES = 3;
    /** It writes half of what 16-bit samples are encoded from, too. */
    private static final float FULL_SCALE = 1 << 22;

    @TempDir
    private Path folder;

    private final float[][] in = {Signals.music(1, 0.8, FRAMES), Signals.music(2, 0.8, FRAMES)};

    @BeforeEach
    void needLibraryAndTool() {
        assumeTrue(LdacProvider.problem().isEmpty(), "libldacBT_enc is not installed");
        assumeTrue(Arrays.stream(System.getenv("PATH").split(":"))
                .anyMatch(bin -> Files.isExecutable(Path.of(bin, "ldacdec"))), "ldacdec is not installed");
    }

    @ParameterizedTest
    @CsvSource({"44100, 4, 0, 52", "44100, 4, 1, 20", "44100, 4, 2, 14", "48000, 1, 0, 52"})
    void shouldBeHeardAsLateAsItTells(int rateHz, int mode, int quality, double leastDb) throws Exception {
        var config = new LdacConfig(rateHz, mode);
        var stream = new ByteArrayOutputStream();
        byte[] payload = new byte[4_096];
        try (var encoder = new LdacEncoder(config)) {
            encoder.quality(quality);
            for (int packet = 0; packet < PACKETS; packet++) {
                stream.write(payload, 1, encoder.encode(in, packet * PACKET, CODEC_FRAMES, payload, 0) - 1);
            }
        }

        float[][] out = decode(stream.toByteArray(), config.channels());

        int delay = LdacEncoder.delayFrames(config);
        int from = 20 * PACKET;
        for (int channel = 0; channel < config.channels(); channel++) {
            double snrDb = Signals.snrDb(in[channel], from, out[channel], from + delay, FRAMES - from - delay);
            assertTrue(snrDb > leastDb, config + ": " + snrDb + " dB");
        }
    }

    private float[][] decode(byte[] stream, int channels) throws IOException, InterruptedException {
        Path from = Files.write(folder.resolve("in.ldac"), stream);
        Path to = folder.resolve("out.wav");
        Path messages = folder.resolve("messages");
        Process process = new ProcessBuilder(List.of("ldacdec", from.toString(), to.toString()))
                .redirectErrorStream(true).redirectOutput(messages.toFile()).start();
        assertEquals(0, process.waitFor(), "ldacdec");
        var wav = ByteBuffer.wrap(Files.readAllBytes(to)).order(ByteOrder.LITTLE_ENDIAN);
        wav.position(WAV_HEADER_BYTES);
        float[][] out = new float[channels][FRAMES];
        int frames = Math.min(FRAMES, wav.remaining() / (SAMPLE_BYTES * channels));
        for (int n = 0; n < frames; n++) {
            for (float[] row : out) {
                int sample = wav.getShort() & 0xFFFF | wav.get() << 16;
                row[n] = sample / FULL_SCALE;
            }
        }
        return out;
    }
}
