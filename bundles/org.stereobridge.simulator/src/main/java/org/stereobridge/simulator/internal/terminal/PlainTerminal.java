package org.stereobridge.simulator.internal.terminal;

import java.io.PrintStream;
import java.util.concurrent.TimeUnit;
import org.stereobridge.simulator.internal.Progress;
import org.stereobridge.simulator.internal.Terminal;

/** Writes line below line, for files, pipes and terminals that are used for something else. */
final class PlainTerminal implements Terminal {

    private static final long INTERVAL_NS = TimeUnit.SECONDS.toNanos(5);

    private final PrintStream out;
    private final StatusLine status;
    private final boolean isShowing;

    PlainTerminal(PrintStream out, StatusLine status, boolean isShowing) {
        this.out = out;
        this.status = status;
        this.isShowing = isShowing;
    }

    @Override
    public long intervalNs() {
        return INTERVAL_NS;
    }

    @Override
    public void show(Progress progress) {
        if (isShowing) {
            line(status.plain(progress));
        }
    }

    @Override
    public void line(String text) {
        out.println(text);
        out.flush();
    }

    @Override
    public void close() {
        out.flush();
    }
}
