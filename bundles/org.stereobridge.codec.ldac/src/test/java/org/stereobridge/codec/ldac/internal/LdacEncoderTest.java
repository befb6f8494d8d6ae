package org.stereobridge.codec.ldac.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
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
import org.stereobridge.codec.CodecId;
import org.stereobridge.codec.StreamConfig;
import org.stereobridge.codec.StreamUse;
import org.stereobridge.testkit.Allocations;
import org.stereobridge.testkit.Signals;

class LdacEncoderTest {

    private static final int FRAME = LibLdac.FRAME_LENGTH;
    private static final int CODEC_FRAMES = 7;
    private static final int ROOM = 4_096;
    private static final LdacConfig MONO = new LdacConfig(44_100, LdacConfig.MONO);
    private static final LdacConfig STEREO = new LdacConfig(48_000, LdacConfig.STEREO);

    private final float[][] in = {Signals.music(1, 0.8, 400 * FRAME), Signals.music(2, 0.8, 400 * FRAME)};
    private final byte[] payload = new byte[ROOM];

    @BeforeEach
    void needLibrary() {
        assumeTrue(LdacProvider.problem().isEmpty(),
                () -> "libldacBT_enc is not installed: " + LdacProvider.problem().orElse(""));
    }

    /** Checks that a payload is what A2DP asks for, and gives the bytes of its last frame. */
    private int lastFrameBytes(int bytes, int codecFrames, int rateCode, int channelCode) {
        assertEquals(codecFrames, payload[0]);
        int at = 1;
        int last = 0;
        for (int i = 0; i < codecFrames; i++) {
            assertTrue(LdacFrame.isOne(payload, at), "frame " + i);
            assertEquals(rateCode, LdacFrame.rateCode(payload, at));
            assertEquals(channelCode, LdacFrame.channelCode(payload, at));
            last = LdacFrame.bytes(payload, at);
            at += last;
        }
        assertEquals(bytes, at);
        return last;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4, 7, 11, 15})
    void shouldFillPayloadsOfAnyCount(int codecFrames) {
        try (var encoder = new LdacEncoder(MONO)) {
            for (int packet = 0; packet < 20; packet++) {
                int bytes = encoder.encode(in, packet * codecFrames * FRAME, codecFrames, payload, 0);

                assertEquals(165, lastFrameBytes(bytes, codecFrames, 0, 0));
            }
        }
    }

    @Test
    void shouldFillPayloadsOfTwoChannels() {
        try (var encoder = new LdacEncoder(STEREO)) {
            for (int packet = 0; packet < 20; packet++) {
                int bytes = encoder.encode(in, packet * 2 * FRAME, 2, payload, 0);

                assertEquals(330, lastFrameBytes(bytes, 2, 1, 2));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"0, 165, 454781", "1, 110, 303187", "2, 55, 151593"})
    void shouldStepDownTheLadder(int step, int frameBytes, int bitRate) {
        try (var encoder = new LdacEncoder(MONO)) {
            encoder.quality(step);
            int bytes = 0;
            for (int packet = 0; packet < 5; packet++) {
                bytes = encoder.encode(in, packet * CODEC_FRAMES * FRAME, CODEC_FRAMES, payload, 0);
            }

            assertEquals(frameBytes, lastFrameBytes(bytes, CODEC_FRAMES, 0, 0));
            assertEquals(bitRate, 8L * frameBytes * 44_100 / FRAME);
        }
    }

    @Test
    void shouldHaveFramesEnoughWhateverTheQualityDoes() {
        var random = new Random(5);
        for (LdacConfig config : new LdacConfig[] {MONO, STEREO}) {
            try (var encoder = new LdacEncoder(config)) {
                for (int packet = 0; packet < 3_000; packet++) {
                    if (random.nextInt(6) == 0) {
                        encoder.quality(random.nextInt(encoder.qualities()));
                    }
                    int most = encoder.maxCodecFrames(1 + 165 * 15);
                    int codecFrames = 1 + random.nextInt(most);

                    int bytes = encoder.encode(in, random.nextInt(300) * FRAME, codecFrames, payload, 0);

                    assertTrue(bytes <= 1 + 165 * 15);
                    lastFrameBytes(bytes, codecFrames, config == MONO ? 0 : 1, config == MONO ? 0 : 2);
                }
            }
        }
    }

    @Test
    void shouldTellWhatFitsWhileLongerFramesAreHeldBack() {
        try (var encoder = new LdacEncoder(MONO)) {
            assertEquals(4, encoder.maxCodecFrames(679 - 12));
            assertEquals(0, encoder.maxCodecFrames(165));
            assertEquals(15, encoder.maxCodecFrames(ROOM));

            encoder.quality(1);
            assertEquals(4, encoder.maxCodecFrames(679 - 12));
            encoder.encode(in, 0, 15, payload, 0);
            encoder.encode(in, 0, 5, payload, 0);
            assertEquals(6, encoder.maxCodecFrames(679 - 12));
        }
    }

    @Test
    void shouldClipAndTakeNanForSilence() {
        float[][] wild = {new float[CODEC_FRAMES * FRAME], new float[CODEC_FRAMES * FRAME]};
        Arrays.fill(wild[0], Float.NaN);
        Arrays.fill(wild[1], 1e30f);
        float[][] tame = {new float[CODEC_FRAMES * FRAME], new float[CODEC_FRAMES * FRAME]};
        Arrays.fill(tame[1], 1);
        byte[] expected = new byte[ROOM];
        try (var encoder = new LdacEncoder(STEREO); var other = new LdacEncoder(STEREO)) {
            for (int packet = 0; packet < 3; packet++) {
                encoder.encode(wild, 0, CODEC_FRAMES, payload, 0);
                other.encode(tame, 0, CODEC_FRAMES, expected, 0);
            }
        }

        assertArrayEquals(expected, payload);
    }

    @Test
    void shouldForgetOnResetAndKeepQuality() {
        byte[] again = new byte[ROOM];
        try (var encoder = new LdacEncoder(MONO)) {
            encoder.quality(1);
            encoder.encode(in, 0, 15, payload, 0);
            encoder.encode(in, 15 * FRAME, 15, payload, 0);
            encoder.reset();
            encoder.encode(in, 0, 15, again, 0);
            encoder.encode(in, 15 * FRAME, 15, again, 0);

            assertEquals(110, LdacFrame.bytes(again, 1 + 14 * 110));
        }
        assertArrayEquals(Arrays.copyOfRange(payload, 1 + 110 * 5, 1 + 110 * 15),
                Arrays.copyOfRange(again, 1 + 110 * 5, 1 + 110 * 15));
    }

    @Test
    void shouldServeSpeakersOnly() {
        var provider = new LdacProvider();

        assertTrue(provider.serves(StreamUse.SPEAKER));
        assertFalse(provider.serves(StreamUse.PROGRAMME));
        assertTrue(provider.choose(provider.capabilities(StreamUse.SPEAKER), StreamUse.PROGRAMME, 0).isEmpty());
        assertThrows(UnsupportedOperationException.class, () -> provider.decoder(MONO.streamConfig()));
        assertThrows(IllegalArgumentException.class, () -> provider.encoder(
                new StreamConfig(CodecId.SBC, new byte[2], 44_100, 1, "SBC")));
        assertEquals("LDAC mono, 44.1 kHz", MONO.streamConfig().label());
    }

    @Test
    void shouldCloseTwiceAndRefuseAfterwards() {
        var encoder = new LdacEncoder(MONO);

        encoder.close();
        encoder.close();
        encoder.reset();
        encoder.quality(1);

        assertThrows(IllegalArgumentException.class, () -> encoder.encode(in, 0, 1, payload, 0));
        assertThrows(IllegalArgumentException.class, () -> encoder.quality(3));
    }

    @Test
    void shouldNotAllocate() {
        try (var encoder = new LdacEncoder(STEREO)) {
            assertEquals(0, Allocations.bytesIn(() -> {
                encoder.quality(1);
                encoder.encode(in, 0, 4, payload, 0);
                encoder.quality(0);
            }, 3_000, 500));
        }
    }
}
