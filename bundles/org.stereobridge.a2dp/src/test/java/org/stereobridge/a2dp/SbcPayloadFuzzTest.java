package org.stereobridge.a2dp;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;

class SbcPayloadFuzzTest {

    @FuzzTest(maxDuration = "20s")
    void shouldBoundAnyPayloads(byte @NotNull [] payloads) {
        Hostile.payloads(Frames.MONO, payloads);
        Hostile.payloads(Frames.JOINT, payloads);
    }
}
