package org.stereobridge.sync;

import java.time.Instant;
import java.util.Objects;

/**
 * Why a measured latency may not hold any more.
 *
 * @param cause the first thing that can have moved it
 * @param since when that was, by the wall clock
 */
public record Staleness(Cause cause, Instant since) {

    /** What can move a speaker's latency. */
    public enum Cause {
        /** The stream began anew after a pause, and the speaker filled its buffer anew. */
        STARTED("stream started anew"),
        /** The speaker's link was made anew, or the bridge was started. */
        RECONNECTED("reconnected"),
        /** The speaker came back with another codec, with which it was measured before. */
        CODEC_CHANGED("codec changed"),
        /** The speaker came back on another adapter, on which it was measured before. */
        ADAPTER_CHANGED("adapter changed"),
        /** The speaker was not sent what was due: its buffer may have run dry. */
        UNDERRUN("audio was missing"),
        /** The speaker reports another delay than before. */
        REPORT_CHANGED("delay report changed");

        private final String label;

        Cause(String label) {
            this.label = label;
        }

        /** For people. */
        public String label() {
            return label;
        }
    }

    public Staleness {
        Objects.requireNonNull(cause, "cause");
        Objects.requireNonNull(since, "since");
    }
}
