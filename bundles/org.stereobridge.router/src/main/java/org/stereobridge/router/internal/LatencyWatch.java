package org.stereobridge.router.internal;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.stereobridge.sync.Staleness;
import org.stereobridge.sync.SyncController;

/**
 * Tells sync what can have moved the speakers' latencies, as far as the streams show it: a stream that began anew, and
 * packets that a speaker did not get. Control thread.
 */
final class LatencyWatch {

    private InputChain input;
    private long begun;
    private Map<Departures, Long> skipped = Map.of();

    /** @param sync null while there is none */
    void look(Planner.Source source, List<Planner.Sink> sinks, SyncController sync) {
        InputChain nowInput = source == null ? null : source.chain();
        long nowBegun = nowInput == null ? 0 : nowInput.timesBegun();
        boolean hasStarted = nowInput != null && nowBegun != (nowInput == input ? begun : 0);
        Map<Departures, Long> nowSkipped = sinks.stream()
                .collect(Collectors.toMap(Planner.Sink::departures, sink -> sink.departures().skippedFrames()));
        if (sync != null) {
            for (Planner.Sink sink : sinks) {
                if (hasStarted) {
                    sync.suspect(sink.id(), Staleness.Cause.STARTED);
                }
                if (nowSkipped.get(sink.departures()) > skipped.getOrDefault(sink.departures(), 0L)) {
                    sync.suspect(sink.id(), Staleness.Cause.UNDERRUN);
                }
            }
        }
        input = nowInput;
        begun = nowBegun;
        skipped = nowSkipped;
    }
}
