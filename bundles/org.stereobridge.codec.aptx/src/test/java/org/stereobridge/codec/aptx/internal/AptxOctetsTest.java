package org.stereobridge.codec.aptx.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HexFormat;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stereobridge.codec.StreamConfig;

class AptxOctetsTest {

    private static final int[] RATES_HZ = {0, 44_100, 48_000, 96_000};

    @ParameterizedTest
    @CsvSource({"APTX, 32", "HD, 3200000000", "LL, 3200", "LL_QUALCOMM, 3200"})
    void shouldOfferStereoAtBothRates(AptxKind kind, String octets) {
        assertArrayEquals(octets(octets), AptxOctets.capabilities(kind));
    }

    @ParameterizedTest
    @CsvSource({
        "APTX, FF, 0, 22",
        "APTX, 32, 48000, 12",
        "APTX, 12, 0, 12",
        "HD, 33FFFFFFFF, 44100, 2200000000",
        "LL, 3200, 0, 2200",
        "LL, 3201, 48000, 1200",
        "LL, 320200123456789ABCDEF1, 0, 220200B40068013201B400",
    })
    void shouldChoose(AptxKind kind, String peer, int rateHz, String chosen) {
        StreamConfig config = AptxOctets.choose(kind, octets(peer), rateHz).orElseThrow();

        assertArrayEquals(octets(chosen), config.octets());
        assertEquals(2, config.channels());
        assertEquals(kind.id(), config.codec());
    }

    @ParameterizedTest
    @CsvSource({
        "APTX, 31, 0", "APTX, C2, 0", "APTX, 22, 48000", "APTX, 3200, 0", "APTX, '', 0",
        "HD, 32, 0", "HD, 320000000000, 0",
        "LL, 32, 0", "LL, 3202, 0", "LL, 320000123456789ABCDEF1, 0",
    })
    void shouldChooseNothing(AptxKind kind, String peer, int rateHz) {
        assertEquals(Optional.empty(), AptxOctets.choose(kind, octets(peer), rateHz));
    }

    @ParameterizedTest
    @CsvSource({"APTX, 22, 44100", "APTX, 12, 48000", "HD, 1200000000, 48000", "LL, 2201, 44100",
        "LL_QUALCOMM, 1202000000000000000000, 48000"})
    void shouldReadWhatAPeerChose(AptxKind kind, String octets, int rateHz) {
        StreamConfig config = AptxOctets.parse(kind, octets(octets)).orElseThrow();

        assertEquals(rateHz, config.rateHz());
        assertArrayEquals(octets(octets), config.octets());
    }

    @ParameterizedTest
    @CsvSource({"APTX, 32", "APTX, 21", "APTX, 23", "APTX, 82", "APTX, 02", "APTX, 2200", "HD, 22", "LL, 22",
        "LL, 2202"})
    void shouldRefuseWhatIsNoConfiguration(AptxKind kind, String octets) {
        assertEquals(Optional.empty(), AptxOctets.parse(kind, octets(octets)));
    }

    /** Lengths of which some are right. */
    @Provide
    Arbitrary<byte[]> anyOctets() {
        return Arbitraries.oneOf(Arbitraries.of(1, 2, 5, 11).flatMap(
                length -> Arbitraries.bytes().array(byte[].class).ofSize(length)),
                Arbitraries.bytes().array(byte[].class).ofMaxSize(40));
    }

    @Property
    void shouldChooseOnlyWhatThePeerCanAndWeReadBack(@ForAll AptxKind kind, @ForAll("anyOctets") byte[] peer) {
        for (int rateHz : RATES_HZ) {
            AptxOctets.choose(kind, peer, rateHz).ifPresent(config -> {
                assertEquals(config.octets()[0], config.octets()[0] & peer[0]);
                assertTrue(rateHz == 0 || config.rateHz() == rateHz);
                assertEquals(Optional.of(config), AptxOctets.parse(kind, config.octets()));
            });
        }
    }

    @Property
    void shouldReadAnyOctetsOrRefuseThem(@ForAll AptxKind kind, @ForAll("anyOctets") byte[] octets) {
        AptxOctets.parse(kind, octets).ifPresent(config -> assertArrayEquals(octets, config.octets()));
    }

    private static byte[] octets(String hex) {
        return HexFormat.of().parseHex(hex);
    }
}
