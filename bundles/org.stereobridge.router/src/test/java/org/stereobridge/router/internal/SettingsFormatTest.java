package org.stereobridge.router.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Dictionary;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stereobridge.routing.EqBand;
import org.stereobridge.routing.MixRow;
import org.stereobridge.routing.SpeakerSettings;

class SettingsFormatTest {

    @Test
    void shouldReadWhatItWrote() {
        var settings = new SpeakerSettings("00:11:22:33:44:55", new MixRow(0.7, 0.3), -3.5, 1_300_000,
                List.of(new EqBand(EqBand.Shape.LOW_SHELF, 90, 4, 0.7), new EqBand(EqBand.Shape.PEAK, 1_000, -3, 1.4)));

        Dictionary<String, Object> written = SettingsFormat.write(settings);

        assertEquals(settings, SettingsFormat.speaker((String) written.get("speaker"), (String) written.get("row"),
                (Double) written.get("gain.dB"), (Double) written.get("trim.ms"), (String[]) written.get("eq")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "00:11:22:33:44:55", "Kitchen speaker", "../../etc", "\u00fcber~x", "x"})
    void shouldNameConfigurationSafely(String id) {
        assertTrue(SettingsFormat.name(id).matches("[A-Za-z0-9_-]+"), SettingsFormat.name(id));
    }

    @ParameterizedTest
    @ValueSource(strings = {"loud,1000,3,1", "peak,1000,3", "peak,5,3,1", "peak,1000,NaN,1", "peak,1000,99,1"})
    void shouldRefuseWhatIsNoBand(String band) {
        assertThrows(IllegalArgumentException.class,
                () -> SettingsFormat.speaker("A", "left", 0, 0, new String[] {band}));
    }
}
