package org.stereobridge.sync.internal;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.Optional;
import java.util.OptionalLong;
import org.stereobridge.calibration.Measurement;
import org.stereobridge.sync.Staleness;

/** How a calibration stands in configuration. What is read may have been changed by anyone, to values of any type. */
final class CalibrationFormat {

    private static final String SPEAKER = "speaker";
    private static final String CODEC = "codec";
    private static final String ADAPTER = "adapter";
    private static final String LATENCY = "latency.ms";
    private static final String ERROR = "error.ms";
    private static final String REPORTED = "reported.ms";
    private static final String CONNECTION = "connection";
    private static final String MEASURED = "measured";
    private static final String STALE = "stale";
    private static final String STALE_SINCE = "stale.since";
    private static final String TRIM = "trim.ms";
    private static final String CHANGED = "changed";
    private static final double NS_PER_MS = 1e6;

    private CalibrationFormat() {
    }

    static Dictionary<String, Object> write(Calibration calibration) {
        Dictionary<String, Object> properties = new Hashtable<>();
        properties.put(SPEAKER, calibration.key().speakerId());
        properties.put(CODEC, calibration.key().codec());
        properties.put(ADAPTER, calibration.key().adapter());
        properties.put(CHANGED, calibration.changed().toString());
        calibration.trimNs().ifPresent(ns -> properties.put(TRIM, ns / NS_PER_MS));
        calibration.measured().ifPresent(measured -> {
            properties.put(LATENCY, measured.latencyNs() / NS_PER_MS);
            properties.put(ERROR, measured.errorNs() / NS_PER_MS);
            properties.put(CONNECTION, measured.connection());
            properties.put(MEASURED, measured.at().toString());
            measured.reportedNs().ifPresent(ns -> properties.put(REPORTED, ns / NS_PER_MS));
            measured.staleness().ifPresent(staleness -> {
                properties.put(STALE, staleness.cause().name());
                properties.put(STALE_SINCE, staleness.since().toString());
            });
        });
        return properties;
    }

    /** @throws IllegalArgumentException that says what is wrong */
    static Calibration read(Dictionary<String, Object> properties) {
        var key = new SpeakerKey(text(properties, SPEAKER), text(properties, CODEC), text(properties, ADAPTER));
        OptionalLong trimNs = optionalNs(properties, TRIM);
        Optional<Calibration.Measured> measured = properties.get(LATENCY) == null ? Optional.empty()
                : Optional.of(measured(key, properties));
        return new Calibration(key, measured, trimNs, instant(properties, CHANGED));
    }

    private static Calibration.Measured measured(SpeakerKey key, Dictionary<String, Object> properties) {
        // The record knows the bounds.
        var found = new Measurement(key.speakerId(), ns(properties, LATENCY), ns(properties, ERROR));
        Optional<Staleness> staleness = properties.get(STALE) == null ? Optional.empty()
                : Optional.of(new Staleness(cause(text(properties, STALE)), instant(properties, STALE_SINCE)));
        return new Calibration.Measured(found.latencyNs(), found.errorNs(), optionalNs(properties, REPORTED),
                text(properties, CONNECTION), instant(properties, MEASURED), staleness);
    }

    private static OptionalLong optionalNs(Dictionary<String, Object> properties, String name) {
        return properties.get(name) == null ? OptionalLong.empty() : OptionalLong.of(ns(properties, name));
    }

    private static long ns(Dictionary<String, Object> properties, String name) {
        if (properties.get(name) instanceof Number ms && Double.isFinite(ms.doubleValue())) {
            return Math.round(ms.doubleValue() * NS_PER_MS);
        }
        throw new IllegalArgumentException(name + " must be a number: " + properties.get(name));
    }

    private static String text(Dictionary<String, Object> properties, String name) {
        if (properties.get(name) instanceof String text) {
            return text;
        }
        throw new IllegalArgumentException(name + " must be a text: " + properties.get(name));
    }

    private static Instant instant(Dictionary<String, Object> properties, String name) {
        try {
            return Instant.parse(text(properties, name));
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(name + " must be a time: " + properties.get(name), e);
        }
    }

    private static Staleness.Cause cause(String name) {
        try {
            return Staleness.Cause.valueOf(name);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(STALE + " is not known: " + name, e);
        }
    }
}
