package org.stereobridge.bluez.internal.media;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stereobridge.codec.CodecId;
import org.stereobridge.codec.StreamUse;

class EndpointKindTest {

    private static final EndpointKind SBC = new EndpointKind(StreamUse.PROGRAMME, CodecId.SBC);

    /** A2DP 1.4.1, 4.7.2: vendor and codec, the least octet first. */
    @ParameterizedTest
    @CsvSource({
        "0x4F, 1, 4f0000000100", // aptX
        "0xD7, 0x24, d70000002400", // aptX HD
        "0x12D, 0xAA, 2d010000aa00", // LDAC
        "0xE0, 1, e00000000100", // Opus
        "0xFFFFFFFF, 0xFFFF, ffffffffffff",
    })
    void shouldPutVendorsCodecFirst(long vendor, int codec, String prefix) {
        var kind = new EndpointKind(StreamUse.SPEAKER, CodecId.vendor(vendor, codec));

        byte[] octets = kind.wrap(new byte[] {1, 2});

        assertEquals(prefix + "0102", HexFormat.of().formatHex(octets));
        assertArrayEquals(new byte[] {1, 2}, kind.unwrap(octets).orElseThrow());
        assertEquals((byte) 0xFF, kind.codecOctet());
    }

    @Test
    void shouldLeaveOthersAsTheyAre() {
        byte[] octets = {1, 2, 3, 4};

        assertArrayEquals(octets, SBC.wrap(octets));
        assertArrayEquals(octets, SBC.unwrap(octets).orElseThrow());
        assertEquals((byte) 0, SBC.codecOctet());
    }

    @ParameterizedTest
    @CsvSource({"''", "4f", "4f00000001", "d70000002400", "4f000000020001", "000000000000"})
    void shouldNotTakeAnotherCodecsOctets(String octets) {
        var aptx = new EndpointKind(StreamUse.SPEAKER, CodecId.vendor(0x4F, 1));

        assertTrue(aptx.unwrap(HexFormat.of().parseHex(octets)).isEmpty());
    }

    @Test
    void shouldBeWhatItsPeerIsNot() {
        assertEquals("0000110b-0000-1000-8000-00805f9b34fb", SBC.uuid());
        assertEquals("0000110a-0000-1000-8000-00805f9b34fb",
                new EndpointKind(StreamUse.SPEAKER, CodecId.SBC).uuid());
    }
}
