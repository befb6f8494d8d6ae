package org.stereobridge.codec.aac.internal;

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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stereobridge.codec.StreamUse;

class AacConfigTest {

    private static final int[] RATES_HZ = {0, 44_100, 48_000, 96_000};

    @Test
    void shouldOfferBothRatesAndChannels() {
        assertArrayEquals(octets("C0018C84E200"), AacConfig.capabilities());
    }

    @ParameterizedTest
    @CsvSource({"C0FFFC83E800, SPEAKER, 0, 800108027100", "C0FFFC83E800, PROGRAMME, 0, 80010403E800",
        "40008CFFFFFF, SPEAKER, 48000, 400088027100", "80010C000000, SPEAKER, 0, 800108027100",
        "800104000000, SPEAKER, 0, 800104027100", "80010801F400, SPEAKER, 44100, 80010801F400"})
    void shouldChoose(String peer, StreamUse use, int rateHz, String chosen) {
        assertArrayEquals(octets(chosen), AacConfig.choose(octets(peer), use, rateHz).orElseThrow().octets());
    }

    @ParameterizedTest
    @CsvSource({"300108027100, 0", "80000C027100, 0", "800100027100, 0", "800108000001, 0", "800108027100, 48000",
        "80010802710000, 0", "'', 0"})
    void shouldChooseNothing(String peer, int rateHz) {
        assertEquals(Optional.empty(), AacConfig.choose(octets(peer), StreamUse.SPEAKER, rateHz));
    }

    @ParameterizedTest
    @CsvSource({"C00108027100", "80018C027100", "80010C027100", "800100027100", "8001080271", "000108027100"})
    void shouldRefuseWhatIsNoConfiguration(String octets) {
        assertEquals(Optional.empty(), AacConfig.parse(octets(octets)));
    }

    @Provide
    Arbitrary<byte[]> anyOctets() {
        return Arbitraries.oneOf(Arbitraries.bytes().array(byte[].class).ofSize(6),
                Arbitraries.bytes().array(byte[].class).ofMaxSize(20));
    }

    @Property
    void shouldChooseOnlyWhatThePeerCanAndWeReadBack(@ForAll("anyOctets") byte[] peer, @ForAll StreamUse use) {
        for (int rateHz : RATES_HZ) {
            AacConfig.choose(peer, use, rateHz).ifPresent(config -> {
                for (int i = 0; i < 3; i++) {
                    assertEquals(config.octets()[i], config.octets()[i] & peer[i]);
                }
                assertTrue(rateHz == 0 || config.rateHz() == rateHz);
                assertEquals(Optional.of(config), AacConfig.parse(config.octets()));
            });
        }
    }

    private static byte[] octets(String hex) {
        return HexFormat.of().parseHex(hex);
    }
}
