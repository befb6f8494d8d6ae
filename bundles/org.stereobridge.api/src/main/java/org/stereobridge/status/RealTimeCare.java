package org.stereobridge.status;

import java.util.List;

/**
 * What the operating system grants the audio thread, so that nothing keeps it waiting.
 *
 * @param fifoPriority of SCHED_FIFO, 1-99; 0 where it is scheduled like any other
 * @param isMemoryLocked whether the process's memory stays where it is
 * @param remedies what would grant the rest, a line each; empty where all is granted or nothing was asked for
 */
public record RealTimeCare(int fifoPriority, boolean isMemoryLocked, List<String> remedies) {

    public RealTimeCare {
        remedies = List.copyOf(remedies);
        if (fifoPriority < 0 || fifoPriority > 99) {
            throw new IllegalArgumentException("fifoPriority=" + fifoPriority);
        }
    }

    /** For people, in one line. */
    @Override
    public String toString() {
        return (fifoPriority > 0 ? "SCHED_FIFO " + fifoPriority : "no real-time priority")
                + (isMemoryLocked ? ", memory locked" : ", memory not locked")
                + (remedies.isEmpty() ? "" : ": " + String.join("; ", remedies));
    }
}
