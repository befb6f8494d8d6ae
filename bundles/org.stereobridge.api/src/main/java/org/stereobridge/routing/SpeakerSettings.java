package org.stereobridge.routing;

import java.util.List;
import java.util.Objects;

/**
 * What the owner set for a speaker. Each is a service, kept by configuration: the router takes row, gain and
 * equaliser from it, sync takes the trim.
 *
 * @param speakerId the speaker's link id
 * @param row what it plays
 * @param gainDb -60 to 12
 * @param trimNs added to its delay, -100 ms to 100 ms; positive plays later
 * @param eq at most {@link EqBand#BANDS} bands, none for flat
 * @param driftPpm how far the clock of its DAC runs ahead of ours, -300 to 300, where that runs as its crystal does; 0
 *     where it follows its source, as nearly all do
 */
public record SpeakerSettings(String speakerId, MixRow row, double gainDb, long trimNs, List<EqBand> eq,
        double driftPpm) {

    /** How far a trim may go, either way. */
    public static final long TRIM_LIMIT_NS = 100_000_000;
    /** How far a crystal may be off, either way. */
    public static final double DRIFT_LIMIT_PPM = 300;

    public SpeakerSettings {
        Objects.requireNonNull(speakerId, "speakerId");
        Objects.requireNonNull(row, "row");
        eq = List.copyOf(eq);
        if (!(gainDb >= -60 && gainDb <= 12)) {
            throw new IllegalArgumentException("gainDb must be -60 to 12: " + gainDb);
        }
        if (trimNs < -TRIM_LIMIT_NS || trimNs > TRIM_LIMIT_NS) {
            throw new IllegalArgumentException("trim must be within 100 ms: " + trimNs / 1e6 + " ms");
        }
        if (eq.size() > EqBand.BANDS) {
            throw new IllegalArgumentException("at most " + EqBand.BANDS + " bands: " + eq.size());
        }
        if (!(Math.abs(driftPpm) <= DRIFT_LIMIT_PPM)) {
            throw new IllegalArgumentException("driftPpm must be -300 to 300: " + driftPpm);
        }
    }

    /** Of a speaker that follows its source. */
    public SpeakerSettings(String speakerId, MixRow row, double gainDb, long trimNs, List<EqBand> eq) {
        this(speakerId, row, gainDb, trimNs, eq, 0);
    }

    public SpeakerSettings withRow(MixRow row) {
        return new SpeakerSettings(speakerId, row, gainDb, trimNs, eq, driftPpm);
    }

    public SpeakerSettings withGainDb(double gainDb) {
        return new SpeakerSettings(speakerId, row, gainDb, trimNs, eq, driftPpm);
    }

    public SpeakerSettings withTrimNs(long trimNs) {
        return new SpeakerSettings(speakerId, row, gainDb, trimNs, eq, driftPpm);
    }

    public SpeakerSettings withEq(List<EqBand> eq) {
        return new SpeakerSettings(speakerId, row, gainDb, trimNs, eq, driftPpm);
    }

    public SpeakerSettings withDriftPpm(double driftPpm) {
        return new SpeakerSettings(speakerId, row, gainDb, trimNs, eq, driftPpm);
    }
}
