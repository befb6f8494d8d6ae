package org.stereobridge.a2dp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stereobridge.testkit.Allocations;

class SbcPayloadEncoderTest {

    private final FakeFrameEncoder frames = new FakeFrameEncoder(Frames.MONO);
    private final SbcPayloadEncoder encoder = new SbcPayloadEncoder(Frames.MONO, frames);
    private final float[][] in = new float[1][16 * 128];
    private final byte[] payload = new byte[2_000];

    /** A frame of MONO 53 has 114 bytes; the count has four bits. */
    @ParameterizedTest
    @CsvSource({"-5, 0", "0, 0", "114, 0", "115, 1", "228, 1", "229, 2", "659, 5", "1711, 15", "9999, 15"})
    void shouldFitWholeFramesOnly(int room, int codecFrames) {
        assertEquals(codecFrames, encoder.maxCodecFrames(room));
    }

    @Test
    void shouldWriteCountAndFramesInTurn() {
        int bytes = encoder.encode(in, 7, 3, payload, 12);

        assertEquals(1 + 3 * 114, bytes);
        assertEquals(3, payload[12]);
        assertEquals(7 + 2 * 128, frames.lastFrameOffset);
        for (int frame = 0; frame < 3; frame++) {
            assertTrue(new SbcFrameHeader().parse(payload, 13 + frame * 114, 114));
        }
    }

    @Test
    void shouldStepDownBitpoolLadder() {
        encoder.quality(3);

        assertEquals(4, encoder.qualities());
        assertEquals(1 + 70, encoder.encode(in, 0, 1, payload, 0));
        assertEquals(31, payload[3]);
        assertEquals(9, encoder.maxCodecFrames(659));
    }

    @Test
    void shouldRefuseMoreThanFits() {
        assertThrows(IllegalArgumentException.class, () -> encoder.encode(in, 0, 16, payload, 0), "codecFrames=16");
        assertThrows(IllegalArgumentException.class, () -> encoder.encode(in, 0, 0, payload, 0), "codecFrames=0");
        assertThrows(IllegalArgumentException.class, () -> encoder.encode(in, 0, 2, new byte[228], 0));
    }

    @Test
    void shouldPassResetAndCloseOn() {
        encoder.reset();
        encoder.close();

        assertEquals(1, frames.resets);
        assertTrue(frames.isClosed);
    }

    @Test
    void shouldNotAllocate() {
        assertEquals(0, Allocations.bytesIn(() -> encoder.encode(in, 0, 5, payload, 0)));
    }
}
