package org.stereobridge.a2dp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stereobridge.testkit.Allocations;

/** Order, gaps and what is dropped, within one stream. */
class RtpReorderBufferTest {

    private final ReorderRig rig = new ReorderRig();
    private final RtpReorderBuffer buffer = rig.buffer;

    @Test
    void shouldPassPacketsOn() {
        assertEquals(List.of(), rig.taken());

        rig.offer(5, 6, 7);

        assertEquals(List.of(5, 6, 7), rig.taken());
        assertEquals(0, buffer.lost());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 65_533})
    void shouldPutInOrderAcrossWrap(int first) {
        rig.offer(first);
        rig.taken();
        rig.offer(first + 3, first + 1, first + 4, first + 2);

        assertEquals(List.of(first + 1 & 0xFFFF, first + 2 & 0xFFFF, first + 3 & 0xFFFF, first + 4 & 0xFFFF),
                rig.taken());
        assertEquals(0, buffer.lost());
    }

    @Test
    void shouldWaitBehindGapUntilItIsGivenUp() {
        rig.offer(10);
        rig.taken();
        assertFalse(buffer.isWaiting());

        rig.offer(13, 14);
        assertTrue(buffer.isWaiting());
        assertEquals(List.of(), rig.taken());

        buffer.skipGap();
        assertFalse(buffer.isWaiting());
        assertTrue(buffer.poll(rig.payload) >= 0);
        assertEquals(2, buffer.lostBefore());
        assertTrue(buffer.poll(rig.payload) >= 0);
        assertEquals(0, buffer.lostBefore());
        assertEquals(2, buffer.lost());
    }

    @Test
    void shouldGiveUpOneGapAtATime() {
        rig.offer(1);
        rig.taken();
        rig.offer(3, 5);
        buffer.skipGap();

        assertEquals(List.of(3), rig.taken());
        assertTrue(buffer.isWaiting());
    }

    @Test
    void shouldTakePacketThatComesAfterGapWasGivenUp() {
        rig.offer(1);
        rig.taken();
        rig.offer(4);
        buffer.skipGap();
        rig.offer(2);

        assertEquals(List.of(2), rig.taken());
        assertTrue(buffer.isWaiting());
    }

    @Test
    void shouldNotGiveUpGapThatIsYetToCome() {
        rig.offer(1);
        rig.taken();
        buffer.skipGap();
        rig.offer(3);

        assertTrue(buffer.isWaiting());
    }

    @Test
    void shouldSkipGapWhenFull() {
        rig.offer(1);
        rig.taken();
        rig.offer(3, 4, 5, 6, 7, 8, 9);
        assertTrue(buffer.isWaiting());
        rig.offer(10);

        assertEquals(List.of(3, 4, 5, 6, 7, 8, 9, 10), rig.taken());
        assertEquals(1, buffer.lost());
    }

    @Test
    void shouldDropWhatFindsNoRoom() {
        rig.offer(1, 2, 3, 4, 5, 6, 7, 8);

        assertFalse(rig.offer(9));
        assertEquals(1, buffer.overflowed());
        assertEquals(8, rig.taken().size());
        rig.offer(10);
        buffer.skipGap();
        rig.taken();
        assertEquals(1, buffer.lost());
    }

    @Test
    void shouldDropDuplicatesHeldAndTaken() {
        rig.offer(1, 2, 4);
        assertFalse(rig.offer(4));
        rig.taken();
        assertFalse(rig.offer(2));
        assertFalse(rig.offer(1));

        assertEquals(3, buffer.duplicates());
        assertEquals(0, buffer.late());
    }

    @Test
    void shouldDropLatePackets() {
        rig.offer(1);
        rig.taken();
        rig.offer(3);
        buffer.skipGap();
        rig.taken();

        assertFalse(rig.offer(2));
        assertEquals(1, buffer.late());
        assertFalse(rig.offer(3));
        assertEquals(1, buffer.duplicates());
        assertEquals(1, buffer.lost());
    }

    @ParameterizedTest
    @ValueSource(ints = {20, 65_535})
    void shouldGoOnBehindAPacketOfAnotherBuffer(int sequence) {
        buffer.resume(sequence, 4_000);

        rig.offer(sequence, sequence + 2);
        assertTrue(buffer.isWaiting());
        rig.offer(sequence + 1);

        assertEquals(List.of(sequence + 1 & 0xFFFF, sequence + 2 & 0xFFFF), rig.taken());
        assertEquals(sequence + 2 & 0xFFFF, buffer.sequence());
        assertEquals(1, buffer.duplicates());
        assertEquals(0, buffer.lost());
    }

    @Test
    void shouldCountWhatWasLostBetweenBuffers() {
        RtpHeader.write(rig.packet, 24, 7_000);
        buffer.resume(20, 4_000);

        buffer.offer(rig.packet, RtpHeader.LENGTH);
        buffer.skipGap();

        assertEquals(0, buffer.poll(rig.payload));
        assertEquals(3, buffer.lostBefore());
        assertEquals(3_000, buffer.timestampStep());
    }

    @Test
    void shouldGivePayloadWithoutSourcesAndPadding() {
        byte[] padded = {(byte) 0xA1, 96, 0, 1, 0, 0, 0, 0, 0, 0, 0, 1, 9, 9, 9, 9, 42, 43, 0, 2};
        buffer.offer(padded, padded.length);

        assertEquals(2, buffer.poll(rig.payload));
        assertArrayEquals(new byte[] {42, 43}, Arrays.copyOf(rig.payload, 2));
    }

    @Test
    void shouldPassEmptyPayload() {
        RtpHeader.write(rig.packet, 1, 0);

        assertTrue(buffer.offer(rig.packet, RtpHeader.LENGTH));
        assertEquals(0, buffer.poll(rig.payload));
    }

    @Test
    void shouldCountMalformed() {
        assertFalse(buffer.offer(new byte[20], 20));
        assertFalse(buffer.offer(rig.packet, -1));
        assertFalse(buffer.offer(rig.packet, rig.packet.length + 1));
        byte[] tooLong = new byte[ReorderRig.MAX_BYTES + 1];
        RtpHeader.write(tooLong, 1, 0);
        assertFalse(buffer.offer(tooLong, tooLong.length));

        assertEquals(4, buffer.malformed());
        assertEquals(List.of(), rig.taken());
    }

    @Test
    void shouldRefuseToBeBuiltWithoutRoom() {
        assertThrows(IllegalArgumentException.class, () -> new RtpReorderBuffer(0, 100));
        assertThrows(IllegalArgumentException.class, () -> new RtpReorderBuffer(8, 11));
    }

    @Test
    void shouldNotAllocate() {
        int[] sequence = {0};

        assertEquals(0, Allocations.bytesIn(() -> {
            int next = sequence[0] += 3;
            rig.write(next + 1, 0);
            buffer.offer(rig.packet, 20);
            rig.write(next, 0);
            buffer.offer(rig.packet, 20);
            buffer.skipGap();
            while (buffer.poll(rig.payload) >= 0) {
                rig.payload[0]++;
            }
        }));
    }
}
