package org.stereobridge.router.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.stereobridge.routing.EqBand;
import org.stereobridge.routing.MixRow;
import org.stereobridge.routing.ProgrammeMode;
import org.stereobridge.routing.ProgrammeSettings;
import org.stereobridge.routing.SpeakerSettings;

class SettingsFormatTest {

    @Test
    void shouldReadWhatItWrote() {
        var settings = new SpeakerSettings("00:11:22:33:44:55", new MixRow(0.7, 0.3), -3.5, 1_300_000,
                List.of(new EqBand(EqBand.Shape.LOW_SHELF, 90, 4, 0.7), new EqBand(EqBand.Shape.PEAK, 1_000, -3, 1.4)),
                -41.5);

        Dictionary<String, Object> written = SettingsFormat.write(settings);

        assertEquals(settings, SettingsFormat.speaker(new ConfiguredValues(written)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "00:11:22:33:44:55", "Kitchen speaker", "../../etc", "\u00fcber~x", "x"})
    void shouldNameConfigurationSafely(String id) {
        assertTrue(SettingsFormat.name(id).matches("[A-Za-z0-9_-]+"), SettingsFormat.name(id));
    }

    @Test
    void shouldReadProgrammeThatItWrote() {
        var settings = new ProgrammeSettings(ProgrammeMode.PARTY, -12.5, 0.25, false);

        assertEquals(settings, SettingsFormat.programme(new ConfiguredValues(SettingsFormat.write(settings))));
    }

    @Test
    void shouldTakeNumbersOfAnyKindAndDefaults() {
        Dictionary<String, Object> written = new Hashtable<>(Map.of("speaker", "A", "gain.dB", "-3.5", "trim.ms", 2,
                "eq", "peak,1000,-3,1.4", "drift.ppm", ""));

        assertEquals(new SpeakerSettings("A", MixRow.MONO, -3.5, 2_000_000,
                List.of(new EqBand(EqBand.Shape.PEAK, 1_000, -3, 1.4))),
                SettingsFormat.speaker(new ConfiguredValues(written)));
        assertEquals(ProgrammeSettings.NEUTRAL, SettingsFormat.programme(new ConfiguredValues(new Hashtable<>())));
    }

    @ParameterizedTest
    @MethodSource
    void shouldRefuseSpeakerAndSayWhy(String property, Object value, String why) {
        Dictionary<String, Object> properties = SettingsFormat.write(
                new SpeakerSettings("A", MixRow.LEFT, 0, 0, List.of()));
        properties.put(property, value);

        var refused = assertThrows(IllegalArgumentException.class,
                () -> SettingsFormat.speaker(new ConfiguredValues(properties)));

        assertEquals(why, refused.getMessage());
    }

    static Stream<Arguments> shouldRefuseSpeakerAndSayWhy() {
        String bandIs = " is not low-shelf, peak or high-shelf with Hz, dB and q, such as peak,1000,-3,1.4";
        return Stream.of(
                Arguments.of("speaker", 7, "speaker must be a text: 7"),
                Arguments.of("row", 0.5, "row must be a text: 0.5"),
                Arguments.of("row", "5,0", "row must be within +-4: left=5.0 right=0.0"),
                Arguments.of("row", "NaN,0", "row must be within +-4: left=NaN right=0.0"),
                Arguments.of("gain.dB", 60, "gainDb must be -60 to 12: 60.0"),
                Arguments.of("gain.dB", Double.NaN, "gain.dB must be a number: NaN"),
                Arguments.of("gain.dB", "loud", "gain.dB must be a number: loud"),
                Arguments.of("gain.dB", new Double[] {1.0}, "gain.dB must be a number: [1.0]"),
                Arguments.of("trim.ms", 1e9, "trim must be within 100 ms: 1.0E9 ms"),
                Arguments.of("trim.ms", -1e300, "trim must be within 100 ms: -9.223372036854775E12 ms"),
                Arguments.of("trim.ms", Float.POSITIVE_INFINITY, "trim.ms must be a number: Infinity"),
                Arguments.of("drift.ppm", 300.1, "driftPpm must be -300 to 300: 300.1"),
                Arguments.of("drift.ppm", -1e9, "driftPpm must be -300 to 300: -1.0E9"),
                Arguments.of("drift.ppm", Double.NaN, "drift.ppm must be a number: NaN"),
                Arguments.of("drift.ppm", "fast", "drift.ppm must be a number: fast"),
                Arguments.of("eq", 1_000, "eq must be texts: 1000"),
                Arguments.of("eq", new String[] {"loud,1000,3,1"}, "band \"loud,1000,3,1\"" + bandIs),
                Arguments.of("eq", new String[] {"peak,1000,3"}, "band \"peak,1000,3\"" + bandIs),
                Arguments.of("eq", new String[] {"peak,5,3,1"}, "frequencyHz must be 20-20000: 5.0"),
                Arguments.of("eq", new String[] {"peak,1000,NaN,1"}, "gainDb must be -18 to 18: NaN"),
                Arguments.of("eq", new String[] {"peak,1000,60,1"}, "gainDb must be -18 to 18: 60.0"),
                Arguments.of("eq", new String[] {"peak,30000,3,1"}, "frequencyHz must be 20-20000: 30000.0"));
    }

    @ParameterizedTest
    @MethodSource
    void shouldRefuseProgrammeAndSayWhy(String property, Object value, String why) {
        Dictionary<String, Object> properties = SettingsFormat.write(ProgrammeSettings.NEUTRAL);
        properties.put(property, value);

        var refused = assertThrows(IllegalArgumentException.class,
                () -> SettingsFormat.programme(new ConfiguredValues(properties)));

        assertEquals(why, refused.getMessage());
    }

    static Stream<Arguments> shouldRefuseProgrammeAndSayWhy() {
        return Stream.of(
                Arguments.of("mode", "quad", "mode is not known: quad"),
                Arguments.of("mode", 1, "mode must be a text: 1"),
                Arguments.of("master.dB", 60, "masterDb must be -80 to 0: 60.0"),
                Arguments.of("master.dB", Double.NaN, "master.dB must be a number: NaN"),
                Arguments.of("balance", List.of(), "balance must be a number: []"),
                Arguments.of("equally.loud", "rather", "equally.loud must be true or false: rather"));
    }
}
