package org.stereobridge.a2dp;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;

class RtpReorderFuzzTest {

    @FuzzTest(maxDuration = "20s")
    void shouldAccountForAnyPackets(byte @NotNull [] packets) {
        Hostile.packets(packets);
    }
}
