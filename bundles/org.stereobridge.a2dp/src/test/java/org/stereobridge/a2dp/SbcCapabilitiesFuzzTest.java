package org.stereobridge.a2dp;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;

class SbcCapabilitiesFuzzTest {

    @FuzzTest(maxDuration = "20s")
    void shouldBoundAnyOctets(byte @NotNull [] octets) {
        Hostile.capabilities(octets);
    }
}
