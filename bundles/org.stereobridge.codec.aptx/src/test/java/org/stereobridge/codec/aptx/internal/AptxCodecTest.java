package org.stereobridge.codec.aptx.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.stereobridge.codec.CodecId;
import org.stereobridge.codec.Decoder;
import org.stereobridge.codec.Encoder;
import org.stereobridge.codec.StreamConfig;
import org.stereobridge.codec.StreamUse;
import org.stereobridge.testkit.Allocations;
import org.stereobridge.testkit.Signals;

class AptxCodecTest {

    private static final int CODEC_FRAMES = 21;
    private static final int FRAMES = CODEC_FRAMES * 32;
    private static final int PACKETS = 40;
    private static final int DELAY = AptxKind.DELAY_FRAMES;
    private static final int ROOM = 4_096;

    private final float[][] in = {Signals.music(1, 0.8, PACKETS * FRAMES), Signals.music(2, 0.8, PACKETS * FRAMES)};
    private final float[][] out = {new float[PACKETS * FRAMES], new float[PACKETS * FRAMES]};
    private final byte[] payload = new byte[ROOM];

    @BeforeEach
    void needLibrary() {
        assumeTrue(AptxProvider.problem().isEmpty(),
                () -> "libfreeaptx is not installed: " + AptxProvider.problem().orElse(""));
    }

    private static StreamConfig config(AptxKind kind) {
        var provider = new AptxProvider(kind);
        return provider.choose(provider.capabilities(StreamUse.SPEAKER), StreamUse.SPEAKER, 44_100).orElseThrow();
    }

    /** Codes all packets but those lost, and leaves out bytes at the beginning of one. */
    private long code(AptxKind kind, int lostPacket, int cutPacket, int cutBytes) {
        var provider = new AptxProvider(kind);
        try (Encoder encoder = provider.encoder(config(kind)); Decoder decoder = provider.decoder(config(kind))) {
            for (int packet = 0; packet < PACKETS; packet++) {
                int bytes = encoder.encode(in, packet * FRAMES, CODEC_FRAMES, payload, 0);
                int cut = packet == cutPacket ? cutBytes : 0;
                if (packet != lostPacket) {
                    decoder.decode(payload, cut, bytes - cut, out, packet * FRAMES);
                }
            }
            return decoder.badCodecFrames();
        }
    }

    private double snrDb(int channel, int from, int to) {
        return Signals.snrDb(in[channel], from, out[channel], from + DELAY, to - from - DELAY);
    }

    @ParameterizedTest
    @CsvSource({"APTX, 19.5", "HD, 29.5", "LL, 19.5", "LL_QUALCOMM, 19.5"})
    void shouldHearWhatItSaid(AptxKind kind, double leastDb) {
        long bad = code(kind, -1, -1, 0);

        assertEquals(0, bad);
        for (int channel = 0; channel < 2; channel++) {
            double snrDb = snrDb(channel, 0, PACKETS * FRAMES);
            assertTrue(snrDb > leastDb, kind + ": " + snrDb + " dB");
        }
    }

    private static double snrDbOf(float[] said, float[] heard) {
        return Signals.snrDb(said, 0, heard, DELAY, said.length - DELAY);
    }

    @ParameterizedTest
    @EnumSource(AptxKind.class)
    void shouldFillPacketsByCodewordsAlone(AptxKind kind) {
        try (var encoder = new AptxEncoder(kind)) {
            assertEquals(kind.isHd() ? 48 : 32, encoder.encode(in, 0, 1, payload, 5));
            assertEquals(32, encoder.codecFrameLength());
            assertEquals(kind.isHd() ? 14 : 21, encoder.maxCodecFrames(672));
            assertEquals(0, encoder.maxCodecFrames(31));
            assertEquals(64, encoder.maxCodecFrames(1 << 20));
        }
    }

    /** The rate in the air is the sampling rate divided by the frames in a word, times its bits. */
    @ParameterizedTest
    @CsvSource({"APTX, 352800", "HD, 529200"})
    void shouldHaveFixedBitRate(AptxKind kind, int bitRate) {
        try (var encoder = new AptxEncoder(kind)) {
            int bytes = encoder.encode(in, 0, CODEC_FRAMES, payload, 0);

            assertEquals(bitRate, 8L * bytes * 44_100 / FRAMES);
        }
    }

