package org.stereobridge.bluez.internal.avrcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AbsoluteVolumeTest {

    @ParameterizedTest
    @CsvSource({"127, 0", "64, -17.86", "32, -35.92", "8, -72.04", "1, -80", "0, -80", "-5, -80", "1000, 0"})
    void shouldFollowTheCube(long volume, double db) {
        assertEquals(db, AbsoluteVolume.db(volume), 0.01);
    }

    @Test
    void shouldComeBackFromGain() {
        for (int volume = 6; volume <= 127; volume++) {
            assertEquals(volume, AbsoluteVolume.volume(AbsoluteVolume.db(volume)));
        }
    }

    @Test
    void shouldRise() {
        for (int volume = 1; volume <= 127; volume++) {
            assertTrue(AbsoluteVolume.db(volume) >= AbsoluteVolume.db(volume - 1));
        }
    }

    @ParameterizedTest
    @CsvSource({"0, 127", "6, 127", "-80, 0", "-200, 0", "-Infinity, 0"})
    void shouldBoundAnyGain(double db, int volume) {
        assertEquals(volume, AbsoluteVolume.volume(db));
    }
}
