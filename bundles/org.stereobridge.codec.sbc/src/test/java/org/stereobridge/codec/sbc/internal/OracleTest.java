package org.stereobridge.codec.sbc.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.stereobridge.a2dp.SbcConfig;
import org.stereobridge.a2dp.SbcConfig.Allocation;
import org.stereobridge.a2dp.SbcConfig.ChannelMode;

/**
 * Other people's codecs as judges. Both libsbc and FFmpeg decode in fixed point and give 16-bit samples, each cut off
 * downwards, so they differ from the exact result by up to 4 LSB and by 0.7-0.9 LSB rms; these are the bounds.
 */
class OracleTest {

    private static final int FRAMES_A_BITPOOL = 6;
    private static final double FIXED_POINT_LSB = 5;
    private static final double FIXED_POINT_RMS_LSB = 1.1;
    private static final double FLOAT_LSB = 0.01;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @MethodSource("shapes")
    void shouldAgreeWithLibsbcOnOurStreams(SbcConfig config) throws Exception {
        byte[] stream = stream(config);

        assertBothNear(config, stream, Tools.sbcdec(folder, stream, config.channels()));
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void shouldAgreeWithFfmpegOnOurStreams(SbcConfig config) throws Exception {
        byte[] stream = stream(config);

        assertBothNear(config, stream, Tools.ffmpeg(folder, stream, config.channels()));
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void shouldDecodeStreamsOfLibsbc(SbcConfig config) throws Exception {
        int bitpool = Math.min(40, config.bitpoolLimit());
        byte[] stream = libsbcStream(config, bitpool, Streams.music(2, 0.5, 20 * config.frameLength()));

        assertBothNear(config, stream, Tools.sbcdec(folder, stream, config.channels()));
    }

    @Test
    void shouldEncodeAtLeastAsWellAsLibsbc() throws Exception {
        int frames = 400 * Shapes.JOINT_53.frameLength();
        float[][] music = Streams.music(3, 0.5, frames);

        byte[] ours = Streams.encode(Shapes.JOINT_53, music, 53);
        byte[] theirs = libsbcStream(Shapes.JOINT_53, 53, music);

        double ourNoise = Streams.rmsError(delayed(music), Streams.decodeExactly(Shapes.JOINT_53, ours));
        double theirNoise = Streams.rmsError(delayed(music), Streams.decodeExactly(Shapes.JOINT_53, theirs));
        assertEquals(theirs.length, ours.length);
        assertTrue(ourNoise <= 1.01 * theirNoise, ourNoise + " LSB, libsbc " + theirNoise);
    }

    static List<SbcConfig> shapes() {
        return Shapes.tried();
    }

    private static byte[] stream(SbcConfig config) {
        int[] bitpools = Shapes.bitpools(config);
        int frames = FRAMES_A_BITPOOL * bitpools.length * config.frameLength();
        return Streams.encode(config, Streams.music(1, 0.5, frames), bitpools);
    }

    private byte[] libsbcStream(SbcConfig config, int bitpool, float[][] in) throws Exception {
        String[] modes = {"", "-d", "", "-j"};
        String mode = modes[config.mode().ordinal()];
        String allocation = config.allocation() == Allocation.SNR ? "-S" : "";
        List<String> options = Stream.of("-s" + config.subbands(), "-B" + config.blocks(), "-b" + bitpool, mode,
                allocation).filter(option -> !option.isEmpty()).toList();
        int channels = config.mode() == ChannelMode.MONO ? 1 : 2;
        return Tools.sbcenc(folder, in, channels, config.rateHz(), options);
    }

    private static void assertBothNear(SbcConfig config, byte[] stream, double[][] theirs) {
        double[][] exact = Streams.decodeExactly(config, stream);
        double[][] ours = Streams.decode(config, stream);

        assertEquals(ours[0].length, theirs[0].length);
        assertEquals(0, Streams.greatestError(ours, theirs), FIXED_POINT_LSB);
        assertEquals(0, Streams.rmsError(exact, theirs), FIXED_POINT_RMS_LSB);
        assertEquals(0, Streams.greatestError(exact, ours), FLOAT_LSB);
        assertTrue(Streams.rmsError(exact, ours) < Streams.rmsError(exact, theirs));
    }

    /** In 16-bit range, as late as the filter banks of 8 subbands make it. */
    private static double[][] delayed(float[][] in) {
        int delay = 73;
        double[][] out = new double[in.length][in[0].length];
        for (int channel = 0; channel < in.length; channel++) {
            for (int n = delay; n < in[channel].length; n++) {
                out[channel][n] = 32_768.0 * in[channel][n - delay];
            }
        }
        return out;
    }
}