    @ParameterizedTest
    @CsvSource({"APTX, false", "HD, true", "LL, false", "LL_QUALCOMM, false"})
    void shouldUseRtpForHdAlone(AptxKind kind, boolean usesRtp) {
        assertEquals(usesRtp, new AptxProvider(kind).usesRtp());
    }

    @ParameterizedTest
    @EnumSource(AptxKind.class)
    void shouldGoOnBehindLostPacket(AptxKind kind) {
        long bad = code(kind, 10, -1, 0);

        assertEquals(0, bad);
        assertTrue(snrDb(0, 12 * FRAMES, PACKETS * FRAMES) > 19);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7})
    void shouldFindPhaseAgainWithinAPacket(int words) {
        long bad = code(AptxKind.APTX, -1, 10, words * 4);

        assertEquals(1, bad);
        assertTrue(snrDb(0, 12 * FRAMES, PACKETS * FRAMES) > 19);
    }

    /** Of the bits of a codeword one a channel is covered by the parity, whose place in the eight decides. */
    @ParameterizedTest
    @ValueSource(ints = {80, 83, 87})
    void shouldStayInPhaseBehindDamagedCodeword(int word) {
        try (var encoder = new AptxEncoder(AptxKind.APTX); var decoder = new AptxDecoder(AptxKind.APTX)) {
            for (int packet = 0; packet < PACKETS; packet++) {
                int bytes = encoder.encode(in, packet * FRAMES, CODEC_FRAMES, payload, 0);
                payload[word * 4] ^= (byte) (packet == 10 ? 0x20 : 0);
                decoder.decode(payload, 0, bytes, out, packet * FRAMES);
            }

            assertEquals(1, decoder.badCodecFrames());
            assertTrue(snrDb(0, 11 * FRAMES, PACKETS * FRAMES) > 19);
        }
    }

    @Test
    void shouldKeepLengthOfPacketWithDamagedParity() {
        try (var encoder = new AptxEncoder(AptxKind.APTX); var decoder = new AptxDecoder(AptxKind.APTX)) {
            int bytes = encoder.encode(in, 0, CODEC_FRAMES, payload, 0);
            payload[80 * 4] ^= 0x20; // of 16 bits the one that the parity covers
            Arrays.fill(out[0], 9);

            assertEquals(FRAMES, decoder.decode(payload, 0, bytes, out, 0));

            assertEquals(1, decoder.badCodecFrames());
            for (int n = 0; n < FRAMES; n++) {
                assertTrue(Math.abs(out[0][n]) <= 1, "frame " + n);
            }
        }
    }

    @Test
    void shouldCountPacketThatIsNotWhole() {
        try (var encoder = new AptxEncoder(AptxKind.HD); var decoder = new AptxDecoder(AptxKind.HD)) {
            int bytes = encoder.encode(in, 0, CODEC_FRAMES, payload, 0);

            assertEquals(FRAMES - 4, decoder.decode(payload, 0, bytes - 1, out, 0));
            assertEquals(0, decoder.decode(payload, 0, 5, out, 0));
            assertEquals(0, decoder.decode(payload, 0, 0, out, 0));

            assertEquals(3, decoder.badCodecFrames());
        }
    }

    @ParameterizedTest
    @EnumSource(AptxKind.class)
    void shouldDecodePacketsOfAnyLength(AptxKind kind) {
        byte[] stream = new byte[PACKETS * FRAMES / 4 * kind.wordBytes()];
        try (var encoder = new AptxEncoder(kind); var decoder = new AptxDecoder(kind)) {
            int bytes = 0;
            for (int packet = 0; packet < PACKETS; packet++) {
                bytes += encoder.encode(in, packet * FRAMES, CODEC_FRAMES, stream, bytes);
            }
            int frames = 0;
            for (int at = 0, words = 1; at < bytes; at += words * kind.wordBytes(), words = words * 5 % 701 + 1) {
                words = Math.min(words, (bytes - at) / kind.wordBytes());
                frames += decoder.decode(stream, at, words * kind.wordBytes(), out, frames);
            }

            assertEquals(PACKETS * FRAMES, frames);
            assertEquals(0, decoder.badCodecFrames());
            assertTrue(snrDb(1, 0, PACKETS * FRAMES) > 19);
        }
    }

    @Test
    void shouldSendOneChannelAsBoth() {
        float[][] same = {in[0], in[0]};
        try (var encoder = new AptxEncoder(AptxKind.APTX); var decoder = new AptxDecoder(AptxKind.APTX)) {
            for (int packet = 0; packet < PACKETS; packet++) {
                int bytes = encoder.encode(same, packet * FRAMES, CODEC_FRAMES, payload, 0);
                decoder.decode(payload, 0, bytes, out, packet * FRAMES);
            }
        }

        // Their errors are apart: the mean of both is the better one.
        for (int n = 0; n < PACKETS * FRAMES; n++) {
            out[0][n] = (out[0][n] + out[1][n]) / 2;
        }
        double ofOneDb = snrDbOf(in[0], out[1]);
        double ofMeanDb = snrDbOf(in[0], out[0]);
        assertTrue(ofOneDb > 19 && ofMeanDb > ofOneDb + 2, ofOneDb + " dB, together " + ofMeanDb + " dB");
    }

    @Test
    void shouldClipAndTakeNanForSilence() {
        float[][] wild = {new float[FRAMES], new float[FRAMES]};
        Arrays.fill(wild[0], Float.NaN);
        Arrays.fill(wild[1], 1e30f);
        byte[] expected = new byte[ROOM];
        float[][] tame = {new float[FRAMES], new float[FRAMES]};
        Arrays.fill(tame[1], 1);
        try (var encoder = new AptxEncoder(AptxKind.HD); var other = new AptxEncoder(AptxKind.HD)) {
            encoder.encode(wild, 0, CODEC_FRAMES, payload, 0);
            other.encode(tame, 0, CODEC_FRAMES, expected, 0);
        }

        assertArrayEquals(expected, payload);
    }

    @ParameterizedTest
    @EnumSource(AptxKind.class)
    void shouldForgetOnReset(AptxKind kind) {
        byte[] again = new byte[ROOM];
        float[][] outAgain = {new float[FRAMES], new float[FRAMES]};
        float[][] first = {new float[FRAMES], new float[FRAMES]};
        try (var encoder = new AptxEncoder(kind); var decoder = new AptxDecoder(kind)) {
            int bytes = encoder.encode(in, 0, CODEC_FRAMES, payload, 0);
            decoder.decode(payload, 0, bytes, first, 0);
            encoder.reset();
            decoder.reset();
            encoder.encode(in, 0, CODEC_FRAMES, again, 0);
            decoder.decode(again, 0, bytes, outAgain, 0);
        }

        assertArrayEquals(payload, again);
        assertArrayEquals(first, outAgain);
    }

    @Test
    void shouldCloseTwiceAndRefuseAfterwards() {
        var decoder = new AptxDecoder(AptxKind.APTX);
        var encoder = new AptxEncoder(AptxKind.APTX);

        decoder.close();
        decoder.close();
        encoder.close();
        encoder.close();
        decoder.reset();
        encoder.reset();

        assertEquals(0, decoder.decode(payload, 0, 320, out, 0));
        assertThrows(IllegalArgumentException.class, () -> encoder.encode(in, 0, 1, payload, 0));
    }

    @Test
    void shouldRefuseWhatDoesNotFit() {
        var provider = new AptxProvider(AptxKind.APTX);
        try (var encoder = new AptxEncoder(AptxKind.APTX)) {
            assertThrows(IllegalArgumentException.class, () -> encoder.encode(in, 0, 2, new byte[63], 0));
            assertThrows(IllegalArgumentException.class, () -> encoder.encode(in, 0, 0, payload, 0));
            assertThrows(IllegalArgumentException.class, () -> encoder.quality(1));
            assertEquals(1, encoder.qualities());
        }
        assertThrows(IllegalArgumentException.class, () -> provider.encoder(config(AptxKind.HD)));
        assertThrows(IllegalArgumentException.class, () -> provider.decoder(
                new StreamConfig(CodecId.vendor(0x4F, 1), new byte[] {1, 2}, 44_100, 2, "odd")));
    }

    @ParameterizedTest
    @EnumSource(AptxKind.class)
    void shouldNotAllocate(AptxKind kind) {
        try (var encoder = new AptxEncoder(kind); var decoder = new AptxDecoder(kind)) {
            assertEquals(0, Allocations.bytesIn(() -> {
                int bytes = encoder.encode(in, 0, CODEC_FRAMES, payload, 0);
                decoder.decode(payload, 0, bytes, out, 0);
            }, 3_000, 500));
        }
    }
}
