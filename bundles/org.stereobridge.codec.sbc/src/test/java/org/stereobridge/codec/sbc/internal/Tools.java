package org.stereobridge.codec.sbc.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Other implementations of SBC, as programs. */
final class Tools {

    private static final int AU_OFFSET_FIELD = 4;

    private Tools() {
    }

    /** libsbc's decoder; 16-bit range, channels by samples. */
    static double[][] sbcdec(Path folder, byte[] stream, int channels) throws IOException, InterruptedException {
        Path in = Files.write(folder.resolve("in.sbc"), stream);
        Path out = folder.resolve("sbcdec.au");
        Files.deleteIfExists(out);
        run("sbcdec", "sbc-tools", List.of("-f", out.toString(), in.toString()));
        byte[] au = Files.readAllBytes(out);
        int start = ByteBuffer.wrap(au).getInt(AU_OFFSET_FIELD);
        return samples(ByteBuffer.wrap(au, start, au.length - start).order(ByteOrder.BIG_ENDIAN), channels);
    }

    /** FFmpeg's decoder; 16-bit range, channels by samples. */
    static double[][] ffmpeg(Path folder, byte[] stream, int channels) throws IOException, InterruptedException {
        Path in = Files.write(folder.resolve("in.sbc"), stream);
        Path out = folder.resolve("ffmpeg.raw");
        run("ffmpeg", "ffmpeg", List.of("-v", "error", "-nostdin", "-y", "-f", "sbc", "-i", in.toString(),
                "-f", "s16le", out.toString()));
        return samples(ByteBuffer.wrap(Files.readAllBytes(out)).order(ByteOrder.LITTLE_ENDIAN), channels);
    }

    /** libsbc's encoder. */
    static byte[] sbcenc(Path folder, float[][] in, int channels, int rateHz, List<String> options)
            throws IOException, InterruptedException {
        int frames = in[0].length;
        ByteBuffer au = ByteBuffer.allocate(24 + 2 * frames * channels);
        au.put(".snd".getBytes(StandardCharsets.US_ASCII)).putInt(24).putInt(2 * frames * channels)
                .putInt(3).putInt(rateHz).putInt(channels);
        for (int n = 0; n < frames; n++) {
            for (int channel = 0; channel < channels; channel++) {
                au.putShort((short) Math.round(in[channel][n] * 32_768));
            }
        }
        Path file = Files.write(folder.resolve("in.au"), au.array());
        List<String> arguments = new ArrayList<>(options);
        arguments.add(file.toString());
        return run("sbcenc", "sbc-tools", arguments);
    }

    private static byte[] run(String tool, String debianPackage, List<String> arguments)
            throws IOException, InterruptedException {
        assumeTrue(isInstalled(tool), tool + " is not installed (Debian package " + debianPackage + ")");
        List<String> command = new ArrayList<>(List.of(tool));
        command.addAll(arguments);
        Process process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        byte[] output = process.getInputStream().readAllBytes();
        assertEquals(0, process.waitFor(), () -> String.join(" ", command));
        return output;
    }

    private static boolean isInstalled(String tool) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, tool)));
    }

    private static double[][] samples(ByteBuffer interleaved, int channels) {
        double[][] samples = new double[channels][interleaved.remaining() / 2 / channels];
        for (int n = 0; n < samples[0].length; n++) {
            for (int channel = 0; channel < channels; channel++) {
                samples[channel][n] = interleaved.getShort();
            }
        }
        return samples;
    }
}
