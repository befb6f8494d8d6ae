package org.stereobridge.dsp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stereobridge.routing.EqBand;
import org.stereobridge.routing.EqBand.Shape;

class EqCurveTest {

    private static final double[] FREQUENCIES_HZ = {20, 100, 440, 1_000, 3_000, 8_000, 15_000, 20_000};

    @ParameterizedTest
    @CsvSource({"PEAK, 1000, 6, 1, 44100", "PEAK, 60, -18, 10, 48000", "PEAK, 15000, 18, 0.1, 44100",
        "LOW_SHELF, 100, 12, 0.7071, 48000", "LOW_SHELF, 3000, -18, 0.3, 44100",
        "HIGH_SHELF, 8000, -6, 0.7071, 44100", "HIGH_SHELF, 500, 18, 2, 48000"})
    void shouldFollowTheAnalogPrototype(Shape shape, double hz, double gainDb, double q, int rateHz) {
        EqCurve curve = EqCurve.of(List.of(new EqBand(shape, hz, gainDb, q)), rateHz);

        for (double at : FREQUENCIES_HZ) {
            // The bilinear transform maps the frequency so.
            double s = Math.tan(Math.PI * at / rateHz) / Math.tan(Math.PI * hz / rateHz);
            assertEquals(prototypeDb(shape, gainDb, q, s), curve.gainDb(at), 1e-6, at + " Hz");
        }
    }

    @Test
    void shouldAddUpBands() {
        EqBand bass = new EqBand(Shape.LOW_SHELF, 100, 5, 0.7);
        EqBand voice = new EqBand(Shape.PEAK, 2_000, -3, 1);
        EqCurve both = EqCurve.of(List.of(bass, voice), 44_100);

        for (double at : FREQUENCIES_HZ) {
            double sum = EqCurve.of(List.of(bass), 44_100).gainDb(at) + EqCurve.of(List.of(voice), 44_100).gainDb(at);
            assertEquals(sum, both.gainDb(at), 1e-9);
        }
    }

    @Test
    void shouldBeFlatWithoutGain() {
        assertTrue(EqCurve.of(List.of(), 44_100).isFlat());
        assertTrue(EqCurve.of(List.of(new EqBand(Shape.PEAK, 1_000, 0, 1)), 44_100).isFlat());
        assertEquals(0, EqCurve.FLAT.gainDb(1_000));
        assertFalse(EqCurve.of(List.of(new EqBand(Shape.PEAK, 1_000, 0.1, 1)), 44_100).isFlat());
    }

    @Test
    void shouldLeaveOutBandsNearHalfTheRate() {
        EqBand high = new EqBand(Shape.PEAK, 15_000, 6, 1);

        assertTrue(EqCurve.of(List.of(high), 32_000).isFlat());
        assertFalse(EqCurve.of(List.of(high), 44_100).isFlat());
    }

    @Test
    void shouldBeEqualByWhatItDoes() {
        List<EqBand> bands = List.of(new EqBand(Shape.PEAK, 1_000, 6, 1));
        EqCurve curve = EqCurve.of(bands, 44_100);

        assertEquals(curve, EqCurve.of(bands, 44_100));
        assertEquals(curve.hashCode(), EqCurve.of(bands, 44_100).hashCode());
        assertNotEquals(curve, EqCurve.of(bands, 48_000));
        assertNotEquals(curve, EqCurve.FLAT);
    }

    @Test
    void shouldRefuseTooManyBands() {
        List<EqBand> six = Collections.nCopies(6, new EqBand(Shape.PEAK, 1_000, 6, 1));

        assertThrows(IllegalArgumentException.class, () -> EqCurve.of(six, 44_100));
        assertThrows(IllegalArgumentException.class, () -> EqCurve.of(List.of(), 0));
    }

    /** The cookbook's analog filters at j s. */
    private static double prototypeDb(Shape shape, double gainDb, double q, double s) {
        double a = Math.pow(10, gainDb / 40);
        double slope = Math.sqrt(a) / q * s;
        return switch (shape) {
            case PEAK -> ratioDb(1 - s * s, s * a / q, 1 - s * s, s / (a * q));
            case LOW_SHELF -> ratioDb(a * (a - s * s), a * slope, 1 - a * s * s, slope);
            case HIGH_SHELF -> ratioDb(a * (1 - a * s * s), a * slope, a - s * s, slope);
        };
    }

    private static double ratioDb(double re, double im, double belowRe, double belowIm) {
        return 20 * Math.log10(Math.hypot(re, im) / Math.hypot(belowRe, belowIm));
    }
}
