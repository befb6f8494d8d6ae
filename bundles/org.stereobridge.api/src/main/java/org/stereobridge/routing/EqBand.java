package org.stereobridge.routing;

import java.util.Locale;
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

    /**
     * Reads shape, frequency, gain and quality, such as {@code peak,1000,-3,1.4}.
     *
     * @throws IllegalArgumentException that names the text or the value, where it is not a band
     */
    public static EqBand parse(String text) {
        String[] parts = text.split(",", -1);
        for (Shape shape : Shape.values()) {
            if (parts.length == 4 && parts[0].trim().equalsIgnoreCase(nameOf(shape))) {
                return new EqBand(shape, number(parts[1], text), number(parts[2], text), number(parts[3], text));
            }
        }
        throw notABand(text);
    }

    private static double number(String part, String text) {
        try {
            return Double.parseDouble(part);
        } catch (NumberFormatException e) {
            throw notABand(text);
        }
    }

    private static String nameOf(Shape shape) {
        return shape.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static IllegalArgumentException notABand(String text) {
        return new IllegalArgumentException("band \"" + text
                + "\" is not low-shelf, peak or high-shelf with Hz, dB and q, such as peak,1000,-3,1.4");
    }

    /** As {@link #parse} reads it. */
    @Override
    public String toString() {
        return nameOf(shape) + "," + frequencyHz + "," + gainDb + "," + q;
    }
}
