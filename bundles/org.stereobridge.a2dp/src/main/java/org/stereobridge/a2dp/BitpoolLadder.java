package org.stereobridge.a2dp;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The bitpools that a stream steps through when the air gets crowded. The first step is the best that was agreed on;
 * below it follow those of 53, 45, 38 and 31 that are smaller and still within the range. Immutable.
 */
public final class BitpoolLadder {

    private static final int[] RUNGS = {53, 45, 38, 31};

    private final int[] bitpools;

    public BitpoolLadder(SbcConfig config) {
        int best = config.greatestBitpool();
        bitpools = IntStream.concat(IntStream.of(best),
                Arrays.stream(RUNGS).filter(rung -> rung < best && rung >= config.minBitpool())).toArray();
    }

    /** How many steps there are, at least 1. */
    public int steps() {
        return bitpools.length;
    }

    /** The bitpool of a step; 0 is the best. */
    public int bitpool(int step) {
        return bitpools[step];
    }
}
