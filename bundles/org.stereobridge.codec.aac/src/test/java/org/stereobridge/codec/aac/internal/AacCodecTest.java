package org.stereobridge.codec.aac.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.stereobridge.testkit.Allocations;
import org.stereobridge.testkit.Signals;

class AacCodecTest {

    private static final int FRAME = LibFdkAac.FRAME_LENGTH;
    private static final int PACKETS = 60;
    private static final int DELAY = AacEncoder.DELAY_FRAMES;

    private final byte[] payload = new byte[1_000];

    @BeforeEach
    void needLibrary() {
        assumeTrue(AacProvider.problem().isEmpty(),
                () -> "libfdk-aac is not installed: " + AacProvider.problem().orElse(""));
    }

    private static AacConfig config(int rateHz, int channels) {
        return new AacConfig(0x80, rateHz, channels, false, AacConfig.SPEAKER_BIT_RATE);
    }

    private float[][] code(AacConfig config, float[][] in) {
        float[][] out = new float[config.channels()][PACKETS * FRAME];
        try (var encoder = new AacEncoder(config); var decoder = new AacDecoder(config)) {
            for (int packet = 0; packet < PACKETS; packet++) {
                int bytes = encoder.encode(in, packet * FRAME, 1, payload, 0);
                assertEquals(FRAME, decoder.decode(payload, 0, bytes, out, packet * FRAME));
            }
            assertEquals(0, decoder.badCodecFrames());
        }
        return out;
    }

    @ParameterizedTest
    @CsvSource({"44100, 1, 1000, 50", "48000, 1, 440, 50", "44100, 2, 1000, 45"})
    void shouldBeHeardAsLateAsItTells(int rateHz, int channels, double frequencyHz, double leastDb) {
        float[] tone = Signals.sine(frequencyHz, 0.5, rateHz, PACKETS * FRAME);

        float[][] out = code(config(rateHz, channels), new float[][] {tone, tone});

        for (float[] channel : out) {
            double snrDb = Signals.snrDb(tone, 20_000, channel, 20_000 + DELAY, 30_000);
            assertTrue(snrDb > leastDb, snrDb + " dB");
        }
    }

