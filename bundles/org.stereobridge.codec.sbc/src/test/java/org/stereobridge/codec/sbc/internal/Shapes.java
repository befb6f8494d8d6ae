package org.stereobridge.codec.sbc.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.stereobridge.a2dp.SbcConfig;
import org.stereobridge.a2dp.SbcConfig.Allocation;
import org.stereobridge.a2dp.SbcConfig.ChannelMode;

/** The shapes that an SBC stream can have; {@code -Dlong=true} asks for all of them and for every bitpool. */
final class Shapes {

    static final SbcConfig JOINT_53 =
            new SbcConfig(44_100, ChannelMode.JOINT_STEREO, 16, 8, Allocation.LOUDNESS, 2, 53);
    static final SbcConfig MONO_53 = new SbcConfig(44_100, ChannelMode.MONO, 16, 8, Allocation.LOUDNESS, 2, 53);

    private static final int[] RATES_HZ = {16_000, 32_000, 44_100, 48_000};
    private static final int[] SPREAD = {2, 3, 7, 13, 19, 31, 35, 53, 64, 90, 128, 190, 250};
    private static final boolean IS_LONG = Boolean.getBoolean("long");

    private Shapes() {
    }

    /** All 256, each with the greatest bitpool it can have. */
    static List<SbcConfig> all() {
        List<SbcConfig> all = new ArrayList<>();
        for (int rateHz : RATES_HZ) {
            for (ChannelMode mode : ChannelMode.values()) {
                for (int blocks = 4; blocks <= 16; blocks += 4) {
                    for (int subbands = 4; subbands <= 8; subbands += 4) {
                        for (Allocation allocation : Allocation.values()) {
                            all.add(shape(rateHz, mode, blocks, subbands, allocation));
                        }
                    }
                }
            }
        }
        return all;
    }

    /** All in the long form, else 16 in which each mode meets each value of every other field. */
    static List<SbcConfig> tried() {
        if (IS_LONG) {
            return all();
        }
        List<SbcConfig> some = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            int mode = i & 3;
            int subbands = 4 + (i >> 2 & 1) * 4;
            int allocation = i >> 3 & 1;
            int blocks = 4 + 4 * (mode + (i >> 2) & 3);
            int rateHz = RATES_HZ[mode + 2 * (i >> 2 & 1) + (i >> 3) & 3];
            some.add(shape(rateHz, ChannelMode.values()[mode], blocks, subbands, Allocation.values()[allocation]));
        }
        return some;
    }

    /** Every bitpool in the long form, else some from the least to the greatest. */
    static int[] bitpools(SbcConfig config) {
        int limit = config.bitpoolLimit();
        return IS_LONG ? IntStream.rangeClosed(SbcConfig.LEAST_BITPOOL, limit).toArray()
                : IntStream.of(SPREAD).filter(bitpool -> bitpool <= limit).toArray();
    }

    private static SbcConfig shape(int rateHz, ChannelMode mode, int blocks, int subbands, Allocation allocation) {
        var any = new SbcConfig(rateHz, mode, blocks, subbands, allocation, SbcConfig.LEAST_BITPOOL,
                SbcConfig.GREATEST_BITPOOL);
        return new SbcConfig(rateHz, mode, blocks, subbands, allocation, SbcConfig.LEAST_BITPOOL, any.bitpoolLimit());
    }
}
