package org.stereobridge.a2dp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.stereobridge.a2dp.SbcConfig.Allocation;
import org.stereobridge.a2dp.SbcConfig.ChannelMode;

class SbcConfigTest {

    @ParameterizedTest
    @CsvSource({
        "21150235, 44100, JOINT_STEREO, 16, 8, LOUDNESS, 2, 53, 'SBC joint 53, 44.1 kHz'",
        "28150235, 44100, MONO,         16, 8, LOUDNESS, 2, 53, 'SBC mono 53, 44.1 kHz'",
        "11260a33, 48000, JOINT_STEREO, 12, 8, SNR,     10, 51, ''",
        "148902fa, 48000, DUAL_CHANNEL,  4, 4, LOUDNESS, 2, 250, 'SBC dual 250, 48 kHz'",
        "824a0202, 16000, STEREO,        8, 4, SNR,      2, 2,  'SBC stereo 2, 16 kHz'",
        "48250220, 32000, MONO,         12, 8, LOUDNESS, 2, 32, 'SBC mono 32, 32 kHz'"})
    void shouldReadOctets(String octets, int rateHz, ChannelMode mode, int blocks, int subbands, Allocation allocation,
            int minBitpool, int maxBitpool, String label) {
        var expected = new SbcConfig(rateHz, mode, blocks, subbands, allocation, minBitpool, maxBitpool);

        Optional<SbcConfig> config = SbcConfig.parse(HexFormat.of().parseHex(octets));

        assertEquals(Optional.of(expected), config);
        if (!label.isEmpty()) {
            assertEquals(label, expected.label());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "", "21", "211502", "2115023500",
        "01150235", "31150235", "20150235", "29150235",
        "21050235", "21350235", "21110235", "211d0235", "21140235", "21170235",
        "21150035", "21150135", "211502fb", "211536ff", "21153635", "ffffffff", "00000000"})
    void shouldRefuseOctets(String octets) {
        assertEquals(Optional.empty(), SbcConfig.parse(HexFormat.of().parseHex(octets)));
    }

    static Iterable<SbcConfig> shapes() {
        return Frames.shapes();
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void shouldReadWhatItWrites(SbcConfig config) {
        assertEquals(Optional.of(config), SbcConfig.parse(config.octets()));
        assertArrayEquals(config.octets(), config.streamConfig().octets());
        assertEquals(config.rateHz(), config.streamConfig().rateHz());
        assertEquals(config.channels(), config.streamConfig().channels());
    }

    /** Bytes as A2DP 1.4.1, 12.9 reckons; bits a second as in table 4.7. */
    @ParameterizedTest
    @CsvSource({
        "44100, JOINT_STEREO, 53, 119, 328", "48000, JOINT_STEREO, 51, 115, 345", "44100, MONO, 31, 70, 193",
        "48000, MONO, 29, 66, 198", "44100, JOINT_STEREO, 35, 83, 229", "48000, JOINT_STEREO, 33, 79, 237",
        "44100, MONO, 19, 46, 127", "48000, MONO, 18, 44, 132", "44100, MONO, 45, 98, 270", "44100, MONO, 53, 114, 314",
        "44100, STEREO, 53, 118, 325", "44100, DUAL_CHANNEL, 31, 136, 375"})
    void shouldReckonFrameBytesAndBitRate(int rateHz, ChannelMode mode, int bitpool, int bytes, int kilobits) {
        var config = new SbcConfig(rateHz, mode, 16, 8, Allocation.LOUDNESS, 2, 53);

        assertEquals(bytes, config.frameBytes(bitpool));
        assertEquals(kilobits, Math.round(config.bitRate(bitpool) / 1_000.0));
    }

    @Test
    void shouldNameValueThatIsWrong() {
        assertThrows(IllegalArgumentException.class, () -> config(22_050, 16, 8, 2, 53), "rateHz=22050");
        assertThrows(IllegalArgumentException.class, () -> config(44_100, 10, 8, 2, 53), "blocks=10");
        assertThrows(IllegalArgumentException.class, () -> config(44_100, 16, 6, 2, 53), "subbands=6");
        assertThrows(IllegalArgumentException.class, () -> config(44_100, 16, 8, 1, 53), "bitpool from 1 to 53");
        assertThrows(IllegalArgumentException.class, () -> config(44_100, 16, 8, 2, 251), "bitpool from 2 to 251");
        assertThrows(IllegalArgumentException.class, () -> config(44_100, 16, 8, 54, 53), "bitpool from 54 to 53");
    }

    private static SbcConfig config(int rateHz, int blocks, int subbands, int minBitpool, int maxBitpool) {
        return new SbcConfig(rateHz, ChannelMode.MONO, blocks, subbands, Allocation.SNR, minBitpool, maxBitpool);
    }
}
