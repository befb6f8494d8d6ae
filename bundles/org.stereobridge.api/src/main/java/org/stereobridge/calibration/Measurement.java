package org.stereobridge.calibration;

import java.util.Objects;

/**
 * What a microphone found of a speaker.
 *
 * @param speakerId the speaker's link id
 * @param latencyNs from a packet's departure to the sound of its first sample, without what the bridge holds it back;
 *     0 to 10 s
 * @param errorNs how far off that may be, 0 to 1 s
 */
public record Measurement(String speakerId, long latencyNs, long errorNs) {

    private static final long LATENCY_LIMIT_NS = 10_000_000_000L;
    private static final long ERROR_LIMIT_NS = 1_000_000_000;

    public Measurement {
        Objects.requireNonNull(speakerId, "speakerId");
        if (latencyNs < 0 || latencyNs > LATENCY_LIMIT_NS) {
            throw new IllegalArgumentException("latency must be 0 to 10 s: " + latencyNs / 1e6 + " ms");
        }
        if (errorNs < 0 || errorNs > ERROR_LIMIT_NS) {
            throw new IllegalArgumentException("error must be 0 to 1 s: " + errorNs / 1e6 + " ms");
        }
    }
}
