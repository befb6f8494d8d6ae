package org.stereobridge.routing;

import java.util.Locale;

/**
 * What a speaker plays of the two channels: {@code left * L + right * R}.
 *
 * @param left -4 to 4
 * @param right -4 to 4
 */
public record MixRow(double left, double right) {

    public static final MixRow LEFT = new MixRow(1, 0);
    public static final MixRow RIGHT = new MixRow(0, 1);
    public static final MixRow MONO = new MixRow(0.5, 0.5);

    private static final double LIMIT = 4;

    public MixRow {
        if (!(Math.abs(left) <= LIMIT && Math.abs(right) <= LIMIT)) {
            throw new IllegalArgumentException("row must be within +-4: left=" + left + " right=" + right);
        }
    }

    /**
     * Reads {@code left}, {@code right}, {@code mono}, or two numbers such as {@code 0.7,0.3}.
     *
     * @throws IllegalArgumentException that names the text, where it is none of these
     */
    public static MixRow parse(String text) {
        switch (text.trim().toLowerCase(Locale.ROOT)) {
            case "left":
                return LEFT;
            case "right":
                return RIGHT;
            case "mono":
                return MONO;
            default:
        }
        String[] parts = text.split(",", -1);
        if (parts.length == 2) {
            try {
                return new MixRow(Double.parseDouble(parts[0]), Double.parseDouble(parts[1]));
            } catch (NumberFormatException e) {
                // Falls through to the message that names what is allowed.
            }
        }
        throw new IllegalArgumentException(
                "channel \"" + text + "\" is not left, right, mono or two numbers such as 0.7,0.3");
    }

    /** As {@link #parse} reads it. */
    @Override
    public String toString() {
        if (equals(LEFT)) {
            return "left";
        }
        if (equals(RIGHT)) {
            return "right";
        }
        return equals(MONO) ? "mono" : left + "," + right;
    }
}
