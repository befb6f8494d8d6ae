package org.stereobridge.simulator.internal.terminal;

import java.io.PrintStream;
import java.util.concurrent.TimeUnit;
import org.stereobridge.simulator.internal.Progress;
import org.stereobridge.simulator.internal.Terminal;

/** Keeps one line up to date, until there is something to say below it. */
final class BarTerminal implements Terminal {

    private static final long INTERVAL_NS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final String OVER = "\r\u001b[K";

    private final PrintStream out;
    private final StatusLine status;
    private final int columns;
    private String shown = "";

    BarTerminal(PrintStream out, StatusLine status, int columns) {
        this.out = out;
        this.status = status;
        this.columns = columns;
    }

    @Override
    public long intervalNs() {
        return INTERVAL_NS;
    }

    @Override
    public void show(Progress progress) {
        shown = status.bar(progress, columns);
        out.print(OVER + shown);
        out.flush();
    }

    @Override
    public void line(String text) {
        leave();
        out.println(text);
        out.flush();
    }

    @Override
    public void close() {
        leave();
        out.flush();
    }

    private void leave() {
        if (!shown.isEmpty()) {
            out.println();
            shown = "";
        }
    }
}
