package org.stereobridge.codec.sbc.internal;

import org.stereobridge.a2dp.SbcConfig;
import org.stereobridge.a2dp.SbcConfig.Allocation;
import org.stereobridge.a2dp.SbcConfig.ChannelMode;

/**
 * Shares the bitpool among the subbands of a codecFrame (A2DP, appendix B, "Bit allocation").
 *
 * <p>The specification counts, slice by slice from the neediest subband down, the bits that all subbands would take.
 * How many subbands have each need is known beforehand, so a slice costs the same for any number of them.
 *
 * <p>Single-threaded; allocates nothing after construction.
 */
final class BitAllocation {

    /** Values of a scale factor. */
    static final int SCALE_FACTORS = 16;
    /** The most bits that a sample takes. */
    static final int MAX_BITS = 16;

    private static final int[][] LOUDNESS_4 = {{-1, 0, 0, 0}, {-2, 0, 0, 1}, {-2, 0, 0, 1}, {-2, 0, 0, 1}};
    private static final int[][] LOUDNESS_8 = {{-2, 0, 0, 0, 0, 0, 0, 1}, {-3, 0, 0, 0, 0, 0, 1, 2},
        {-4, 0, 0, 0, 0, 0, 1, 2}, {-4, 0, 0, 0, 0, 0, 1, 2}};
    private static final int SILENT_NEED = -5;

    /** Needs are -5 to 15, and a slice looks at those up to 16 above it. */
    private static final int BIAS = 32;
    private static final int NEEDS = 64;

    private final int[] needOf; // by channel, subband and scale factor
    private final int[][] groups; // the subbands that share a bitpool, in the order of the specification
    private final int[] needs;
    private final int[] subbandsOfNeed = new int[NEEDS];

    BitAllocation(SbcConfig config) {
        int subbands = config.subbands();
        int count = config.channels() * subbands;
        needs = new int[count];
        needOf = new int[count * SCALE_FACTORS];
        for (int band = 0; band < count; band++) {
            for (int scaleFactor = 0; scaleFactor < SCALE_FACTORS; scaleFactor++) {
                needOf[band * SCALE_FACTORS + scaleFactor] = need(config, band % subbands, scaleFactor);
            }
        }
        boolean isShared = config.mode() == ChannelMode.STEREO || config.mode() == ChannelMode.JOINT_STEREO;
        groups = new int[isShared ? 1 : config.channels()][count / (isShared ? 1 : config.channels())];
        for (int group = 0; group < groups.length; group++) {
            for (int k = 0; k < groups[group].length; k++) {
                groups[group][k] = isShared ? k % 2 * subbands + k / 2 : group * subbands + k;
            }
        }
    }

    /**
     * Gives each subband its bits.
     *
     * @param scaleFactors 0-15, channel by channel
     * @param bitpool not above {@link SbcConfig#bitpoolLimit()}
     * @param bits what each subband's samples take: 0-16, channel by channel
     */
    void allocate(int[] scaleFactors, int bitpool, int[] bits) {
        for (int band = 0; band < needs.length; band++) {
            needs[band] = needOf[band * SCALE_FACTORS + (scaleFactors[band] & SCALE_FACTORS - 1)];
        }
        for (int[] group : groups) {
            share(group, bitpool, bits);
        }
    }

    private void share(int[] group, int bitpool, int[] bits) {
        int most = SILENT_NEED;
        for (int band : group) {
            int need = needs[band];
            subbandsOfNeed[BIAS + need]++;
            most = Math.max(most, need);
        }
        int slice = most; // the slice of the greatest need, which takes no bits yet
        int refining = 0; // subbands that take one more bit in this slice
        int sliceCount = 0;
        int count = 0;
        while (count + sliceCount < bitpool) {
            count += sliceCount;
            slice--;
            refining += subbandsOfNeed[BIAS + slice + 2] - subbandsOfNeed[BIAS + slice + 16];
            sliceCount = refining + 2 * subbandsOfNeed[BIAS + slice + 1];
        }
        if (count + sliceCount == bitpool) {
            count += sliceCount;
            slice--;
        }
        for (int band : group) {
            int need = needs[band];
            subbandsOfNeed[BIAS + need] = 0;
            bits[band] = need < slice + 2 ? 0 : Math.min(need - slice, MAX_BITS);
        }
        spendRest(group, bitpool - count, slice, bits);
    }

    private void spendRest(int[] group, int rest, int slice, int[] bits) {
        int left = rest;
        for (int k = 0; k < group.length && left > 0; k++) {
            int band = group[k];
            if (bits[band] >= 2 && bits[band] < MAX_BITS) {
                bits[band]++;
                left--;
            } else if (needs[band] == slice + 1 && left > 1) {
                bits[band] = 2;
                left -= 2;
            }
        }
        for (int k = 0; k < group.length && left > 0; k++) {
            int band = group[k];
            if (bits[band] < MAX_BITS) {
                bits[band]++;
                left--;
            }
        }
    }

    private static int need(SbcConfig config, int subband, int scaleFactor) {
        if (config.allocation() == Allocation.SNR) {
            return scaleFactor;
        }
        if (scaleFactor == 0) {
            return SILENT_NEED;
        }
        int[][] offsets = config.subbands() == 4 ? LOUDNESS_4 : LOUDNESS_8;
        int row = switch (config.rateHz()) {
            case 16_000 -> 0;
            case 32_000 -> 1;
            case 44_100 -> 2;
            default -> 3;
        };
        int loudness = scaleFactor - offsets[row][subband];
        return loudness > 0 ? loudness / 2 : loudness;
    }
}
