package org.stereobridge.a2dp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.stereobridge.codec.CodecId;
import org.stereobridge.codec.StreamConfig;
import org.stereobridge.codec.StreamUse;

class SbcNegotiationTest {

    @ParameterizedTest
    @CsvSource({
        // A peer that can all: MONO to a speaker, JOINT for the programme, never beyond our 53.
        "3fff0235, SPEAKER,       0, 28150235", "3fff0235, PROGRAMME,     0, 21150235",
        "ffff02fa, SPEAKER,   44100, 28150235", "ffff02fa, PROGRAMME, 44100, 21150235",
        // 48 kHz: MONO 53 would be 342 kbit/s, of which the profile allows 320.
        "3fff0235, SPEAKER,   48000, 18150231", "3fff0235, PROGRAMME, 48000, 11150235",
        "1fff0235, SPEAKER,       0, 18150231",
        // No MONO: JOINT, then STEREO, then DUAL, which 512 kbit/s hold to 43.
        "37ff0235, SPEAKER,   44100, 21150235", "36ff0235, SPEAKER,   44100, 22150235",
        "34ff0235, SPEAKER,   44100, 2415022b", "34ff0235, PROGRAMME, 44100, 2415022b",
        "28ff0235, PROGRAMME,     0, 28150235",
        // Fewer blocks, four subbands, SNR: the best that is left, within 320 kbit/s.
        "3fef0235, SPEAKER,       0, 28250234", "3f8f0220, SPEAKER,       0, 28850220",
        "3ffb0220, SPEAKER,       0, 2819021a", "3ffe0235, SPEAKER,       0, 28160235",
        // Bitpools: the smaller maximum, the peer's minimum.
        "3fff0820, SPEAKER,       0, 28150820", "3fff1f23, PROGRAMME,     0, 21151f23",
        // MONO would have to stay below 50 at 48 kHz, where this peer begins at 51: JOINT it is.
        "1fff3335, SPEAKER,   48000, 11153335"})
    void shouldChooseBest(String peer, StreamUse use, int rateHz, String expected) {
        Optional<SbcConfig> chosen = SbcNegotiation.choose(HexFormat.of().parseHex(peer), use, rateHz);

        assertEquals(expected, chosen.map(config -> HexFormat.of().formatHex(config.octets())).orElse("nothing"));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "", "3f", "3fff02", "3fff023500",
        "0fff0235", "30ff0235", "3f0f0235", "3ff30235", "3ffc0235", "00000000",
        "3fff0035", "3fff0135", "3fff02fb", "3fff3520", "3fff0200", "3fff3640",
        "cfff0235"})
    void shouldChooseNothing(String peer) {
        for (StreamUse use : StreamUse.values()) {
            assertEquals(Optional.empty(), SbcNegotiation.choose(HexFormat.of().parseHex(peer), use, 0));
        }
    }

    @Test
    void shouldNotResample() {
        byte[] only48 = HexFormat.of().parseHex("1fff0235");

        assertEquals(Optional.empty(), SbcNegotiation.choose(only48, StreamUse.SPEAKER, 44_100));
        assertEquals(Optional.empty(), SbcNegotiation.choose(only48, StreamUse.SPEAKER, 32_000));
    }

    @ParameterizedTest
    @EnumSource(StreamUse.class)
    void shouldOfferWhatEachPeerMayChoose(StreamUse use) {
        assertArrayEquals(HexFormat.of().parseHex("3fff0235"), SbcNegotiation.capabilities(use));
    }

    @Test
    void shouldServeProviderThroughCodecContract() {
        var provider = new FakeProvider();
        StreamConfig config = provider.choose(HexFormat.of().parseHex("3fff0235"), StreamUse.SPEAKER, 0).orElseThrow();

        assertEquals("SBC mono 53, 44.1 kHz", config.label());
        assertEquals(Optional.of(config), provider.parse(config.octets()));
        assertEquals(128, provider.encoder(config).codecFrameLength());
        assertEquals(15 * 128, provider.decoder(config).maxFrames(10_000));
        var other = new StreamConfig(new CodecId(2, 0, 0), config.octets(), 44_100, 1, "AAC");
        assertThrows(IllegalArgumentException.class, () -> provider.decoder(other));
        var broken = new StreamConfig(CodecId.SBC, new byte[4], 44_100, 1, "broken");
        assertThrows(IllegalArgumentException.class, () -> provider.encoder(broken));
    }

    private static final class FakeProvider extends SbcCodecProvider {

        @Override
        public String name() {
            return "fake";
        }

        @Override
        protected SbcFrameDecoder frameDecoder(SbcConfig config) {
            return new FakeFrameDecoder(config);
        }

        @Override
        protected SbcFrameEncoder frameEncoder(SbcConfig config) {
            return new FakeFrameEncoder(config);
        }
    }
}
