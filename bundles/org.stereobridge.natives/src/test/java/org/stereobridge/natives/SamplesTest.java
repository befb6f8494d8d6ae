package org.stereobridge.natives;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class SamplesTest {

    @Test
    void shouldRoundAndClipTo16Bits() {
        assertEquals(1, Samples.int16(0.6f / 32_768));
        assertEquals(-1, Samples.int16(-0.6f / 32_768));
        assertEquals(0, Samples.int16(0.4f / 32_768));
        assertEquals(32_767, Samples.int16(1));
        assertEquals(-32_768, Samples.int16(-1));
        assertEquals(32_767, Samples.int16(Float.POSITIVE_INFINITY));
        assertEquals(-32_768, Samples.int16(-1e30f));
        assertEquals(0, Samples.int16(Float.NaN));
    }

    @Test
    void shouldRoundAndClipTo24Bits() {
        assertEquals(1, Samples.int24(0.6f / 8_388_608));
        assertEquals(-1, Samples.int24(-0.6f / 8_388_608));
        assertEquals(0, Samples.int24(0.4f / 8_388_608));
        assertEquals(8_388_607, Samples.int24(1));
        assertEquals(-8_388_608, Samples.int24(-1));
        assertEquals(8_388_607, Samples.int24(Float.POSITIVE_INFINITY));
        assertEquals(-8_388_608, Samples.int24(-1e30f));
        assertEquals(0, Samples.int24(Float.NaN));
    }
}
