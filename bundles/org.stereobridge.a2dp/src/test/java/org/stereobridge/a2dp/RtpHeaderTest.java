package org.stereobridge.a2dp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.stereobridge.testkit.Allocations;

class RtpHeaderTest {

    private final RtpHeader header = new RtpHeader();

    @ParameterizedTest
    @CsvSource({
        // plain, with payload and without
        "8060 1234 00000380 00000001 019c,                    4660,        896, 12, 2",
        "8060 ffff ffffffff 00000001,                        65535, 4294967295, 12, 0",
        // marker and another payload type
        "80ff 0000 80000000 deadbeef 01,                         0, 2147483648, 12, 1",
        // two contributing sources
        "8260 0001 00000000 00000001 aaaaaaaa bbbbbbbb 0102,     1,          0, 20, 2",
        // extension of one word, then of none
        "9060 0001 00000000 00000001 bede0001 11111111 01,       1,          0, 20, 1",
        "9060 0001 00000000 00000001 bede0000 01,                1,          0, 16, 1",
        // padding of three bytes, of all the payload
        "a060 0001 00000000 00000001 01020003,                   1,          0, 12, 1",
        "a060 0001 00000000 00000001 000003,                     1,          0, 12, 0",
        // all at once
        "b160 0002 00000080 00000001 aaaaaaaa bede0001 22222222 0901, 2,   128, 24, 1"})
    void shouldRead(String hex, int sequence, long timestamp, int payloadOffset, int payloadLength) {
        byte[] packet = bytes(hex);

        assertTrue(header.parse(packet, packet.length));

        assertEquals(sequence, header.sequence());
        assertEquals(timestamp, header.timestamp());
        assertEquals(payloadOffset, header.payloadOffset());
        assertEquals(payloadLength, header.payloadLength());
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "", "80", "8060 0001 00000000 000000",
        // versions 0, 1, 3
        "0060 0001 00000000 00000001", "4060 0001 00000000 00000001", "c060 0001 00000000 00000001",
        // sources, extension header, extension that are not all there
        "8f60 0001 00000000 00000001 aaaaaaaa", "9060 0001 00000000 00000001 bede00",
        "9060 0001 00000000 00000001 bede0001 111111", "9060 0001 00000000 00000001 bedeffff 11111111",
        // padding of 0, of more than there is
        "a060 0001 00000000 00000001 0100", "a060 0001 00000000 00000001 0103", "a060 0001 00000000 00000001",
        "b060 0001 00000000 00000001 bede0000 02"})
    void shouldRefuse(String hex) {
        byte[] packet = bytes(hex);

        assertFalse(header.parse(packet, packet.length));
    }

    @ParameterizedTest
    @ValueSource(ints = {Integer.MIN_VALUE, -1, 0, 11, 15, Integer.MAX_VALUE})
    void shouldRefuseLengthThatPacketCannotHave(int length) {
        byte[] packet = bytes("8060 0001 00000000 00000001 0102");

        assertFalse(header.parse(packet, length));
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "65535, 4294967295", "4660, 305419896"})
    void shouldReadWhatItWrites(int sequence, long timestamp) {
        byte[] packet = new byte[20];

        assertEquals(12, RtpHeader.write(packet, sequence, timestamp));

        assertTrue(header.parse(packet, packet.length));
        assertEquals(sequence, header.sequence());
        assertEquals(timestamp, header.timestamp());
        assertEquals(8, header.payloadLength());
    }

    @Test
    void shouldWriteLowBitsOfCounters() {
        byte[] packet = new byte[12];

        RtpHeader.write(packet, 0x1_0002, 0x1_0000_0003L);

        assertArrayEquals(bytes("8060 0002 00000003 00000001"), packet);
    }

    @Test
    void shouldNotAllocate() {
        byte[] packet = new byte[20];

        assertEquals(0, Allocations.bytesIn(() -> {
            RtpHeader.write(packet, 7, 8);
            header.parse(packet, packet.length);
        }));
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex.replace(" ", ""));
    }
}
