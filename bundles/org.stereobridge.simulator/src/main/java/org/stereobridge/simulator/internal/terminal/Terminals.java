package org.stereobridge.simulator.internal.terminal;

import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import org.stereobridge.simulator.internal.Terminal;

/** The ways in which a run is shown. */
public final class Terminals {

    private static final int USUAL_COLUMNS = 80;
    private static final int LEAST_COLUMNS = 40;

    private Terminals() {
    }

    /**
     * Chooses one.
     *
     * @param kind {@code bar}: a line that is written over; {@code plain}: a line every 5 seconds; {@code none}: only
     *     what is told for good
     * @param columns the terminal's width as its environment tells it; null where it does not
     * @throws IllegalArgumentException for another kind
     */
    public static Terminal of(String kind, PrintStream out, String columns) {
        return switch (kind) {
            case "bar" -> new BarTerminal(out, new StatusLine(canDraw()), width(columns));
            case "plain" -> new PlainTerminal(out, new StatusLine(canDraw()), true);
            case "none" -> new PlainTerminal(out, new StatusLine(false), false);
            default -> throw new IllegalArgumentException("no such terminal: " + kind);
        };
    }

    private static boolean canDraw() {
        // Java 19 tells standard output's encoding by the first name, Java 17 by the second, and only for a terminal.
        String name = System.getProperty("stdout.encoding", System.getProperty("sun.stdout.encoding"));
        CharsetEncoder encoder = (name == null ? Charset.defaultCharset() : Charset.forName(name)).newEncoder();
        return encoder.canEncode('\u2588') && encoder.canEncode('\u00b5');
    }

    private static int width(String columns) {
        try {
            return columns == null ? USUAL_COLUMNS : Math.max(LEAST_COLUMNS, Integer.parseInt(columns.trim()));
        } catch (NumberFormatException e) {
            return USUAL_COLUMNS;
        }
    }
}
