package org.stereobridge.sync.internal;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.stereobridge.routing.SpeakerSettings;
import org.stereobridge.sync.Staleness;

/**
 * What is kept of a speaker with one codec on one adapter.
 *
 * @param trimNs in place of the trim that its owner set for all; -100 ms to 100 ms
 * @param changed when that was last changed; the oldest are forgotten first
 */
record Calibration(SpeakerKey key, Optional<Measured> measured, OptionalLong trimNs, Instant changed) {

    /**
     * What a microphone found.
     *
     * @param latencyNs 0 to 10 s
     * @param errorNs 0 to 1 s
     * @param reportedNs what the speaker reported then, 0 to 10 s
     * @param connection the connection on which it was measured
     * @param at when
     * @param staleness what has happened since
     */
    record Measured(long latencyNs, long errorNs, OptionalLong reportedNs, String connection, Instant at,
            Optional<Staleness> staleness) {

        Measured {
            reportedNs.ifPresent(Calibration::checkReport);
            Objects.requireNonNull(connection, "connection");
            Objects.requireNonNull(at, "at");
            Objects.requireNonNull(staleness, "staleness");
        }
    }

    Calibration {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(measured, "measured");
        Objects.requireNonNull(changed, "changed");
        trimNs.ifPresent(Calibration::checkTrim);
    }

    private static void checkReport(long ns) {
        if (!Report.isPlausible(ns)) {
            throw new IllegalArgumentException("reported delay must be 0 to 10 s: " + ns / 1e6 + " ms");
        }
    }

    private static void checkTrim(long ns) {
        if (ns < -SpeakerSettings.TRIM_LIMIT_NS || ns > SpeakerSettings.TRIM_LIMIT_NS) {
            throw new IllegalArgumentException("trim must be within 100 ms: " + ns / 1e6 + " ms");
        }
    }

    static Calibration none(SpeakerKey key) {
        return new Calibration(key, Optional.empty(), OptionalLong.empty(), Instant.EPOCH);
    }

    boolean isFresh() {
        return measured.isPresent() && measured.get().staleness().isEmpty();
    }

    Calibration withMeasured(Measured found) {
        return new Calibration(key, Optional.of(found), trimNs, found.at());
    }

    Calibration withTrim(OptionalLong trimNs, Instant now) {
        return new Calibration(key, measured, trimNs, now);
    }

    /** Only the first thing that moves a latency is kept: from then on it is not known. */
    Calibration stale(Staleness.Cause cause, Instant now) {
        Measured held = measured.orElseThrow();
        return new Calibration(key, Optional.of(new Measured(held.latencyNs(), held.errorNs(), held.reportedNs(),
                held.connection(), held.at(), Optional.of(new Staleness(cause, now)))), trimNs, changed);
    }
}
