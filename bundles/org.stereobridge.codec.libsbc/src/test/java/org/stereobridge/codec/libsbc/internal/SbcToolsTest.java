package org.stereobridge.codec.libsbc.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.stereobridge.a2dp.SbcConfig;
import org.stereobridge.a2dp.SbcConfig.Allocation;
import org.stereobridge.a2dp.SbcConfig.ChannelMode;
import org.stereobridge.natives.Samples;
import org.stereobridge.testkit.Signals;

/** The same bits and samples as sbcenc and sbcdec of sbc-tools give, which call the same library from C. */
class SbcToolsTest {

    private static final int FRAMES = 48;
    private static final int AU_HEADER_BYTES = 24;

    @TempDir
    private Path folder;

    @BeforeEach
    void needLibraryAndTools() {
        assumeTrue(LibSbcProvider.problem().isEmpty(),
                () -> "libsbc is not installed: " + LibSbcProvider.problem().orElse(""));
        for (String tool : List.of("sbcenc", "sbcdec")) {
            assumeTrue(Arrays.stream(System.getenv("PATH").split(":")).map(Path::of)
                    .anyMatch(bin -> Files.isExecutable(bin.resolve(tool))), tool + " (sbc-tools) is not installed");
        }
    }

    static List<SbcConfig> shapes() {
        int[] bitpools = {2, 19, 31, 53, 64};
        List<SbcConfig> shapes = new ArrayList<>();
        for (ChannelMode mode : ChannelMode.values()) {
            for (int blocks = 4; blocks <= 16; blocks += 4) {
                for (int subbands = 4; subbands <= 8; subbands += 4) {
                    for (Allocation allocation : Allocation.values()) {
                        int rateHz = subbands == 4 ? 48_000 : 44_100;
                        int bitpool = bitpools[shapes.size() % bitpools.length];
                        shapes.add(new SbcConfig(rateHz, mode, blocks, subbands, allocation, 2, bitpool));
                    }
                }
            }
        }
        return shapes;
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void shouldMatchToolsToTheBit(SbcConfig config) throws Exception {
        float[][] in = new float[config.channels()][];
        for (int channel = 0; channel < in.length; channel++) {
            in[channel] = Signals.music(3 + channel, 0.9, FRAMES * config.frameLength());
        }
        Path input = writeAu(config, in);
        Path output = folder.resolve("out.au");

        byte[] expectedBits = run(encoderCall(config, input));
        Path bits = Files.write(folder.resolve("in.sbc"), expectedBits);
        run(List.of("sbcdec", "-f", output.toString(), bits.toString()));

        byte[] actualBits = encode(config, in);
        assertArrayEquals(expectedBits, actualBits);
        assertArrayEquals(readAu(output, config.channels()), decode(config, actualBits));
    }

    private static byte[] encode(SbcConfig config, float[][] in) {
        int frameBytes = config.frameBytes(config.maxBitpool());
        byte[] bits = new byte[FRAMES * frameBytes];
        try (var encoder = new LibSbcEncoder(config)) {
            for (int frame = 0; frame < FRAMES; frame++) {
                int first = frame * config.frameLength();
                assertEquals(frameBytes, encoder.encode(in, first, config.maxBitpool(), bits, frame * frameBytes));
            }
        }
        return bits;
    }

    private static short[] decode(SbcConfig config, byte[] bits) {
        int frameBytes = config.frameBytes(config.maxBitpool());
        int frames = FRAMES * config.frameLength();
        float[][] out = new float[config.channels()][frames];
        try (var decoder = new LibSbcDecoder(config)) {
            for (int frame = 0; frame < FRAMES; frame++) {
                assertEquals(config.frameLength(),
                        decoder.decode(bits, frame * frameBytes, frameBytes, out, frame * config.frameLength()));
            }
        }
        short[] interleaved = new short[frames * config.channels()];
        for (int sample = 0; sample < interleaved.length; sample++) {
            interleaved[sample] = Samples.int16(out[sample % config.channels()][sample / config.channels()]);
        }
        return interleaved;
    }

    private static List<String> encoderCall(SbcConfig config, Path input) {
        List<String> call = new ArrayList<>(List.of("sbcenc", "-s", "" + config.subbands(), "-B", "" + config.blocks(),
                "-b", "" + config.maxBitpool()));
        switch (config.mode()) {
            case JOINT_STEREO -> call.add("-j");
            case DUAL_CHANNEL -> call.add("-d");
            case MONO, STEREO -> { } // by the channels of the input
        }
        if (config.allocation() == Allocation.SNR) {
            call.add("-S");
        }
        call.add(input.toString());
        return call;
    }

    private Path writeAu(SbcConfig config, float[][] in) throws IOException {
        int bytes = in.length * in[0].length * Short.BYTES;
        var au = ByteBuffer.allocate(AU_HEADER_BYTES + bytes);
        au.putInt(0x2E736E64).putInt(AU_HEADER_BYTES).putInt(bytes).putInt(3).putInt(config.rateHz()).putInt(in.length);
        for (int n = 0; n < in[0].length; n++) {
            for (float[] channel : in) {
                au.putShort(Samples.int16(channel[n]));
            }
        }
        return Files.write(folder.resolve("in.au"), au.array());
    }

    private static short[] readAu(Path file, int channels) throws IOException {
        var au = ByteBuffer.wrap(Files.readAllBytes(file));
        assertEquals(channels, au.getInt(20));
        au.position(au.getInt(4));
        short[] samples = new short[au.remaining() / Short.BYTES];
        au.asShortBuffer().get(samples);
        return samples;
    }

    private byte[] run(List<String> call) throws IOException, InterruptedException {
        Path output = folder.resolve("tool-output");
        Process process = new ProcessBuilder(call).redirectOutput(output.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD).start();
        assertEquals(0, process.waitFor(), String.join(" ", call));
        return Files.readAllBytes(output);
    }
}
