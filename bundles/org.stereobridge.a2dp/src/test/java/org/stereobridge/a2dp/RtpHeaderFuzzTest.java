package org.stereobridge.a2dp;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;

class RtpHeaderFuzzTest {

    @FuzzTest(maxDuration = "20s")
    void shouldBoundAnyPacket(byte @NotNull [] packet) {
        Hostile.rtpHeader(packet);
    }
}
