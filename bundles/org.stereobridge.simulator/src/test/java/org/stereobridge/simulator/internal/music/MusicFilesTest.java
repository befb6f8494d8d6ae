package org.stereobridge.simulator.internal.music;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.stereobridge.simulator.internal.music.AudioBytes.FLOAT;
import static org.stereobridge.simulator.internal.music.AudioBytes.PCM;
import static org.stereobridge.simulator.internal.music.AudioBytes.aiff;
import static org.stereobridge.simulator.internal.music.AudioBytes.ascii;
import static org.stereobridge.simulator.internal.music.AudioBytes.wav;

import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.stereobridge.a2dp.SbcConfig;
import org.stereobridge.a2dp.SbcFrameHeader;
import org.stereobridge.simulator.internal.Music;
import org.stereobridge.simulator.internal.PcmMusic;
import org.stereobridge.simulator.internal.RefusedException;
import org.stereobridge.simulator.internal.SbcMusic;

class MusicFilesTest {

    private static final float[][] HALF_AND_MINUS_QUARTER = {{0.5f}, {-0.25f}};

    @TempDir
    private Path folder;

    static List<Arguments> oneFrame() {
        byte[] floats = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putFloat(0.5f).putFloat(-0.25f).array();
        byte[] doubles = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN).putDouble(0.5).putDouble(-0.25).array();
        byte[] bigFloats = ByteBuffer.allocate(8).putFloat(0.5f).putFloat(-0.25f).array();
        return List.of(
                Arguments.of("WAV 16", wav(PCM, 2, 48_000, 16, bytes(0x00, 0x40, 0x00, 0xE0))),
                Arguments.of("WAV 24", wav(PCM, 2, 48_000, 24, bytes(0, 0, 0x40, 0, 0, 0xE0))),
                Arguments.of("WAV 32", wav(PCM, 2, 48_000, 32, bytes(0, 0, 0, 0x40, 0, 0, 0, 0xE0))),
                Arguments.of("WAV float", wav(FLOAT, 2, 48_000, 32, floats)),
                Arguments.of("WAV double", wav(FLOAT, 2, 48_000, 64, doubles)),
                Arguments.of("AIFF 16", aiff(null, 16, 1, bytes(0x40, 0x00, 0xE0, 0x00))),
                Arguments.of("AIFF 24", aiff(null, 24, 1, bytes(0x40, 0, 0, 0xE0, 0, 0))),
                Arguments.of("AIFF-C little-endian", aiff("sowt", 16, 1, bytes(0x00, 0x40, 0x00, 0xE0))),
                Arguments.of("AIFF-C float", aiff("fl32", 32, 1, bigFloats)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("oneFrame")
    void shouldReadSamples(String name, byte[] content) throws Exception {
        Path file = file("music", content);

        try (PcmMusic music = (PcmMusic) open(file)) {
            float[][] samples = new float[2][1];

            assertEquals(1, music.read(samples, 0, 1));
            assertArrayEquals(HALF_AND_MINUS_QUARTER, samples);
            assertEquals(-1, music.read(samples, 0, 1));
            assertEquals(48_000, music.rateHz());
            assertEquals(1, music.frames());
        }
    }

    @Test
    void shouldReadAgainAfterRewind() throws Exception {
        Path file = file("music.wav", wav(PCM, 2, 44_100, 16, bytes(0x00, 0x40, 0x00, 0xE0)));

        try (PcmMusic music = (PcmMusic) open(file)) {
            float[][] samples = new float[2][1];
            music.read(new float[2][1], 0, 1);

            assertTrue(music.rewind());
            assertEquals(1, music.read(samples, 0, 1));
            assertArrayEquals(HALF_AND_MINUS_QUARTER, samples);
        }
    }

    @Test
    void shouldTakeWhatIsNoNumberForSilence() throws Exception {
        byte[] floats = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putFloat(Float.NaN)
                .putFloat(Float.POSITIVE_INFINITY).array();

        try (PcmMusic music = (PcmMusic) open(file("nan.wav", wav(FLOAT, 2, 44_100, 32, floats)))) {
            float[][] samples = {{1}, {1}};
            music.read(samples, 0, 1);

            assertArrayEquals(new float[][] {{0}, {0}}, samples);
        }
    }

    @Test
    void shouldReadPipeWhoseLengthIsNotKnown() throws Exception {
        // What sox and ffmpeg write to a pipe.
        byte[] piped = wav(PCM, 2, 44_100, 16, -1, bytes(0x00, 0x40, 0x00, 0xE0));

        try (PcmMusic music = (PcmMusic) new MusicFiles(new ByteArrayInputStream(piped)).open("-", 0)) {
            float[][] samples = new float[2][8];

            assertEquals(-1, music.frames());
            assertEquals(1, music.read(samples, 0, 8));
            assertEquals(0.5f, samples[0][0]);
            assertFalse(music.rewind());
        }
    }

    @Test
    void shouldPassSbcThrough() throws Exception {
        byte[] frame = sbcFrame(SbcConfig.ChannelMode.JOINT_STEREO, 53);
        Path file = file("music.sbc", twice(frame));

        try (SbcMusic music = (SbcMusic) open(file)) {
            byte[] read = new byte[1024];

            assertEquals(256, music.frames());
            assertEquals(128, music.codecFrameLength());
            assertEquals("SBC joint 53, 44.1 kHz", SbcConfig.parse(music.configOctets()).orElseThrow().label());
            assertEquals(frame.length, music.readCodecFrame(read, 0));
            assertArrayEquals(frame, Arrays.copyOf(read, frame.length));
            assertEquals(frame.length, music.readCodecFrame(read, 0));
            assertEquals(-1, music.readCodecFrame(read, 0));
        }
    }

    static List<Arguments> wrong() {
        byte[] four = new byte[4];
        byte[] joint = sbcFrame(SbcConfig.ChannelMode.JOINT_STEREO, 53);
        byte[] damaged = joint.clone();
        damaged[5] ^= 0x10;
        return List.of(
                Arguments.of("empty", new byte[0]),
                Arguments.of("no audio", ascii("Dear diary, today I played no music")),
                Arguments.of("not read here", ascii("ID3\4\0\0\0\0\0\0\0\0")),
                Arguments.of("mono", wav(PCM, 1, 44_100, 16, four)),
                Arguments.of("6 channels", wav(PCM, 6, 44_100, 16, new byte[12])),
                Arguments.of("8-bit", wav(PCM, 2, 44_100, 8, four)),
                Arguments.of("96000 Hz", wav(PCM, 2, 96_000, 16, four)),
                Arguments.of("compressed", wav(0x55, 2, 44_100, 16, four)),
                Arguments.of("truncated", wav(PCM, 2, 44_100, 16, 400, four)),
                Arguments.of("truncated", Arrays.copyOf(wav(PCM, 2, 44_100, 16, four), 30)),
                Arguments.of("truncated", aiff(null, 16, 100, four)),
                Arguments.of("compressed", aiff("ima4", 16, 1, four)),
                Arguments.of("without samples", wav(PCM, 2, 44_100, 16)),
                Arguments.of("truncated", Arrays.copyOf(twice(joint), joint.length + 50)),
                Arguments.of("damaged", damaged),
                Arguments.of("mono", sbcFrame(SbcConfig.ChannelMode.MONO, 31)),
                Arguments.of("truncated", ascii("fLaC\0\0")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wrong")
    void shouldRefuseInOneLine(String expected, byte[] content) throws Exception {
        Path file = file("wrong", content);

        RefusedException refused = assertThrows(RefusedException.class, () -> open(file));

        assertEquals(RefusedException.CONTENT, refused.exitCode(), refused.getMessage());
        assertTrue(refused.getMessage().contains(expected), refused.getMessage());
        assertTrue(refused.getMessage().contains(file.toString()), refused.getMessage());
        assertEquals(1, refused.getMessage().lines().count());
    }

    @Test
    void shouldRefuseWhatIsNotThere() {
        RefusedException missing =
                assertThrows(RefusedException.class, () -> open(folder.resolve("missing.wav")));
        RefusedException directory = assertThrows(RefusedException.class, () -> open(folder));

        assertEquals(RefusedException.NO_INPUT, missing.exitCode());
        assertEquals(RefusedException.NO_INPUT, directory.exitCode());
    }

    private Path file(String name, byte[] content) throws Exception {
        return Files.write(folder.resolve(name), content);
    }

    private static Music open(Path file) throws RefusedException {
        return new MusicFiles(new ByteArrayInputStream(new byte[0])).open(file.toString(), 0);
    }

    /** A frame of silence. */
    private static byte[] sbcFrame(SbcConfig.ChannelMode mode, int bitpool) {
        var config = new SbcConfig(44_100, mode, 16, 8, SbcConfig.Allocation.LOUDNESS, bitpool, bitpool);
        byte[] frame = new byte[config.frameBytes(bitpool)];
        frame[0] = (byte) SbcFrameHeader.SYNC_WORD;
        frame[1] = (byte) SbcFrameHeader.shape(config);
        frame[2] = (byte) bitpool;
        frame[3] = (byte) SbcFrameHeader.crc(frame, 0, SbcFrameHeader.sideInfoBits(mode, 8));
        return frame;
    }

    private static byte[] twice(byte[] bytes) {
        byte[] both = Arrays.copyOf(bytes, 2 * bytes.length);
        System.arraycopy(bytes, 0, both, bytes.length, bytes.length);
        return both;
    }

    private static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }
}
