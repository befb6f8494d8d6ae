package org.stereobridge.sync;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * How long a speaker takes from a packet's departure to the sound of its first sample, and what that figure is worth.
 *
 * @param ns 0 or more
 * @param origin where the figure comes from
 * @param errorNs how far off it may be, as who measured it says; 0 where nobody says
 * @param since since when it is so, by the wall clock; EPOCH where that is not known
 * @param staleness why it may not hold any more; only of what was measured
 */
public record Latency(long ns, Origin origin, long errorNs, Instant since, Optional<Staleness> staleness) {

    /** From the best to the worst known. */
    public enum Origin {
        /** By a microphone. */
        MEASURED,
        /** By the speaker's AVDTP delay report: a hint, which many speakers get wrong. */
        REPORTED,
        /** What speakers usually take. */
        ASSUMED
    }

    /** What a figure is worth: its origin, or that it was measured and may not hold any more. */
    public enum State { MEASURED, REPORTED, ASSUMED, STALE }

    public Latency {
        Objects.requireNonNull(origin, "origin");
        Objects.requireNonNull(since, "since");
        if (ns < 0) {
            throw new IllegalArgumentException("latency ns=" + ns);
        }
        if (errorNs < 0) {
            throw new IllegalArgumentException("latency errorNs=" + errorNs);
        }
        if (staleness.isPresent() && origin != Origin.MEASURED) {
            throw new IllegalArgumentException("only what was measured gets stale: " + origin);
        }
    }

    /** One of which nothing else is known. */
    public Latency(long ns, Origin origin) {
        this(ns, origin, 0, Instant.EPOCH, Optional.empty());
    }

    public State state() {
        return staleness.isPresent() ? State.STALE : switch (origin) {
            case MEASURED -> State.MEASURED;
            case REPORTED -> State.REPORTED;
            case ASSUMED -> State.ASSUMED;
        };
    }

    /** For people, such as {@code measured +-0.04 ms, 3 min ago} or {@code stale: reconnected 20 s ago}. */
    public String describe(Instant now) {
        if (staleness.isPresent()) {
            return "stale: " + staleness.get().cause().label() + " " + ago(staleness.get().since(), now);
        }
        String error = errorNs == 0 ? "" : String.format(Locale.ROOT, " +-%.2f ms", errorNs / 1e6);
        String age = since.equals(Instant.EPOCH) || origin == Origin.ASSUMED ? "" : ", " + ago(since, now);
        return origin.name().toLowerCase(Locale.ROOT) + error + age;
    }

    /** The wall clock of a machine without a battery may be set at any time: what lies ahead was just now. */
    private static String ago(Instant then, Instant now) {
        long seconds = Math.max(0, Duration.between(then, now).toSeconds());
        if (seconds < 100) {
            return seconds + " s ago";
        }
        if (seconds < 100 * 60) {
            return seconds / 60 + " min ago";
        }
        return seconds < 48 * 3_600 ? seconds / 3_600 + " h ago" : seconds / 86_400 + " days ago";
    }
}
