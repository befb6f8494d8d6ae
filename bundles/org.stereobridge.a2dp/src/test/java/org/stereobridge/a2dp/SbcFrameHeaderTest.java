package org.stereobridge.a2dp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.stereobridge.a2dp.SbcConfig.Allocation;
import org.stereobridge.a2dp.SbcConfig.ChannelMode;
import org.stereobridge.testkit.Allocations;

class SbcFrameHeaderTest {

    private final SbcFrameHeader header = new SbcFrameHeader();

    /** Frames that sbcenc 2.0 wrote; side information of 16 to 64 bits, with 36, where the CRC ends within an octet. */
    @ParameterizedTest
    @CsvSource({
        "9cf102afd21100000a80a80a,                 48000, MONO,         16, 8, LOUDNESS, 2",
        "9cc205f4d311cc9430,                       48000, MONO,          4, 4, SNR,      5",
        "9c8c0622ed301d20274d2d10,                 44100, JOINT_STEREO,  4, 4, LOUDNESS, 6",
        "9c9c0667ecaa9000989c40d39e8190,           44100, JOINT_STEREO,  8, 4, LOUDNESS, 6",
        "9ca4032acaa9caa94894922494a46db6e4,       44100, DUAL_CHANNEL, 12, 4, LOUDNESS, 3",
        "9cb90416cbbaa998cbbaa9985aa5a55555555a55, 44100, STEREO,       16, 8, LOUDNESS, 4"})
    void shouldReadFramesOfAnotherEncoder(String hex, int rateHz, ChannelMode mode, int blocks, int subbands,
            Allocation allocation, int bitpool) {
        byte[] frame = HexFormat.of().parseHex(hex);

        assertTrue(header.parse(frame, 0, frame.length));

        assertEquals(new SbcConfig(rateHz, mode, blocks, subbands, allocation, bitpool, bitpool),
                new SbcConfig(header.rateHz(), header.mode(), header.blocks(), header.subbands(), header.allocation(),
                        header.bitpool(), header.bitpool()));
        assertEquals(frame.length, header.frameBytes());
        assertEquals(blocks * subbands, header.frameLength());
        assertEquals(mode.channels(), header.channels());
    }

    static Iterable<SbcConfig> shapes() {
        return Frames.shapes();
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void shouldTellShapesApart(SbcConfig config) {
        byte[] frame = Frames.frame(config, 31, 5);

        assertTrue(header.parse(frame, 0, frame.length));

        assertEquals(1, Frames.shapes().stream().filter(header::matches).count());
        assertTrue(header.matches(config));
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void shouldSeeEachBitThatFlipsInHeaderAndScaleFactors(SbcConfig config) {
        byte[] frame = Frames.frame(config, 20, 6);
        int sideInfoBits = SbcFrameHeader.sideInfoBits(config.mode(), config.subbands());

        for (int bit = 0; bit < 32 + sideInfoBits; bit++) {
            frame[bit / 8] ^= (byte) (0x80 >> bit % 8);
            assertFalse(header.parse(frame, 0, frame.length) && header.matches(config), "bit " + bit);
            frame[bit / 8] ^= (byte) (0x80 >> bit % 8);
        }
        assertTrue(header.parse(frame, 0, frame.length));
    }

    @Test
    void shouldRefuseEachTruncation() {
        byte[] frame = Frames.frame(Frames.JOINT, 53, 1);

        for (int length = -1; length < frame.length; length++) {
            assertFalse(header.parse(frame, 0, length), "length " + length);
        }
        assertTrue(header.readFields(frame, 0, 3));
        assertFalse(header.readFields(frame, 0, 2));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 129, 250, 251, 255})
    void shouldRefuseBitpoolThatMonoOfEightSubbandsCannotUse(int bitpool) {
        byte[] fields = {(byte) SbcFrameHeader.SYNC_WORD, (byte) SbcFrameHeader.shape(Frames.MONO), (byte) bitpool};

        assertFalse(header.readFields(fields, 0, 3));
    }

    @Test
    void shouldTakeAnyBitpoolUpToMaximum() {
        var config = new SbcConfig(44_100, ChannelMode.MONO, 16, 8, Allocation.LOUDNESS, 20, 53);

        for (int bitpool : new int[] {2, 19, 53}) {
            assertTrue(matches(config, bitpool), "bitpool " + bitpool);
        }
        assertFalse(matches(config, 54));
    }

    @Test
    void shouldNotAllocate() {
        byte[] frame = Frames.frame(Frames.JOINT, 53, 1);

        assertEquals(0, Allocations.bytesIn(() -> {
            if (!header.parse(frame, 0, frame.length) || !header.matches(Frames.JOINT)) {
                throw new AssertionError();
            }
        }));
    }

    private boolean matches(SbcConfig config, int bitpool) {
        byte[] frame = Frames.frame(config, bitpool, 1);
        return header.parse(frame, 0, frame.length) && header.matches(config);
    }
}
