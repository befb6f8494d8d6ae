package org.stereobridge.dsp;

import java.util.Arrays;
import java.util.List;
import org.stereobridge.routing.EqBand;

/**
 * The coefficients of an equaliser: immutable, made where time does not matter, used by {@link Equalizer}.
 *
 * <p>A band is a biquad of R. Bristow-Johnson's "Audio EQ Cookbook", with the slope of a shelf given as its Q. Bands
 * above 0.45 of the rate are left out.
 */
public final class EqCurve {

    /** A curve that changes nothing. */
    public static final EqCurve FLAT = new EqCurve(new double[0], 48_000);

    /** Values that a band takes in {@link #coefficients}: b0, b1, b2, a1, a2, where a0 is 1. */
    static final int STRIDE = 5;

    private static final double HIGHEST = 0.45;

    private final double[] coefficients;
    private final int rateHz;

    private EqCurve(double[] coefficients, int rateHz) {
        this.coefficients = coefficients;
        this.rateHz = rateHz;
    }

    /** The curve of these bands in series, {@link EqBand#BANDS} at most. */
    public static EqCurve of(List<EqBand> bands, int rateHz) {
        if (bands.size() > EqBand.BANDS) {
            throw new IllegalArgumentException("at most " + EqBand.BANDS + " bands: " + bands.size());
        }
        if (rateHz <= 0) {
            throw new IllegalArgumentException("rateHz must be above 0: " + rateHz);
        }
        double[] all = new double[bands.size() * STRIDE];
        boolean isFlat = true;
        for (int band = 0; band < bands.size(); band++) {
            isFlat &= !write(bands.get(band), rateHz, all, band * STRIDE);
        }
        return isFlat ? FLAT : new EqCurve(all, rateHz);
    }

    /** Whether it changes nothing. */
    public boolean isFlat() {
        return coefficients.length == 0;
    }

    /** The gain at a frequency. */
    public double gainDb(double hz) {
        double w = 2 * Math.PI * hz / rateHz;
        double power = 1;
        for (int at = 0; at < coefficients.length; at += STRIDE) {
            power *= power(coefficients[at], coefficients[at + 1], coefficients[at + 2], w)
                    / power(1, coefficients[at + 3], coefficients[at + 4], w);
        }
        return 10 * Math.log10(power);
    }

    @Override
    public boolean equals(Object other) {
        return this == other || other instanceof EqCurve that && Arrays.equals(coefficients, that.coefficients)
                && (isFlat() || rateHz == that.rateHz);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(coefficients);
    }

    int bands() {
        return coefficients.length / STRIDE;
    }

    double[] coefficients() {
        return coefficients;
    }

    /** Whether the band does anything. */
    boolean isActive(int band) {
        return coefficients[band * STRIDE] != 1 || coefficients[band * STRIDE + 1] != coefficients[band * STRIDE + 3]
                || coefficients[band * STRIDE + 2] != coefficients[band * STRIDE + 4];
    }

    private static double power(double c0, double c1, double c2, double w) {
        double re = c0 + c1 * Math.cos(w) + c2 * Math.cos(2 * w);
        double im = c1 * Math.sin(w) + c2 * Math.sin(2 * w);
        return re * re + im * im;
    }

    /** Writes one band's coefficients; false where it does nothing. */
    private static boolean write(EqBand band, int rateHz, double[] to, int at) {
        to[at] = 1;
        if (band.gainDb() == 0 || band.frequencyHz() > HIGHEST * rateHz) {
            return false;
        }
        double a = Math.pow(10, band.gainDb() / 40);
        double w = 2 * Math.PI * band.frequencyHz() / rateHz;
        double alpha = Math.sin(w) / (2 * band.q());
        switch (band.shape()) {
            case PEAK -> normalise(to, at, 1 + alpha * a, -2 * Math.cos(w), 1 - alpha * a,
                    1 + alpha / a, -2 * Math.cos(w), 1 - alpha / a);
            case LOW_SHELF -> shelf(to, at, a, Math.cos(w), 2 * Math.sqrt(a) * alpha, 1);
            case HIGH_SHELF -> shelf(to, at, a, Math.cos(w), 2 * Math.sqrt(a) * alpha, -1);
        }
        return true;
    }

    /** A high shelf is a low one mirrored at a quarter of the rate: {@code sign} is -1 there. */
    private static void shelf(double[] to, int at, double a, double cos, double slope, int sign) {
        double c = sign * cos;
        normalise(to, at, a * (a + 1 - (a - 1) * c + slope), sign * 2 * a * (a - 1 - (a + 1) * c),
                a * (a + 1 - (a - 1) * c - slope), a + 1 + (a - 1) * c + slope,
                sign * -2 * (a - 1 + (a + 1) * c), a + 1 + (a - 1) * c - slope);
    }

    private static void normalise(double[] to, int at, double b0, double b1, double b2, double a0, double a1,
            double a2) {
        to[at] = b0 / a0;
        to[at + 1] = b1 / a0;
        to[at + 2] = b2 / a0;
        to[at + 3] = a1 / a0;
        to[at + 4] = a2 / a0;
    }
}
