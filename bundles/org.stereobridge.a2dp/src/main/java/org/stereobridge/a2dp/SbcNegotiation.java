package org.stereobridge.a2dp;

import java.util.List;
import java.util.Optional;
import org.stereobridge.a2dp.SbcConfig.Allocation;
import org.stereobridge.a2dp.SbcConfig.ChannelMode;
import org.stereobridge.codec.StreamUse;

/**
 * What our SBC endpoints offer, and the best configuration that a peer and we have in common.
 *
 * <p>A speaker gets MONO, which every sink must accept and which needs half the air for the same quality, and where it
 * refuses that, JOINT STEREO, whose second channel costs next to nothing when both are equal. The bitpool is held to
 * what the profile allows in bits a second (A2DP 1.4.1, 4.3.2).
 */
public final class SbcNegotiation {

    /** The greatest bitpool that we offer: the profile's high quality for joint stereo at 44.1 kHz. */
    public static final int MAX_BITPOOL = 53;

    private static final List<ChannelMode> FOR_SPEAKER =
            List.of(ChannelMode.MONO, ChannelMode.JOINT_STEREO, ChannelMode.STEREO, ChannelMode.DUAL_CHANNEL);
    private static final List<ChannelMode> FOR_PROGRAMME =
            List.of(ChannelMode.JOINT_STEREO, ChannelMode.STEREO, ChannelMode.DUAL_CHANNEL, ChannelMode.MONO);
    private static final int[] RATES_HZ = {44_100, 48_000};
    private static final int[] BLOCKS = {16, 12, 8, 4};
    private static final int[] SUBBANDS = {8, 4};
    private static final int ALL_MODES = 0x0F;
    private static final int ALL_SHAPES = 0xFF;

    private SbcNegotiation() {
    }

    /** The capability octets of our endpoint: 44.1 and 48 kHz, every mode, bitpool 2-53. */
    public static byte[] capabilities(StreamUse use) {
        int rates = SbcConfig.rateBit(RATES_HZ[0]) | SbcConfig.rateBit(RATES_HZ[1]);
        return new byte[] {(byte) (rates << 4 | ALL_MODES), (byte) ALL_SHAPES, SbcConfig.LEAST_BITPOOL, MAX_BITPOOL};
    }

    /**
     * Chooses from a peer's capability octets, which are not trusted.
     *
     * @param rateHz the rate that the stream must have; 0 for any, 44.1 kHz before 48
     * @return empty where the octets are malformed or nothing fits
     */
    public static Optional<SbcConfig> choose(byte[] peer, StreamUse use, int rateHz) {
        if (peer.length != SbcConfig.OCTETS) {
            return Optional.empty();
        }
        int minBitpool = peer[2] & 0xFF;
        int maxBitpool = peer[3] & 0xFF;
        int rate = firstRate(peer[0] >> 4, rateHz);
        int blocks = firstBlocks(peer[1] >> 4);
        int subbands = firstSubbands(peer[1] >> 2);
        int allocations = peer[1] & 0x03;
        if (minBitpool < SbcConfig.LEAST_BITPOOL || maxBitpool > SbcConfig.GREATEST_BITPOOL || minBitpool > maxBitpool
                || rate == 0 || blocks == 0 || subbands == 0 || allocations == 0) {
            return Optional.empty();
        }
        Allocation allocation = (allocations & Allocation.LOUDNESS.capabilityBit()) != 0 ? Allocation.LOUDNESS
                : Allocation.SNR;
        for (ChannelMode mode : use == StreamUse.SPEAKER ? FOR_SPEAKER : FOR_PROGRAMME) {
            if ((peer[0] & mode.capabilityBit()) != 0) {
                var widest = new SbcConfig(rate, mode, blocks, subbands, allocation, minBitpool, maxBitpool);
                int best = bestBitpool(widest);
                if (best >= minBitpool) {
                    return Optional.of(new SbcConfig(rate, mode, blocks, subbands, allocation, minBitpool, best));
                }
            }
        }
        return Optional.empty();
    }

    private static int bestBitpool(SbcConfig config) {
        int best = Math.min(MAX_BITPOOL, config.greatestBitpool());
        while (best >= config.minBitpool() && config.bitRate(best) > config.bitRateLimit()) {
            best--;
        }
        return best;
    }

    private static int firstRate(int bits, int rateHz) {
        for (int rate : RATES_HZ) {
            if ((bits & SbcConfig.rateBit(rate)) != 0 && (rateHz == 0 || rateHz == rate)) {
                return rate;
            }
        }
        return 0;
    }

    private static int firstBlocks(int bits) {
        for (int blocks : BLOCKS) {
            if ((bits & SbcConfig.blocksBit(blocks)) != 0) {
                return blocks;
            }
        }
        return 0;
    }

    private static int firstSubbands(int bits) {
        for (int subbands : SUBBANDS) {
            if ((bits & SbcConfig.subbandsBit(subbands)) != 0) {
                return subbands;
            }
        }
        return 0;
    }
}
