package org.stereobridge.a2dp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where one stream ends and another begins, and the time that passes between packets. */
class RtpReorderStreamTest {

    private final ReorderRig rig = new ReorderRig();
    private final RtpReorderBuffer buffer = rig.buffer;

    @ParameterizedTest
    @ValueSource(ints = {30_000, 4_003, 64_500, 2_001})
    void shouldGoOnAtJumpWhenAllHeldIsTaken(int jump) {
        rig.offer(3_000);
        rig.taken();
        rig.offer(3_002, jump, jump + 1);

        assertEquals(List.of(3_002, jump, jump + 1), rig.taken());

        assertEquals(1, buffer.restarts());
        assertEquals(1, buffer.lost());
    }

    @Test
    void shouldCountNothingMissingWhereStreamBegins() {
        rig.offer(1);
        rig.taken();
        rig.offer(9_000);
        buffer.poll(rig.payload);

        assertEquals(0, buffer.lostBefore());
        assertEquals(0, buffer.timestampStep());
    }

    @Test
    void shouldTakeGapOfThousandAsLoss() {
        rig.offer(1);
        rig.taken();
        rig.offer(1_001);
        buffer.skipGap();

        assertEquals(List.of(1_001), rig.taken());
        assertEquals(999, buffer.lostBefore());
        assertEquals(0, buffer.restarts());
    }

    @Test
    void shouldDropPacketFromBeforeBeginningOfNewStream() {
        rig.offer(1, 2, 9_000);

        assertFalse(rig.offer(8_999));
        assertEquals(1, buffer.late());
        assertEquals(List.of(1, 2, 9_000), rig.taken());
    }

    @Test
    void shouldTakeTwoJumpsInTurn() {
        rig.offer(1, 5_000, 20_000, 5_001);

        assertEquals(List.of(1, 5_000, 20_000, 5_001), rig.taken());
        assertEquals(3, buffer.restarts());
        assertEquals(0, buffer.lost());
    }

    @Test
    void shouldTellTimestampsAcrossWrap() {
        rig.offerAt(1, 0xFFFF_FF00L);
        rig.offerAt(2, 0x180);
        rig.offerAt(3, 0x100);

        buffer.poll(rig.payload);
        assertEquals(0xFFFF_FF00L, buffer.timestamp());
        assertEquals(0, buffer.timestampStep());
        buffer.poll(rig.payload);
        assertEquals(0x180, buffer.timestamp());
        assertEquals(0x280, buffer.timestampStep());
        buffer.poll(rig.payload);
        assertEquals(-0x80, buffer.timestampStep());
    }

    @Test
    void shouldBeginAnewOnReset() {
        rig.offer(1);
        rig.taken();
        rig.offer(3);
        buffer.reset();
        assertFalse(buffer.isWaiting());
        rig.offer(2);

        assertEquals(List.of(2), rig.taken());
        assertEquals(0, buffer.lost());
        assertEquals(0, buffer.restarts());
    }

    @Test
    void shouldCountPacketFarBehindAsLate() {
        rig.offer(2_000);
        rig.taken();

        assertFalse(rig.offer(1_000));
        assertEquals(1, buffer.late());
        assertEquals(0, buffer.restarts());
    }
}
