package org.stereobridge.shell.internal;

import java.util.Locale;

/** Names and figures as the shell writes them. */
final class Words {

    private static final int NAME_LENGTH = 28;
    private static final double SILENCE_DB = -119.95;

    private Words() {
    }

    /** A name from the air: no control, format or other invisible character reaches the terminal, and it is cut. */
    static String name(String name) {
        var clean = new StringBuilder();
        int length = 0;
        for (int at = 0; at < name.length(); at += Character.charCount(name.codePointAt(at))) {
            int point = name.codePointAt(at);
            if (length == NAME_LENGTH - 1 && at + Character.charCount(point) < name.length()) {
                return clean.append('…').toString();
            }
            clean.appendCodePoint(isVisible(point) ? point : '?');
            length++;
        }
        return clean.toString();
    }

    private static boolean isVisible(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.PRIVATE_USE, Character.UNASSIGNED,
                    Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }

    static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    static String db(double db) {
        return db <= SILENCE_DB ? "silent" : fixed("%.1f dB", db);
    }

    static String ms(long ns) {
        return fixed("%.1f ms", ns / 1e6);
    }

    /** Fixed point, whatever the machine's language. */
    static String fixed(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
