package org.stereobridge.console.internal;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a browser sent. Throws IllegalArgumentException with a message for people where it is not what it must be. */
record Form(Map<String, String[]> values) {

    Set<String> names() {
        return values.keySet();
    }

    List<String> all(String name) {
        return List.of(values.get(name));
    }

    String one(String name) {
        String[] given = values.get(name);
        if (given == null || given.length != 1) {
            throw new IllegalArgumentException(name + " must be given once");
        }
        return given[0];
    }

    double number(String name) {
        String text = one(name);
        try {
            double number = Double.parseDouble(text);
            if (Double.isFinite(number)) {
                return number;
            }
        } catch (NumberFormatException e) {
            // The message below names the text.
        }
        throw new IllegalArgumentException(name + " \"" + text + "\" is not a number");
    }

    boolean flag(String name) {
        String text = one(name);
        if (text.equals("true") || text.equals("false")) {
            return text.equals("true");
        }
        throw new IllegalArgumentException(name + " \"" + text + "\" is not true or false");
    }

    static IllegalArgumentException unknown(String name, String allowed) {
        return new IllegalArgumentException("\"" + name + "\" is not " + allowed);
    }
}
