package org.stereobridge.codec.ldac.internal;

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

class LdacConfigTest {

    private static final int[] RATES_HZ = {0, 44_100, 48_000, 96_000};

    @ParameterizedTest
    @CsvSource({"3F07, 0, 2004", "3C07, 48000, 1004", "1007, 0, 1004", "3003, 0, 2001", "3002, 0, 2002",
        "FFFF, 0, 2004"})
    void shouldChooseMonoWhereSpeakerHasIt(String peer, int rateHz, String chosen) {
        LdacConfig config = LdacConfig.choose(octets(peer), rateHz).orElseThrow();

        assertArrayEquals(octets(chosen), config.octets());
        assertEquals(config.mode() == LdacConfig.MONO ? 1 : 2, config.channels());
    }

    @ParameterizedTest
    @CsvSource({"0F07, 0", "2007, 48000", "3F00, 0", "3FF8, 0", "3F, 0", "3F0700, 0", "'', 0"})
    void shouldChooseNothing(String peer, int rateHz) {
        assertEquals(Optional.empty(), LdacConfig.choose(octets(peer), rateHz));
    }

    @ParameterizedTest
    @CsvSource({"2001, 44100, 2", "1002, 48000, 2", "E0F9, 44100, 2", "1004, 48000, 1"})
    void shouldReadConfiguration(String octets, int rateHz, int channels) {
        LdacConfig config = LdacConfig.parse(octets(octets)).orElseThrow();

        assertEquals(rateHz, config.rateHz());
        assertEquals(channels, config.channels());
    }

    @ParameterizedTest
    @CsvSource({"3004", "0804", "2003", "2000", "20", "200400"})
    void shouldRefuseWhatIsNoConfiguration(String octets) {
        assertEquals(Optional.empty(), LdacConfig.parse(octets(octets)));
    }

    @Provide
    Arbitrary<byte[]> anyOctets() {
        return Arbitraries.oneOf(Arbitraries.bytes().array(byte[].class).ofSize(2),
                Arbitraries.bytes().array(byte[].class).ofMaxSize(20));
    }

    @Property
    void shouldChooseOnlyWhatThePeerCanAndWeReadBack(@ForAll("anyOctets") byte[] peer) {
        for (int rateHz : RATES_HZ) {
            LdacConfig.choose(peer, rateHz).ifPresent(config -> {
                assertEquals(config.octets()[0], config.octets()[0] & peer[0]);
                assertEquals(config.octets()[1], config.octets()[1] & peer[1]);
                assertTrue(rateHz == 0 || config.rateHz() == rateHz);
                assertEquals(Optional.of(config), LdacConfig.parse(config.octets()));
            });
        }
    }

    @Property
    void shouldReadAnyOctetsOrRefuseThem(@ForAll("anyOctets") byte[] octets) {
        LdacConfig.parse(octets).ifPresent(config -> assertTrue(config.rateHz() > 0 && config.channels() > 0));
    }

    private static byte[] octets(String hex) {
        return HexFormat.of().parseHex(hex);
    }
}
