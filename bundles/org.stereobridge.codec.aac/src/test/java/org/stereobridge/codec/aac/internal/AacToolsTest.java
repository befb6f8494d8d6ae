package org.stereobridge.codec.aac.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stereobridge.testkit.Signals;

/**
 * What ffmpeg makes of our LATM, and we of ffmpeg's. Its own decoder computes in floats: the same to within the
 * rounding of 16-bit samples, but for noise that each decoder makes up, which is not asked for. Its files are LOAS,
 * which puts a sync word and a length in front of each AudioMuxElement.
 */
class AacToolsTest {

    private static final int FRAME = LibFdkAac.FRAME_LENGTH;
    private static final int PACKETS = 60;
    private static final int LOAS_SYNC = 0x2B7;

    @TempDir
    private Path folder;

    private final AacConfig config = new AacConfig(0x80, 44_100, 1, false, AacConfig.SPEAKER_BIT_RATE);
    private final float[][] in = {Signals.music(1, 0.5, PACKETS * FRAME)};
    private final float[][] out = new float[1][2 * PACKETS * FRAME];

    @BeforeEach
    void needLibraryAndTool() {
        assumeTrue(AacProvider.problem().isEmpty(), "libfdk-aac is not installed");
        assumeTrue(Arrays.stream(System.getenv("PATH").split(":"))
                .anyMatch(bin -> Files.isExecutable(Path.of(bin, "ffmpeg"))), "ffmpeg is not installed");
    }

    @Test
    void shouldBeUnderstood() throws Exception {
        var loas = new ByteArrayOutputStream();
        byte[] payload = new byte[1_000];
        try (var encoder = new AacEncoder(config); var decoder = new AacDecoder(config)) {
            for (int packet = 0; packet < PACKETS; packet++) {
                int bytes = encoder.encode(in, packet * FRAME, 1, payload, 0);
                int header = LOAS_SYNC << 13 | bytes;
                loas.write(new byte[] {(byte) (header >> 16), (byte) (header >> 8), (byte) header});
                loas.write(payload, 0, bytes);
                decoder.decode(payload, 0, bytes, out, packet * FRAME);
            }
        }
        Path file = Files.write(folder.resolve("in.loas"), loas.toByteArray());

        float[] heard = samples(run("-f", "loas", "-i", file.toString(), "-f", "s16le", "-"));

        double snrDb = Signals.snrDb(out[0], 0, heard, 0, 50 * FRAME);
        assertTrue(snrDb > 60, snrDb + " dB");
    }

    @Test
    void shouldUnderstand() throws Exception {
        var pcm = ByteBuffer.allocate(PACKETS * FRAME * Short.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (float sample : in[0]) {
            pcm.putShort((short) Math.rint(sample * 32_767));
        }
        Path raw = Files.write(folder.resolve("in.raw"), pcm.array());
        Path file = folder.resolve("out.loas");
        run("-f", "s16le", "-ar", "44100", "-ac", "1", "-i", raw.toString(), "-c:a", "aac", "-aac_pns", "0",
                "-b:a", "128k", "-f", "latm", "-smc-interval", "1", file.toString());
        byte[] loas = Files.readAllBytes(file);
        float[] expected = samples(run("-f", "loas", "-i", file.toString(), "-f", "s16le", "-"));

        int frames = 0;
        try (var decoder = new AacDecoder(config)) {
            for (int at = 0; at + 3 <= loas.length;) {
                int length = (loas[at + 1] & 0x1F) << 8 | loas[at + 2] & 0xFF;
                frames += decoder.decode(loas, at + 3, length, out, frames);
                at += 3 + length;
            }
            assertEquals(0, decoder.badCodecFrames());
        }

        assertTrue(frames >= expected.length, frames + " frames");
        double snrDb = Signals.snrDb(out[0], 0, expected, 0, 50 * FRAME);
        assertTrue(snrDb > 60, snrDb + " dB");
    }

    private static float[] samples(byte[] pcm) {
        var buffer = ByteBuffer.wrap(pcm).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer();
        float[] samples = new float[buffer.remaining()];
        for (int n = 0; n < samples.length; n++) {
            samples[n] = buffer.get(n) / 32_768f;
        }
        return samples;
    }

    private byte[] run(String... arguments) throws Exception {
        List<String> call = new ArrayList<>(List.of("ffmpeg", "-loglevel", "error", "-y"));
        call.addAll(List.of(arguments));
        Path to = folder.resolve("stdout");
        Path messages = folder.resolve("messages");
        Process process = new ProcessBuilder(call).redirectOutput(to.toFile()).redirectError(messages.toFile()).start();
        int status = process.waitFor();
        assertEquals(0, status, Files.readString(messages));
        return Files.readAllBytes(to);
    }
}
