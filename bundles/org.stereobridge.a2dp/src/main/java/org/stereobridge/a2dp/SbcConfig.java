package org.stereobridge.a2dp;

import java.util.Objects;
import java.util.Optional;
import org.stereobridge.codec.CodecId;
import org.stereobridge.codec.StreamConfig;

/**
 * A configuration of SBC: all that a stream's frames have in common (A2DP 1.4.1, 4.3.2 and appendix B).
 *
 * @param rateHz 16,000, 32,000, 44,100 or 48,000
 * @param mode how channels are coded
 * @param blocks 4, 8, 12 or 16
 * @param subbands 4 or 8
 * @param allocation how bits are shared among the subbands
 * @param minBitpool 2-250
 * @param maxBitpool from {@code minBitpool} to 250; no frame may ask for more
 */
public record SbcConfig(int rateHz, ChannelMode mode, int blocks, int subbands, Allocation allocation, int minBitpool,
        int maxBitpool) {

    /** How the channels of a frame are coded. The order is that of the frame header's two bits. */
    public enum ChannelMode {
        MONO("mono", 1), DUAL_CHANNEL("dual", 2), STEREO("stereo", 2), JOINT_STEREO("joint", 2);

        private final String label;
        private final int channels;

        ChannelMode(String label, int channels) {
            this.label = label;
            this.channels = channels;
        }

        /** As people write it: {@code mono}, {@code dual}, {@code stereo}, {@code joint}. */
        public String label() {
            return label;
        }

        public int channels() {
            return channels;
        }

        /** Whether each channel has the bitpool for itself, as in MONO and DUAL CHANNEL. */
        public boolean hasBitpoolPerChannel() {
            return this == MONO || this == DUAL_CHANNEL;
        }

        /** The bit of octet 0 of the capabilities. */
        int capabilityBit() {
            return 0x08 >> ordinal();
        }
    }

    /** How bits are shared among the subbands. The order is that of the frame header's bit. */
    public enum Allocation {
        LOUDNESS, SNR;

        /** The bit of octet 1 of the capabilities. */
        int capabilityBit() {
            return 0x01 << ordinal();
        }
    }

    /** Length of capability and configuration octets. */
    public static final int OCTETS = 4;
    /** The smallest bitpool that the specification knows. */
    public static final int LEAST_BITPOOL = 2;
    /** The greatest bitpool that the specification knows. */
    public static final int GREATEST_BITPOOL = 250;

    private static final int[] RATES_HZ = {16_000, 32_000, 44_100, 48_000};
    private static final int MONO_BIT_RATE = 320_000;
    private static final int STEREO_BIT_RATE = 512_000;

    public SbcConfig {
        Objects.requireNonNull(mode, "mode");
        Objects.requireNonNull(allocation, "allocation");
        if (rateCode(rateHz) < 0) {
            throw new IllegalArgumentException("rateHz=" + rateHz);
        }
        if (blocks < 4 || blocks > 16 || blocks % 4 != 0) {
            throw new IllegalArgumentException("blocks=" + blocks);
        }
        if (subbands != 4 && subbands != 8) {
            throw new IllegalArgumentException("subbands=" + subbands);
        }
        if (minBitpool < LEAST_BITPOOL || maxBitpool > GREATEST_BITPOOL || minBitpool > maxBitpool) {
            throw new IllegalArgumentException("bitpool from " + minBitpool + " to " + maxBitpool);
        }
    }

    /** Reads configuration octets of a peer: empty unless each field has exactly one bit and the bitpools are legal. */
    public static Optional<SbcConfig> parse(byte[] octets) {
        if (octets.length != OCTETS) {
            return Optional.empty();
        }
        int rateBit = octets[0] >> 4 & 0x0F;
        int modeBit = octets[0] & 0x0F;
        int blocksBit = octets[1] >> 4 & 0x0F;
        int subbandsBit = octets[1] >> 2 & 0x03;
        int allocationBit = octets[1] & 0x03;
        int minBitpool = octets[2] & 0xFF;
        int maxBitpool = octets[3] & 0xFF;
        boolean isUnique = Integer.bitCount(rateBit) == 1 && Integer.bitCount(modeBit) == 1
                && Integer.bitCount(blocksBit) == 1 && Integer.bitCount(subbandsBit) == 1
                && Integer.bitCount(allocationBit) == 1;
        if (!isUnique || minBitpool < LEAST_BITPOOL || maxBitpool > GREATEST_BITPOOL || minBitpool > maxBitpool) {
            return Optional.empty();
        }
        // Bits run from the smallest value at the left to the greatest at the right; allocation the other way round.
        return Optional.of(new SbcConfig(RATES_HZ[3 - log2(rateBit)], ChannelMode.values()[3 - log2(modeBit)],
                4 * (4 - log2(blocksBit)), subbandsBit == 1 ? 8 : 4, Allocation.values()[log2(allocationBit)],
                minBitpool, maxBitpool));
    }

    /** The configuration octets, as {@link #parse} reads them. */
    public byte[] octets() {
        return new byte[] {(byte) (rateBit(rateHz) << 4 | mode.capabilityBit()),
            (byte) (blocksBit(blocks) << 4 | subbandsBit(subbands) << 2 | allocation.capabilityBit()),
            (byte) minBitpool, (byte) maxBitpool};
    }

    /** The same, as any codec's configuration. */
    public StreamConfig streamConfig() {
        return new StreamConfig(CodecId.SBC, octets(), rateHz, channels(), label());
    }

    public int channels() {
        return mode.channels();
    }

    /** Frames of audio in one SBC frame. */
    public int frameLength() {
        return blocks * subbands;
    }

    /** Frames by which the filter banks of an encoder and a decoder together delay: 73, or 37 with 4 subbands. */
    public int delayFrames() {
        return 9 * subbands + 1;
    }

    /** The greatest bitpool that a frame of this shape can use, whatever was agreed: 16 bits a sample. */
    public int bitpoolLimit() {
        return bitpoolLimit(mode, subbands);
    }

    /** The greatest bitpool that a frame of this stream can have: what was agreed, as far as the shape can use it. */
    public int greatestBitpool() {
        return Math.min(maxBitpool, bitpoolLimit());
    }

    /** Bytes of one SBC frame. */
    public int frameBytes(int bitpool) {
        return frameBytes(mode, blocks, subbands, bitpool);
    }

    /** Bits a second, at the nominal rate. */
    public int bitRate(int bitpool) {
        return (int) (8L * frameBytes(bitpool) * rateHz / frameLength());
    }

    /** The bits a second that the profile allows: 320,000 for one channel, 512,000 for two. */
    public int bitRateLimit() {
        return channels() == 1 ? MONO_BIT_RATE : STEREO_BIT_RATE;
    }

    /** As {@code SBC joint 53, 44.1 kHz}. */
    public String label() {
        String tenth = rateHz % 1_000 == 0 ? "" : "." + rateHz % 1_000 / 100;
        return "SBC " + mode.label() + " " + maxBitpool + ", " + rateHz / 1_000 + tenth + " kHz";
    }

    static int bitpoolLimit(ChannelMode mode, int subbands) {
        return Math.min(GREATEST_BITPOOL, (mode.hasBitpoolPerChannel() ? 16 : 32) * subbands);
    }

    static int frameBytes(ChannelMode mode, int blocks, int subbands, int bitpool) {
        int scaleFactorBytes = subbands * mode.channels() / 2;
        int bits = switch (mode) {
            case MONO -> blocks * bitpool;
            case DUAL_CHANNEL -> 2 * blocks * bitpool;
            case STEREO -> blocks * bitpool;
            case JOINT_STEREO -> subbands + blocks * bitpool;
        };
        return 4 + scaleFactorBytes + (bits + 7) / 8;
    }

    /** The frame header's two bits for a rate, -1 where it has none. */
    static int rateCode(int rateHz) {
        for (int code = 0; code < RATES_HZ.length; code++) {
            if (RATES_HZ[code] == rateHz) {
                return code;
            }
        }
        return -1;
    }

    static int rateHz(int rateCode) {
        return RATES_HZ[rateCode];
    }

    static int rateBit(int rateHz) {
        return 0x08 >> rateCode(rateHz);
    }

    static int blocksBit(int blocks) {
        return 0x10 >> blocks / 4;
    }

    static int subbandsBit(int subbands) {
        return subbands == 8 ? 1 : 2;
    }

    private static int log2(int bit) {
        return Integer.numberOfTrailingZeros(bit);
    }
}
