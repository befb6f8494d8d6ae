package org.stereobridge.shell.internal;

import java.util.List;
import java.util.Locale;

/** Names and figures as the shell writes them. */
final class Words {

    private static final int NAME_LENGTH = 28;
    private static final int SENTENCE_LENGTH = 300;
    private static final double SILENCE_DB = -119.95;

    private Words() {
    }

    /** A name from the air: no control, format or other invisible character reaches the terminal, and it is cut. */
    static String name(String name) {
        return clean(name, NAME_LENGTH);
    }

    /** As {@link #name}, for what may have names from the air in it. */
    static String sentence(String sentence) {
        return clean(sentence, SENTENCE_LENGTH);
    }

    private static String clean(String text, int longest) {
        var clean = new StringBuilder();
        int length = 0;
        for (int at = 0; at < text.length(); at += Character.charCount(text.codePointAt(at))) {
            int point = text.codePointAt(at);
            if (length == longest - 1 && at + Character.charCount(point) < text.length()) {
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

    /** Adds a line of a list of terms and values. */
    static void line(StringBuilder text, String what, String value) {
        text.append(fixed("%-10s", what)).append(value).append('\n');
    }

    /** Adds a term that has several values. */
    static void lines(StringBuilder text, String what, List<String> values) {
        for (int i = 0; i < values.size(); i++) {
            line(text, i == 0 ? what : "", values.get(i));
        }
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
