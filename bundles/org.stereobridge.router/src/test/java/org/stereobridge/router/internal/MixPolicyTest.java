package org.stereobridge.router.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.stereobridge.routing.MixRow;
import org.stereobridge.routing.ProgrammeMode;
import org.stereobridge.routing.ProgrammeSettings;
import org.stereobridge.routing.SpeakerSettings;

class MixPolicyTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            left    | STEREO |  0    |  0   | 1    | 0
            right   | STEREO |  0    |  0   | 0    | 1
            mono    | STEREO |  0    |  0   | 0.5  | 0.5
            0.7,0.3 | STEREO |  0    |  0   | 0.7  | 0.3
            left    | SWAP   |  0    |  0   | 0    | 1
            0.7,0.3 | SWAP   |  0    |  0   | 0.3  | 0.7
            left    | MONO   |  0    |  0   | 0.5  | 0.5
            right   | MONO   |  0    |  0   | 0.5  | 0.5
            left    | STEREO |  1    |  0   | 0    | 0
            right   | STEREO |  1    |  0   | 0    | 1
            right   | STEREO | -0.25 |  0   | 0    | 0.75
            left    | SWAP   |  0.5  |  0   | 0    | 0.5
            left    | STEREO |  0    | -20  | 0.1  | 0
            4,0     | STEREO |  0    |  12  | 4    | 0
            left    | PARTY  |  0    |  0   | 0.5  | 0.5
            1,-1    | PARTY  |  0    |  0   | 0.5  | 0.5
            right   | PARTY  | -1    | -20  | 0.05 | 0.05
            """)
    void shouldTurnSettingsIntoGains(String row, ProgrammeMode mode, double balance, double gainDb, double left,
            double right) {
        var speaker = new SpeakerSettings("A", MixRow.parse(row), gainDb, 0, List.of());

        MixRow gains = MixPolicy.gains(speaker, new ProgrammeSettings(mode, 0, balance));

        assertEquals(left, gains.left(), 1e-6);
        assertEquals(right, gains.right(), 1e-6);
    }

    @Test
    void shouldAddMasterToGain() {
        var speaker = new SpeakerSettings("A", MixRow.LEFT, -14, 0, List.of());

        assertEquals(0.1, MixPolicy.gains(speaker, new ProgrammeSettings(ProgrammeMode.STEREO, -6, 0)).left(), 1e-6);
    }

    /** Whatever the rows and gains, even where a row is at its bound. */
    @ParameterizedTest
    @EnumSource(ProgrammeMode.class)
    void shouldKeepProportionsUnderMaster(ProgrammeMode mode) {
        for (String row : List.of("left", "right", "mono", "0.7,0.3", "4,-4")) {
            var speaker = new SpeakerSettings("A", MixRow.parse(row), 12, 0, List.of());
            MixRow loud = MixPolicy.gains(speaker, new ProgrammeSettings(mode, 0, 0.3));

            MixRow soft = MixPolicy.gains(speaker, new ProgrammeSettings(mode, -20, 0.3));

            assertEquals(0.1 * loud.left(), soft.left(), 1e-9);
            assertEquals(0.1 * loud.right(), soft.right(), 1e-9);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            left right              | left  |  0
            left right              | right |  0
            left left right         | left  | -3.0103
            left left right         | right |  0
            left right right right  | right | -4.7712
            left left right mono    | mono  |  0
            left left right 0.7,0.3 | left  | -3.0103
            left left               | left  |  0
            """)
    void shouldMakeSidesEquallyLoud(String rows, String row, double db) {
        List<MixRow> all = Stream.of(rows.split(" ")).map(MixRow::parse).toList();
        var programme = ProgrammeSettings.NEUTRAL;

        double factor = MixPolicy.loudness(MixRow.parse(row), all, programme);

        assertEquals(db, 20 * Math.log10(factor), 0.001);
        assertEquals(1, MixPolicy.loudness(MixRow.parse(row), all, programme.withEquallyLoud(false)));
        assertEquals(1, MixPolicy.loudness(MixRow.parse(row), all, programme.withMode(ProgrammeMode.PARTY)));
    }

    @Test
    void shouldChooseChannelNobodyPlays() {
        assertEquals(MixRow.LEFT, MixPolicy.choose(null, List.of()));
        assertEquals(MixRow.RIGHT, MixPolicy.choose(null, List.of(MixRow.LEFT)));
        assertEquals(MixRow.LEFT, MixPolicy.choose(null, List.of(MixRow.RIGHT)));
        assertEquals(MixRow.MONO, MixPolicy.choose(null, List.of(MixRow.RIGHT, MixRow.LEFT)));
    }

    @Test
    void shouldTakeWhatRadioSuggestsUnlessItIsNonsense() {
        assertEquals(MixRow.RIGHT, MixPolicy.choose("right", List.of()));
        assertEquals(MixRow.LEFT, MixPolicy.choose("sideways", List.of()));
        assertEquals(MixRow.LEFT, MixPolicy.choose(7, List.of()));
    }
}
