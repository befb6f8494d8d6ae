package org.stereobridge.simulator.internal;

/** Shows a run on the terminal. One thread. */
public interface Terminal extends AutoCloseable {

    /** How often {@link #show} is to be called. */
    long intervalNs();

    /** Shows how far the run is; a bar replaces what it showed before. */
    void show(Progress progress);

    /** Shows a line for good, below the bar where there is one. */
    void line(String text);

    /** Leaves the cursor at the start of an empty line. */
    @Override
    void close();
}
