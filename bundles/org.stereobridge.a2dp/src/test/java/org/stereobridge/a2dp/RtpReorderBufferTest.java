package org.stereobridge.a2dp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stereobridge.testkit.Allocations;

class RtpReorderBufferTest {

    private static final int MAX_BYTES = 64;
    private static final int STEP = 640;

    private final RtpReorderBuffer buffer = new RtpReorderBuffer(8, MAX_BYTES);
    private final byte[] packet = new byte[MAX_BYTES];
    private final byte[] payload = new byte[MAX_BYTES];

    @Test
    void shouldPassPacketsOn() {
        assertEquals(List.of(), taken());

        offer(5, 6, 7);

        assertEquals(List.of(5, 6, 7), taken());
        assertEquals(0, buffer.lost());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 65_533})
    void shouldPutInOrderAcrossWrap(int first) {
        offer(first);
        taken();
        offer(first + 3, first + 1, first + 4, first + 2);

        assertEquals(List.of(first + 1 & 0xFFFF, first + 2 & 0xFFFF, first + 3 & 0xFFFF, first + 4 & 0xFFFF), taken());
        assertEquals(0, buffer.lost());
    }

    @Test
    void shouldWaitBehindGapUntilItIsGivenUp() {
        offer(10);
        taken();
        assertFalse(buffer.isWaiting());

        offer(13, 14);
        assertTrue(buffer.isWaiting());
        assertEquals(List.of(), taken());

        buffer.skipGap();
        assertFalse(buffer.isWaiting());
        assertTrue(buffer.poll(payload) >= 0);
        assertEquals(2, buffer.lostBefore());
        assertTrue(buffer.poll(payload) >= 0);
        assertEquals(0, buffer.lostBefore());
        assertEquals(2, buffer.lost());
    }

    @Test
    void shouldGiveUpOneGapAtATime() {
        offer(1);
        taken();
        offer(3, 5);
        buffer.skipGap();

        assertEquals(List.of(3), taken());
        assertTrue(buffer.isWaiting());
    }

    @Test
    void shouldTakePacketThatComesAfterGapWasGivenUp() {
        offer(1);
        taken();
        offer(4);
        buffer.skipGap();
        offer(2);

        assertEquals(List.of(2), taken());
        assertTrue(buffer.isWaiting());
    }

    @Test
    void shouldNotGiveUpGapThatIsYetToCome() {
        offer(1);
        taken();
        buffer.skipGap();
        offer(3);

        assertTrue(buffer.isWaiting());
    }

    @Test
    void shouldSkipGapWhenFull() {
        offer(1);
        taken();
        offer(3, 4, 5, 6, 7, 8, 9);
        assertTrue(buffer.isWaiting());
        offer(10);

        assertEquals(List.of(3, 4, 5, 6, 7, 8, 9, 10), taken());
        assertEquals(1, buffer.lost());
    }

    @Test
    void shouldDropWhatFindsNoRoom() {
        offer(1, 2, 3, 4, 5, 6, 7, 8);

        assertFalse(offer(9));
        assertEquals(1, buffer.overflowed());
        assertEquals(8, taken().size());
        offer(10);
        buffer.skipGap();
        taken();
        assertEquals(1, buffer.lost());
    }

    @Test
    void shouldDropDuplicatesHeldAndTaken() {
        offer(1, 2, 4);
        assertFalse(offer(4));
        taken();
        assertFalse(offer(2));
        assertFalse(offer(1));

        assertEquals(3, buffer.duplicates());
        assertEquals(0, buffer.late());
    }

    @Test
    void shouldDropLatePackets() {
        offer(1);
        taken();
        offer(3);
        buffer.skipGap();
        taken();

        assertFalse(offer(2));
        assertEquals(1, buffer.late());
        assertFalse(offer(3));
        assertEquals(1, buffer.duplicates());
        assertEquals(1, buffer.lost());
    }

    @Test
    void shouldCountPacketFarBehindAsLate() {
        offer(2_000);
        taken();

        assertFalse(offer(1_000));
        assertEquals(1, buffer.late());
        assertEquals(0, buffer.restarts());
    }

    @ParameterizedTest
    @ValueSource(ints = {30_000, 4_003, 64_500, 2_001})
    void shouldGoOnAtJumpWhenAllHeldIsTaken(int jump) {
        offer(3_000);
        taken();
        offer(3_002, jump, jump + 1);

        assertEquals(List.of(3_002, jump, jump + 1), taken());

        assertEquals(1, buffer.restarts());
        assertEquals(1, buffer.lost());
        assertFalse(buffer.startsStream());
    }

    @Test
    void shouldMarkBeginningOfStream() {
        offer(1);
        buffer.poll(payload);
        assertTrue(buffer.startsStream());
        offer(9_000);
        buffer.poll(payload);

        assertTrue(buffer.startsStream());
        assertEquals(0, buffer.lostBefore());
        assertEquals(0, buffer.timestampStep());
    }

    @Test
    void shouldTakeGapOfThousandAsLoss() {
        offer(1);
        taken();
        offer(1_001);
        buffer.skipGap();

        assertEquals(List.of(1_001), taken());
        assertEquals(999, buffer.lostBefore());
        assertEquals(0, buffer.restarts());
    }

    @Test
    void shouldDropPacketFromBeforeBeginningOfNewStream() {
        offer(1, 2, 9_000);

        assertFalse(offer(8_999));
        assertEquals(1, buffer.late());
        assertEquals(List.of(1, 2, 9_000), taken());
    }

    @Test
    void shouldTakeTwoJumpsInTurn() {
        offer(1, 5_000, 20_000, 5_001);

        assertEquals(List.of(1, 5_000, 20_000, 5_001), taken());
        assertEquals(3, buffer.restarts());
        assertEquals(0, buffer.lost());
    }

    @Test
    void shouldTellTimestampsAcrossWrap() {
        offerAt(1, 0xFFFF_FF00L);
        offerAt(2, 0x180);
        offerAt(3, 0x100);

        buffer.poll(payload);
        assertEquals(0xFFFF_FF00L, buffer.timestamp());
        assertEquals(0, buffer.timestampStep());
        buffer.poll(payload);
        assertEquals(0x180, buffer.timestamp());
        assertEquals(0x280, buffer.timestampStep());
        buffer.poll(payload);
        assertEquals(-0x80, buffer.timestampStep());
    }

    @Test
    void shouldGivePayloadWithoutSourcesAndPadding() {
        byte[] padded = {(byte) 0xA1, 96, 0, 1, 0, 0, 0, 0, 0, 0, 0, 1, 9, 9, 9, 9, 42, 43, 0, 2};
        buffer.offer(padded, padded.length);

        assertEquals(2, buffer.poll(payload));
        assertArrayEquals(new byte[] {42, 43}, Arrays.copyOf(payload, 2));
    }

    @Test
    void shouldPassEmptyPayload() {
        RtpHeader.write(packet, 1, 0);

        assertTrue(buffer.offer(packet, RtpHeader.LENGTH));
        assertEquals(0, buffer.poll(payload));
    }

    @Test
    void shouldCountMalformed() {
        assertFalse(buffer.offer(new byte[20], 20));
        assertFalse(buffer.offer(packet, -1));
        assertFalse(buffer.offer(packet, packet.length + 1));
        byte[] tooLong = new byte[MAX_BYTES + 1];
        RtpHeader.write(tooLong, 1, 0);
        assertFalse(buffer.offer(tooLong, tooLong.length));

        assertEquals(4, buffer.malformed());
        assertEquals(List.of(), taken());
    }

    @Test
    void shouldBeginAnewOnReset() {
        offer(1);
        taken();
        offer(3);
        buffer.reset();
        assertFalse(buffer.isWaiting());
        offer(2);

        assertEquals(List.of(2), taken());
        assertEquals(0, buffer.lost());
        assertEquals(0, buffer.restarts());
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
            write(next + 1, 0);
            buffer.offer(packet, 20);
            write(next, 0);
            buffer.offer(packet, 20);
            buffer.skipGap();
            while (buffer.poll(payload) >= 0) {
                payload[0]++;
            }
        }));
    }

    private boolean offer(int... sequences) {
        boolean isTaken = true;
        for (int sequence : sequences) {
            isTaken &= offerAt(sequence, (long) sequence * STEP);
        }
        return isTaken;
    }

    private boolean offerAt(int sequence, long timestamp) {
        write(sequence, timestamp);
        return buffer.offer(packet, RtpHeader.LENGTH + 2);
    }

    private void write(int sequence, long timestamp) {
        RtpHeader.write(packet, sequence, timestamp);
        packet[12] = (byte) (sequence >> 8);
        packet[13] = (byte) sequence;
    }

    private List<Integer> taken() {
        List<Integer> sequences = new ArrayList<>();
        while (buffer.poll(payload) >= 0) {
            sequences.add((payload[0] & 0xFF) << 8 | payload[1] & 0xFF);
        }
        return sequences;
    }
}
