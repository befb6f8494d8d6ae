package org.stereobridge.simulator.internal.terminal;

import java.util.Locale;
import org.stereobridge.simulator.internal.Progress;

/** Puts a run's progress into one line. */
final class StatusLine {

    private static final String BLOCKS = " \u258f\u258e\u258d\u258c\u258b\u258a\u2589\u2588";
    private static final int EIGHTHS = 8;
    private static final int LONGEST_NAME = 12;
    private static final int METER_CELLS = 8;
    private static final double METER_FLOOR_DB = -48;
    private static final double SILENCE_DB = -119;
    private static final int LONGEST_BAR = 40;
    private static final int SHORTEST_BAR = 6;

    private final boolean canDraw;

    /** @param canDraw whether there are characters for parts of a block and for micro */
    StatusLine(boolean canDraw) {
        this.canDraw = canDraw;
    }

    /** A bar, a meter a speaker, skew, time and speed, in at most this many columns. */
    String bar(Progress progress, int columns) {
        String tail = " " + time(progress) + meters(progress, METER_CELLS) + skew(progress) + speed(progress);
        int room = columns - 3 - tail.length();
        if (room < SHORTEST_BAR) {
            tail = " " + time(progress) + meters(progress, 0) + skew(progress) + speed(progress);
            room = columns - 3 - tail.length();
        }
        double share = progress.totalSeconds() > 0 ? progress.seconds() / progress.totalSeconds() : 0;
        String bar = room < SHORTEST_BAR || Double.isNaN(progress.totalSeconds()) ? ""
                : "[" + fill(share, Math.min(LONGEST_BAR, room)) + "]";
        String line = bar + tail;
        return line.length() < columns ? line : line.substring(0, columns - 1);
    }

    /** The same in words, for a file or a pipe. */
    String plain(Progress progress) {
        return time(progress) + meters(progress, 0) + skew(progress) + speed(progress);
    }

    private String meters(Progress progress, int cells) {
        var text = new StringBuilder();
        for (Progress.Speaker speaker : progress.speakers()) {
            double share = 1 - speaker.levelDb() / METER_FLOOR_DB;
            String level = speaker.levelDb() <= SILENCE_DB ? "silent"
                    : String.format(Locale.ROOT, "%3.0f dB", speaker.levelDb());
            text.append("  ").append(name(speaker.name()))
                    .append(cells > 0 ? " |" + fill(share, cells) + "|" : " " + level);
            if (speaker.underruns() > 0) {
                text.append(" (").append(speaker.underruns()).append(" gaps)");
            }
        }
        return text.toString();
    }

    private String fill(double share, int cells) {
        int eighths = (int) Math.round(Math.max(0, Math.min(1, share)) * cells * EIGHTHS);
        var text = new StringBuilder();
        for (int cell = 0; cell < cells; cell++) {
            int part = Math.max(0, Math.min(EIGHTHS, eighths - cell * EIGHTHS));
            text.append(canDraw ? BLOCKS.charAt(part) : part >= EIGHTHS / 2 ? '#' : '.');
        }
        return text.toString();
    }

    private String skew(Progress progress) {
        if (progress.skewNs().isEmpty()) {
            return "";
        }
        double micros = Math.abs(progress.skewNs().getAsLong()) / 1e3;
        String unit = canDraw ? "\u00b5s" : "us";
        return micros < 10_000 ? String.format(Locale.ROOT, "  skew %.0f %s", micros, unit)
                : String.format(Locale.ROOT, "  skew %.0f ms", micros / 1e3);
    }

    private static String speed(Progress progress) {
        double speed = progress.wallSeconds() > 0 ? progress.seconds() / progress.wallSeconds() : 0;
        // In real time the speed is 1 and of no interest.
        return speed > 1.2 ? String.format(Locale.ROOT, "  %.0fx", speed) : "";
    }

    private static String time(Progress progress) {
        String total = Double.isNaN(progress.totalSeconds()) ? "" : " / " + clock(progress.totalSeconds());
        return clock(progress.seconds()) + total;
    }

    private static String clock(double seconds) {
        long whole = (long) seconds;
        return whole < 3600 ? String.format(Locale.ROOT, "%d:%02d", whole / 60, whole % 60)
                : String.format(Locale.ROOT, "%d:%02d:%02d", whole / 3600, whole / 60 % 60, whole % 60);
    }

    /** A name comes from a file and may hold anything; a terminal takes some characters for commands. */
    private static String name(String name) {
        String plain = name.replaceAll("\\p{Cntrl}", "?");
        return plain.length() <= LONGEST_NAME ? plain : plain.substring(0, LONGEST_NAME - 1) + ".";
    }
}