    /** What is hardest to code, in frames that differ, which makes for the longest ones. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void shouldNeverExceedItsPacket(int channels) {
        float[][] in = {Signals.noise(1, 1, PACKETS * FRAME), Signals.noise(2, 1, PACKETS * FRAME)};
        for (float[] row : in) {
            for (int n = 0; n < row.length; n++) {
                row[n] *= n / 5_000 % 2 == 0 ? 1 : 0.001f;
            }
        }

        code(config(44_100, channels), in); // throws where a frame is too long
    }

    @Test
    void shouldTellWhatFits() {
        try (var encoder = new AacEncoder(config(44_100, 1))) {
            assertEquals(1, encoder.maxCodecFrames(660));
            assertEquals(0, encoder.maxCodecFrames(659));
            assertThrows(IllegalArgumentException.class, () -> encoder.encode(new float[1][FRAME], 0, 1, payload, 341));
            assertThrows(IllegalArgumentException.class, () -> encoder.encode(new float[1][FRAME], 0, 2, payload, 0));
        }
    }

    @Test
    void shouldClipAndTakeNanForSilence() {
        float[][] wild = {new float[FRAME], new float[FRAME]};
        Arrays.fill(wild[0], Float.NaN);
        Arrays.fill(wild[1], 1e30f);
        float[][] tame = {new float[FRAME], new float[FRAME]};
        Arrays.fill(tame[1], 1);
        byte[] expected = new byte[1_000];
        try (var encoder = new AacEncoder(config(44_100, 2)); var other = new AacEncoder(config(44_100, 2))) {
            encoder.encode(wild, 0, 1, payload, 0);
            other.encode(tame, 0, 1, expected, 0);
        }

        assertArrayEquals(expected, payload);
    }

    @Test
    void shouldForgetOnReset() {
        float[][] in = {Signals.music(1, 0.5, 4 * FRAME)};
        byte[] again = new byte[1_000];
        float[][] out = new float[1][FRAME];
        float[][] outAgain = new float[1][FRAME];
        try (var encoder = new AacEncoder(config(44_100, 1)); var decoder = new AacDecoder(config(44_100, 1))) {
            int bytes = encoder.encode(in, 0, 1, payload, 0);
            decoder.decode(payload, 0, bytes, out, 0);
            encoder.encode(in, FRAME, 1, again, 0);
            Arrays.fill(again, (byte) 0);
            encoder.reset();
            decoder.reset();
            encoder.encode(in, 0, 1, again, 0);
            decoder.decode(again, 0, bytes, outAgain, 0);
        }

        assertArrayEquals(payload, again);
        assertArrayEquals(out, outAgain);
    }

    @Test
    void shouldSurviveAnyPayload() {
        var random = new Random(9);
        AacConfig config = config(44_100, 2);
        float[][] in = {Signals.music(1, 0.5, FRAME), Signals.music(2, 0.5, FRAME)};
        float[][] out = new float[2][FRAME + 2];
        try (var encoder = new AacEncoder(config); var decoder = new AacDecoder(config)) {
            for (int packet = 0; packet < 5_000; packet++) {
                int bytes = encoder.encode(in, 0, 1, payload, 0);
                int length = random.nextInt(5) == 0 ? random.nextInt(bytes + 1) : bytes;
                for (int damage = random.nextInt(8); damage > 0; damage--) {
                    payload[random.nextInt(random.nextBoolean() ? 8 : bytes)] = (byte) random.nextInt();
                }
                out[0][0] = 42;
                out[1][FRAME + 1] = 42;

                int frames = decoder.decode(payload, 0, length, out, 1);

                assertTrue(frames == 0 || frames == FRAME);
                assertTrue(out[0][0] == 42 && out[1][FRAME + 1] == 42);
            }
            assertTrue(decoder.badCodecFrames() > 100);
            for (int packet = 0; packet < 8; packet++) {
                int bytes = encoder.encode(in, 0, 1, payload, 0);
                assertEquals(FRAME, decoder.decode(payload, 0, bytes, out, 0));
            }
        }
    }

    @Test
    void shouldRefuseStreamOfAnotherRate() {
        float[][] in = {Signals.music(1, 0.5, FRAME)};
        try (var encoder = new AacEncoder(config(48_000, 1)); var decoder = new AacDecoder(config(44_100, 1))) {
            int bytes = encoder.encode(in, 0, 1, payload, 0);

            assertEquals(0, decoder.decode(payload, 0, bytes, new float[1][FRAME], 0));
            assertEquals(1, decoder.badCodecFrames());
        }
    }

    @Test
    void shouldCloseTwiceAndRefuseAfterwards() {
        var decoder = new AacDecoder(config(44_100, 1));
        var encoder = new AacEncoder(config(44_100, 1));

        decoder.close();
        decoder.close();
        encoder.close();
        encoder.close();
        decoder.reset();
        encoder.reset();

        assertEquals(0, decoder.decode(payload, 0, 100, new float[1][FRAME], 0));
        assertThrows(IllegalArgumentException.class, () -> encoder.encode(new float[1][FRAME], 0, 1, payload, 0));
    }

    @Test
    void shouldNotAllocate() {
        float[][] in = {Signals.music(1, 0.5, FRAME)};
        float[][] out = new float[1][FRAME];
        try (var encoder = new AacEncoder(config(44_100, 1)); var decoder = new AacDecoder(config(44_100, 1))) {
            assertEquals(0, Allocations.bytesIn(() -> {
                int bytes = encoder.encode(in, 0, 1, payload, 0);
                decoder.decode(payload, 0, bytes, out, 0);
            }, 2_000, 300));
        }
    }
}
