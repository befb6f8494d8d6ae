package org.stereobridge.sync;

import java.util.Objects;

/**
 * How long a speaker takes from a packet's departure to the sound of its first sample.
 *
 * @param ns 0 or more
 * @param origin where the figure comes from
 */
public record Latency(long ns, Origin origin) {

    /** From the best to the worst known. */
    public enum Origin {
        /** By a microphone. */
        MEASURED,
        /** By the speaker's AVDTP delay report: a hint, which many speakers get wrong. */
        REPORTED,
        /** What speakers usually take. */
        ASSUMED
    }

    public Latency {
        Objects.requireNonNull(origin, "origin");
        if (ns < 0) {
            throw new IllegalArgumentException("latency ns=" + ns);
        }
    }
}
