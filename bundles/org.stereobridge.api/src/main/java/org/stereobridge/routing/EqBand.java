package org.stereobridge.routing;

import java.util.Objects;

/**
 * One band of a parametric equaliser.
 *
 * @param shape the filter's shape
 * @param frequencyHz centre or corner, 20-20000
 * @param gainDb -18 to 18
 * @param q quality, 0.1-10; a shelf's slope
 */
public record EqBand(Shape shape, double frequencyHz, double gainDb, double q) {

    /** How many bands a speaker has at most. */
    public static final int BANDS = 5;

    /** The shapes of R. Bristow-Johnson's "Audio EQ Cookbook". */
    public enum Shape { LOW_SHELF, PEAK, HIGH_SHELF }

    public EqBand {
        Objects.requireNonNull(shape, "shape");
        if (!(frequencyHz >= 20 && frequencyHz <= 20_000)) {
            throw new IllegalArgumentException("frequencyHz must be 20-20000: " + frequencyHz);
        }
        if (!(gainDb >= -18 && gainDb <= 18)) {
            throw new IllegalArgumentException("gainDb must be -18 to 18: " + gainDb);
        }
        if (!(q >= 0.1 && q <= 10)) {
            throw new IllegalArgumentException("q must be 0.1-10: " + q);
        }
    }
}
