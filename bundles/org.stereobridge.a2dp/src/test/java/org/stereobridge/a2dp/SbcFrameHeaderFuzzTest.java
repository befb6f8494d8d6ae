package org.stereobridge.a2dp;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;

class SbcFrameHeaderFuzzTest {

    @FuzzTest(maxDuration = "20s")
    void shouldBoundAnyFrame(byte @NotNull [] frame) {
        Hostile.frameHeader(frame);
    }
}
