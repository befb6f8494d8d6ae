package org.stereobridge.routing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class EqBandTest {

    @ParameterizedTest
    @EnumSource
    void shouldReadWhatItWrites(EqBand.Shape shape) {
        EqBand band = new EqBand(shape, 1_234.5, -3.25, 0.7);

        assertEquals(band, EqBand.parse(band.toString()));
    }

    @Test
    void shouldReadBlanksAndCapitals() {
        assertEquals(new EqBand(EqBand.Shape.HIGH_SHELF, 8_000, 4, 0.7), EqBand.parse("High-Shelf, 8000, +4, .7"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "peak", "peak,1000,3", "peak,1000,3,1,1", "notch,1000,3,1", "peak,one,3,1"})
    void shouldNameTheTextThatIsNoBand(String text) {
        var thrown = assertThrows(IllegalArgumentException.class, () -> EqBand.parse(text));

        assertTrue(thrown.getMessage().startsWith("band \"" + text + "\" is not low-shelf, peak or high-shelf"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"peak,19,0,1", "peak,NaN,0,1", "peak,1000,19,1", "peak,1000,0,0"})
    void shouldRefuseWhatIsOutOfBounds(String text) {
        assertThrows(IllegalArgumentException.class, () -> EqBand.parse(text));
    }
}
