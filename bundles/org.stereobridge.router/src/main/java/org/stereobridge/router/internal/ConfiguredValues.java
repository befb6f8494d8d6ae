package org.stereobridge.router.internal;

import java.util.Arrays;
import java.util.Dictionary;

/**
 * Reads a configuration, whose values may be of any type, whoever wrote it. Where one cannot be read, an
 * IllegalArgumentException names it.
 */
record ConfiguredValues(Dictionary<String, Object> properties) {

    /** @param otherwise what it is where it is not there; null where it must be */
    String text(String name, String otherwise) {
        Object value = properties.get(name) == null ? otherwise : properties.get(name);
        if (value instanceof String text) {
            return text;
        }
        throw wrong(name, "a text");
    }

    /** Finite; from a number or its text, of which an empty one counts as not there. */
    double number(String name, double otherwise) {
        Object value = properties.get(name);
        double number = value == null || value.equals("") ? otherwise
                : value instanceof Number given ? given.doubleValue()
                : value instanceof String text ? parse(text) : Double.NaN;
        if (!Double.isFinite(number)) {
            throw wrong(name, "a number");
        }
        return number;
    }

    private static double parse(String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    boolean flag(String name, boolean otherwise) {
        Object value = properties.get(name);
        if (value == null) {
            return otherwise;
        }
        if (value instanceof Boolean || value.equals("true") || value.equals("false")) {
            return Boolean.parseBoolean(value.toString());
        }
        throw wrong(name, "true or false");
    }

    /** None where it is not there. */
    String[] texts(String name) {
        Object value = properties.get(name);
        if (value == null) {
            return new String[0];
        }
        if (value instanceof String text) {
            return new String[] {text};
        }
        if (value instanceof String[] texts && Arrays.stream(texts).allMatch(text -> text != null)) {
            return texts.clone();
        }
        throw wrong(name, "texts");
    }

    private IllegalArgumentException wrong(String name, String what) {
        Object value = properties.get(name);
        return new IllegalArgumentException(name + " must be " + what + ": "
                + (value instanceof Object[] values ? Arrays.toString(values) : value));
    }
}
