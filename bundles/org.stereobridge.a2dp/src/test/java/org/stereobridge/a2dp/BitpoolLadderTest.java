package org.stereobridge.a2dp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stereobridge.a2dp.SbcConfig.Allocation;
import org.stereobridge.a2dp.SbcConfig.ChannelMode;

class BitpoolLadderTest {

    @ParameterizedTest
    @CsvSource({
        "8,  2,  53, '53 45 38 31'", "8, 38,  53, '53 45 38'", "8,  2, 49, '49 45 38 31'", "8,  2, 45, '45 38 31'",
        "8,  2,  31, 31",            "8,  2,  20, 20",         "8, 53, 53, 53",            "8, 60, 76, 76",
        "8,  2,  76, '76 53 45 38 31'", "8, 2, 250, '128 53 45 38 31'", "4, 2, 250, '64 53 45 38 31'"})
    void shouldStepDownWithinRange(int subbands, int minBitpool, int maxBitpool, String expected) {
        var config = new SbcConfig(44_100, ChannelMode.MONO, 16, subbands, Allocation.LOUDNESS, minBitpool, maxBitpool);

        var ladder = new BitpoolLadder(config);

        assertArrayEquals(Arrays.stream(expected.split(" ")).mapToInt(Integer::parseInt).toArray(),
                IntStream.range(0, ladder.steps()).map(ladder::bitpool).toArray());
    }
}
