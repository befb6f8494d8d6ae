package org.stereobridge.dsp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.stereobridge.testkit.Allocations;

class LevelsTest {

    @Test
    void shouldFindPeakOfEitherSignWithinFrames() {
        float[] in = {9, 0.25f, -0.75f, 0.5f, -9};

        assertEquals(0.75f, Levels.peak(in, 1, 3));
        assertEquals(0, Levels.peak(in, 1, 0));
    }

    @Test
    void shouldShowWhatIsNotANumber() {
        assertEquals(Float.NaN, Levels.peak(new float[] {1, Float.NaN, 2}, 0, 3));
    }

    @ParameterizedTest
    @CsvSource({"1, 0", "0.5, -6.0206", "10, 20", "0, -120", "-1, -120", "1e-9, -120"})
    void shouldGiveDecibelsAboveTheFloor(double amplitude, double db) {
        assertEquals(db, Levels.toDb(amplitude), 1e-4);
    }

    @ParameterizedTest
    @ValueSource(doubles = {-100, -3, 0, 18})
    void shouldComeBackFromDecibels(double db) {
        assertEquals(db, Levels.toDb(Levels.fromDb(db)), 1e-9);
    }

    @Test
    void shouldNotAllocate() {
        float[] in = new float[100];

        assertEquals(0, Allocations.bytesIn(() -> Levels.peak(in, 0, 100)));
    }
}
