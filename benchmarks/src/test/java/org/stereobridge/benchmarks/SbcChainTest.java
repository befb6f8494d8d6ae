package org.stereobridge.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.stereobridge.benchmarks.SbcChain.Part;
import org.stereobridge.testkit.Allocations;

class SbcChainTest {

    private final byte[] stream = SbcChain.stream(1);
    private final SbcChain chain = new SbcChain(stream);

    @ParameterizedTest
    @EnumSource(Part.class)
    void shouldTakeAllOfTheStreamThroughEachPart(Part part) {
        assertEquals(stream.length / SbcChain.IN_BYTES, chain.run(part));
    }

    @ParameterizedTest
    @EnumSource(Part.class)
    void shouldNotAllocate(Part part) {
        assertEquals(0, Allocations.bytesIn(() -> chain.run(part), 60, 10));
    }

    @Test
    void shouldTellWhatWasDone() {
        int before = chain.checksum();

        chain.run(Part.CHAIN);

        assertNotEquals(before, chain.checksum());
    }
}
