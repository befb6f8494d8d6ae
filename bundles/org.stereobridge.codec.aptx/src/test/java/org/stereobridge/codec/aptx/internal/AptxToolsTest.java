package org.stereobridge.codec.aptx.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stereobridge.natives.Samples;
import org.stereobridge.testkit.Signals;

/**
 * The same bits and samples as others give: the tools of libfreeaptx and libopenaptx, and ffmpeg, which has a codec of
 * its own.
 */
class AptxToolsTest {

    private static final int PACKETS = 30;
    private static final int CODEC_FRAMES = 21;
    private static final int FRAMES = PACKETS * CODEC_FRAMES * 32;
    private static final int FRAME_BYTES = 6;

    @TempDir
    private Path folder;

    private final float[][] in = {Signals.music(3, 0.9, FRAMES), Signals.music(4, 0.9, FRAMES)};

    @BeforeEach
    void needLibrary() {
        assumeTrue(AptxProvider.problem().isEmpty(), "libfreeaptx is not installed");
    }

    @ParameterizedTest
    @CsvSource({"APTX, freeaptxenc", "HD, freeaptxenc --hd", "APTX, openaptxenc", "HD, openaptxenc --hd",
        "APTX, ffmpeg -loglevel error -f s24le -ar 44100 -ac 2 -i - -c:a aptx -f aptx -",
        "HD, ffmpeg -loglevel error -f s24le -ar 44100 -ac 2 -i - -c:a aptx_hd -f aptx_hd -"})
    void shouldEncodeToTheBit(AptxKind kind, String command) throws Exception {
        byte[] bits = encode(kind);

        byte[] expected = run(command, pcm(in));

        // The tools flush the encoder's filters at the end.
        assertArrayEquals(Arrays.copyOf(expected, bits.length), bits);
    }

    @ParameterizedTest
    @CsvSource({"APTX, freeaptxdec, 90", "HD, freeaptxdec --hd, 90", "APTX, openaptxdec, 90",
        "HD, openaptxdec --hd, 90",
        "APTX, ffmpeg -loglevel error -f aptx -ar 44100 -i - -f s24le -, 0",
        "HD, ffmpeg -loglevel error -f aptx_hd -ar 44100 -i - -f s24le -, 0"})
    void shouldDecodeToTheBit(AptxKind kind, String command, int leftOut) throws Exception {
        byte[] bits = encode(kind);
        float[][] out = new float[2][FRAMES];
        try (var decoder = new AptxDecoder(kind)) {
            int bytes = bits.length / PACKETS;
            for (int packet = 0; packet < PACKETS; packet++) {
                decoder.decode(bits, packet * bytes, bytes, out, packet * CODEC_FRAMES * 32);
            }
        }

        byte[] expected = run(command, bits);

        // The tools leave the filters' delay out; ffmpeg gives what they hold at first, which is next to nothing.
        int from = AptxKind.DELAY_FRAMES;
        int bytes = (FRAMES - from) * FRAME_BYTES - 2 * FRAME_BYTES;
        int skipped = (from - leftOut) * FRAME_BYTES;
        assertArrayEquals(Arrays.copyOfRange(expected, skipped, skipped + bytes),
                Arrays.copyOfRange(pcm(out), from * FRAME_BYTES, from * FRAME_BYTES + bytes));
    }

    private byte[] encode(AptxKind kind) {
        byte[] bits = new byte[FRAMES / 4 * kind.wordBytes()];
        int bytes = 0;
        try (var encoder = new AptxEncoder(kind)) {
            for (int packet = 0; packet < PACKETS; packet++) {
                bytes += encoder.encode(in, packet * CODEC_FRAMES * 32, CODEC_FRAMES, bits, bytes);
            }
        }
        assertEquals(bits.length, bytes);
        return bits;
    }

    private static byte[] pcm(float[][] samples) {
        byte[] pcm = new byte[samples[0].length * FRAME_BYTES];
        int at = 0;
        for (int n = 0; n < samples[0].length; n++) {
            for (float[] channel : samples) {
                int sample = Samples.int24(channel[n]);
                pcm[at++] = (byte) sample;
                pcm[at++] = (byte) (sample >> 8);
                pcm[at++] = (byte) (sample >> 16);
            }
        }
        return pcm;
    }

    private byte[] run(String command, byte[] input) throws IOException, InterruptedException {
        List<String> call = new ArrayList<>(List.of(command.split(" ")));
        assumeTrue(Arrays.stream(System.getenv("PATH").split(":"))
                .anyMatch(bin -> Files.isExecutable(Path.of(bin, call.get(0)))), call.get(0) + " is not installed");
        Path from = Files.write(folder.resolve("in"), input);
        Path to = folder.resolve("out");
        Path messages = folder.resolve("messages");
        Process process = new ProcessBuilder(call).redirectInput(from.toFile()).redirectOutput(to.toFile())
                .redirectError(messages.toFile()).start();
        assertEquals(0, process.waitFor(), () -> {
            try {
                return Files.readString(messages);
            } catch (IOException e) {
                return e.toString();
            }
        });
        return Files.readAllBytes(to);
    }
}
