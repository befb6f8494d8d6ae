package org.stereobridge.router.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
