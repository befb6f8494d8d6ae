package org.stereobridge.a2dp;

import org.stereobridge.a2dp.SbcConfig.Allocation;
import org.stereobridge.a2dp.SbcConfig.ChannelMode;

/**
 * Reads the header of one SBC frame (A2DP 1.4.1, appendix B, 12.6.1) and checks the frame. Bytes are not trusted.
 *
 * <p>Reused for each frame: the accessors tell of the last one that was read. Single-threaded; allocates nothing.
 */
public final class SbcFrameHeader {

    /** The first octet of each frame. */
    public static final int SYNC_WORD = 0x9C;
    /** Octets before the join bits and scale factors. */
    public static final int LENGTH = 4;

    private static final int CRC_START = 0x0F;
    private static final int CRC_POLYNOMIAL = 0x1D; // x^8 + x^4 + x^3 + x^2 + 1
    private static final byte[] CRC_OF_OCTET = new byte[256];
    private static final ChannelMode[] MODES = ChannelMode.values();
    private static final Allocation[] ALLOCATIONS = Allocation.values();

    static {
        for (int octet = 0; octet < 256; octet++) {
            CRC_OF_OCTET[octet] = (byte) crcOfBits(octet, 8);
        }
    }

    private int shape;
    private int rateHz;
    private ChannelMode mode = ChannelMode.MONO;
    private int blocks;
    private int subbands;
    private Allocation allocation = Allocation.LOUDNESS;
    private int bitpool;
    private int frameBytes;

    /**
     * Reads the fields alone, which takes three bytes: enough to know how long the frame is.
     *
     * @return whether they begin a legal frame
     */
    public boolean readFields(byte[] bytes, int offset, int length) {
        if (length < 3 || (bytes[offset] & 0xFF) != SYNC_WORD) {
            return false;
        }
        shape = bytes[offset + 1] & 0xFF;
        rateHz = SbcConfig.rateHz(shape >> 6);
        blocks = 4 + 4 * (shape >> 4 & 3);
        mode = MODES[shape >> 2 & 3];
        allocation = ALLOCATIONS[shape >> 1 & 1];
        subbands = (shape & 1) == 0 ? 4 : 8;
        bitpool = bytes[offset + 2] & 0xFF;
        frameBytes = SbcConfig.frameBytes(mode, blocks, subbands, bitpool);
        return bitpool >= SbcConfig.LEAST_BITPOOL && bitpool <= SbcConfig.bitpoolLimit(mode, subbands);
    }

    /**
     * Reads and checks a whole frame: fields, length and CRC.
     *
     * @param length bytes that there are, which may be more than the frame's
     * @return whether a good frame begins at {@code offset}
     */
    public boolean parse(byte[] bytes, int offset, int length) {
        return readFields(bytes, offset, length) && frameBytes <= length
                && crc(bytes, offset, sideInfoBits(mode, subbands)) == (bytes[offset + 3] & 0xFF);
    }

    /** Whether the frame belongs to a stream of this configuration; its bitpool may be any up to the maximum. */
    public boolean matches(SbcConfig config) {
        return shape == shape(config) && bitpool <= config.maxBitpool();
    }

    public int rateHz() {
        return rateHz;
    }

    public ChannelMode mode() {
        return mode;
    }

    public int channels() {
        return mode.channels();
    }

    public int blocks() {
        return blocks;
    }

    public int subbands() {
        return subbands;
    }

    public Allocation allocation() {
        return allocation;
    }

    public int bitpool() {
        return bitpool;
    }

    /** Bytes of the frame. */
    public int frameBytes() {
        return frameBytes;
    }

    /** Frames of audio in the SBC frame. */
    public int frameLength() {
        return blocks * subbands;
    }

    /** Octet 1 of each frame of this configuration: rate, blocks, mode, allocation, subbands. */
    public static int shape(SbcConfig config) {
        return SbcConfig.rateCode(config.rateHz()) << 6 | (config.blocks() / 4 - 1) << 4
                | config.mode().ordinal() << 2 | config.allocation().ordinal() << 1 | (config.subbands() == 8 ? 1 : 0);
    }

    /** Bits of a frame between its CRC and its samples: join bits and scale factors. */
    public static int sideInfoBits(ChannelMode mode, int subbands) {
        return 4 * subbands * mode.channels() + (mode == ChannelMode.JOINT_STEREO ? subbands : 0);
    }

    /** The CRC-8 of a frame: over octets 1 and 2, and the first {@code sideInfoBits} bits from octet 4 on. */
    public static int crc(byte[] frame, int offset, int sideInfoBits) {
        int crc = CRC_OF_OCTET[CRC_START ^ frame[offset + 1] & 0xFF] & 0xFF;
        crc = CRC_OF_OCTET[crc ^ frame[offset + 2] & 0xFF] & 0xFF;
        int next = offset + LENGTH;
        for (int bits = sideInfoBits; bits >= 8; bits -= 8) {
            crc = CRC_OF_OCTET[crc ^ frame[next++] & 0xFF] & 0xFF;
        }
        int rest = sideInfoBits & 7;
        return rest == 0 ? crc : crcOfBits(crc ^ frame[next] & 0xFF << 8 - rest & 0xFF, rest);
    }

    private static int crcOfBits(int octet, int bits) {
        int crc = octet;
        for (int bit = 0; bit < bits; bit++) {
            crc = crc << 1 ^ ((crc & 0x80) == 0 ? 0 : CRC_POLYNOMIAL);
        }
        return crc & 0xFF;
    }
}
