package org.stereobridge.router.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stereobridge.codec.Encoder;
import org.stereobridge.testkit.Allocations;

class CappedEncoderTest {

    private final Encoder inner = new LadderCodec().encoder(PcmCodec.config(1));

    @Test
    void shouldStartAtItsBestAndNeverBeBetter() {
        var capped = new CappedEncoder(inner, 1);
        assertEquals(10, capped.maxCodecFrames(641));

        capped.quality(0);

        assertEquals(10, capped.maxCodecFrames(641));
        assertEquals(1, capped.qualities());
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 2})
    void shouldRefuseStepThatTheEncoderDoesNotHave(int best) {
        assertThrows(IllegalArgumentException.class, () -> new CappedEncoder(inner, best));
    }

    @Test
    void shouldNotAllocate() {
        var capped = new CappedEncoder(inner, 1);
        float[][] in = new float[1][896];
        byte[] payload = new byte[1_000];

        assertEquals(0, Allocations.bytesIn(() -> {
            capped.quality(0);
            capped.encode(in, 0, Math.min(7, capped.maxCodecFrames(1_000)), payload, 0);
        }));
    }
}
