package org.stereobridge.sync.internal;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.osgi.framework.Constants;
import org.stereobridge.codec.CodecId;
import org.stereobridge.radio.Link;
import org.stereobridge.sync.Latency;
import org.stereobridge.sync.Staleness;

/**
 * A speaker that is connected, as sync sees it.
 *
 * @param id of this link and no other one, over updates of sync
 * @param reportedNs what the speaker reports
 * @param since since when it reports that
 */
record Connection(SpeakerKey key, String id, OptionalLong reportedNs, Instant since) {

    /** @param session of the framework; service ids begin anew with each */
    static Connection of(CodecId codec, Map<String, Object> properties, String session, Instant now) {
        var key = new SpeakerKey((String) properties.get(Link.ID), codec.toString(),
                properties.get(Link.ADAPTER) instanceof String adapter ? adapter : "");
        return new Connection(key, session + "/" + properties.get(Constants.SERVICE_ID),
                Report.latencyNs(properties.get(Link.LATENCY_NS)), now);
    }

    /** The same, where nothing but time has passed since. */
    Connection unlessAs(Connection before) {
        return before != null && before.key.equals(key) && before.id.equals(id)
                && before.reportedNs.equals(reportedNs) ? before : this;
    }

    /**
     * Why what was measured does not hold on this connection, where it was not known to be stale.
     *
     * @param lastKey with which the speaker was here before; null where it was not
     */
    Optional<Staleness.Cause> parts(Calibration kept, SpeakerKey lastKey) {
        if (!kept.isFresh()) {
            return Optional.empty();
        }
        Calibration.Measured measured = kept.measured().orElseThrow();
        if (measured.connection().equals(id)) {
            return measured.reportedNs().equals(reportedNs) ? Optional.empty()
                    : Optional.of(Staleness.Cause.REPORT_CHANGED);
        }
        if (lastKey == null || lastKey.equals(key)) {
            return Optional.of(Staleness.Cause.RECONNECTED);
        }
        return Optional.of(lastKey.codec().equals(key.codec()) ? Staleness.Cause.ADAPTER_CHANGED
                : Staleness.Cause.CODEC_CHANGED);
    }

    /** The best that is known: what was measured even where it is stale, since it was right once for this speaker. */
    Latency latency(Calibration calibration, long assumedNs) {
        if (calibration.measured().isPresent()) {
            Calibration.Measured measured = calibration.measured().get();
            return new Latency(Report.moved(measured, reportedNs), Latency.Origin.MEASURED, measured.errorNs(),
                    measured.at(), measured.staleness());
        }
        return reportedNs.isPresent()
                ? new Latency(reportedNs.getAsLong(), Latency.Origin.REPORTED, 0, since, Optional.empty())
                : new Latency(assumedNs, Latency.Origin.ASSUMED, 0, since, Optional.empty());
    }
}
