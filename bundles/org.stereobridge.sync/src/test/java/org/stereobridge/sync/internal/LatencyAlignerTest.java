package org.stereobridge.sync.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stereobridge.radio.Link;
import org.stereobridge.routing.MixRow;
import org.stereobridge.routing.SpeakerSettings;
import org.stereobridge.sync.Alignment;
import org.stereobridge.sync.Latency;

class LatencyAlignerTest {

    private static final long MS = 1_000_000;
    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");

    private final LatencyAligner aligner = new LatencyAligner(150 * MS, 500 * MS, 2 * MS, new MemoryShelf(), "1",
            InstantSource.fixed(NOW));

    @Test
    void shouldHoldFastSpeakerBackToSlowOne() {
        aligner.addSpeaker(FixedLink.SBC, speaker("A", 120 * MS));
        aligner.addSpeaker(FixedLink.SBC, speaker("B", 212_300_000));

        assertEquals(92_300_000, aligner.alignment().delayNs("A"));
        assertEquals(0, aligner.alignment().delayNs("B"));
        assertEquals(212_300_000, aligner.alignment().slowestNs());
    }

    @Test
    void shouldAssumeLatencyOfASpeakerThatReportsNone() {
        aligner.addSpeaker(FixedLink.SBC, Map.of(Link.ID, "A"));
        aligner.addSpeaker(FixedLink.SBC, speaker("B", 200 * MS));

        assertEquals(new Alignment.Speaker(new Latency(150 * MS, Latency.Origin.ASSUMED, 0, NOW,
                Optional.empty()), 50 * MS, 0), aligner.alignment().speakers().get("A"));
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, Long.MIN_VALUE, Long.MAX_VALUE, 10_000_000_001L})
    void shouldTakeAbsurdReportForNone(long reportedNs) {
        aligner.addSpeaker(FixedLink.SBC, speaker("A", reportedNs));

        assertEquals(Latency.Origin.ASSUMED, aligner.alignment().speakers().get("A").latency().origin());
    }

    @Test
    void shouldNotWaitForSpeakerBeyondCeiling() {
        aligner.addSpeaker(FixedLink.SBC, speaker("A", 100 * MS));
        aligner.addSpeaker(FixedLink.SBC, speaker("B", 900 * MS));

        assertEquals(0, aligner.alignment().delayNs("A"));
        assertEquals(800 * MS, aligner.alignment().speakers().get("B").residualNs());
    }

    @Test
    void shouldKeepAlignmentInForceOnceItHasEnded() {
        aligner.addSpeaker(FixedLink.SBC, speaker("A", 120 * MS));
        aligner.addSpeaker(FixedLink.SBC, speaker("B", 200 * MS));

        aligner.end();
        aligner.removeSpeaker(FixedLink.SBC, speaker("B", 200 * MS));

        assertEquals(80 * MS, aligner.alignment().delayNs("A"));
    }

    @Test
    void shouldRealignWhenReportChanges() {
        aligner.addSpeaker(FixedLink.SBC, speaker("A", 120 * MS));
        aligner.addSpeaker(FixedLink.SBC, speaker("B", 200 * MS));

        aligner.updatedSpeaker(FixedLink.SBC, speaker("B", 150 * MS));

        assertEquals(30 * MS, aligner.alignment().delayNs("A"));
    }

    @Test
    void shouldNotMoveTheOthersWhenASpeakerLeaves() {
        aligner.addSpeaker(FixedLink.SBC, speaker("A", 120 * MS));
        aligner.addSpeaker(FixedLink.SBC, speaker("B", 200 * MS));

        aligner.removeSpeaker(FixedLink.SBC, speaker("B", 200 * MS));

        assertEquals(80 * MS, aligner.alignment().delayNs("A"));
        assertEquals(Set.of("A"), aligner.alignment().speakers().keySet());
    }

    @Test
    void shouldTakeTheReportOfASpeakerThatReturns() {
        aligner.addSpeaker(FixedLink.SBC, speaker("A", 120 * MS));
        aligner.addSpeaker(FixedLink.SBC, speaker("B", 200 * MS));
        aligner.removeSpeaker(FixedLink.SBC, speaker("B", 200 * MS));

        aligner.addSpeaker(FixedLink.SBC, speaker("B", 150 * MS));

        assertEquals(30 * MS, aligner.alignment().delayNs("A"));
    }

    @Test
    void shouldSurviveASpeakerThatLeavesTwice() {
        aligner.addSpeaker(FixedLink.SBC, speaker("A", 120 * MS));
        aligner.addSpeaker(FixedLink.SBC, speaker("B", 200 * MS));

        aligner.removeSpeaker(FixedLink.SBC, speaker("B", 200 * MS));
        aligner.removeSpeaker(FixedLink.SBC, speaker("B", 200 * MS));

        assertEquals(80 * MS, aligner.alignment().delayNs("A"));
    }

    @Test
    void shouldForgetPlacesOnceAllHaveLeft() {
        aligner.addSpeaker(FixedLink.SBC, speaker("A", 120 * MS));
        aligner.addSpeaker(FixedLink.SBC, speaker("B", 200 * MS));
        aligner.removeSpeaker(FixedLink.SBC, speaker("B", 200 * MS));
        aligner.removeSpeaker(FixedLink.SBC, speaker("A", 120 * MS));

        aligner.addSpeaker(FixedLink.SBC, speaker("A", 120 * MS));

        assertEquals(0, aligner.alignment().delayNs("A"));
    }

    @Test
    void shouldAddTrim() {
        aligner.addSpeaker(FixedLink.SBC, speaker("A", 120 * MS));
        aligner.addSpeaker(FixedLink.SBC, speaker("B", 200 * MS));

        aligner.addSettings(settings("A", 300_000));

        assertEquals(80_300_000, aligner.alignment().delayNs("A"));
    }

    @Test
    void shouldHoldOthersBackForNegativeTrimOfSlowest() {
        aligner.addSpeaker(FixedLink.SBC, speaker("A", 120 * MS));
        aligner.addSpeaker(FixedLink.SBC, speaker("B", 200 * MS));

        aligner.addSettings(settings("B", -5 * MS));

        assertEquals(85 * MS, aligner.alignment().delayNs("A"));
        assertEquals(0, aligner.alignment().delayNs("B"));
    }

    @Test
    void shouldKeepNewTrimWhenOldSettingsLeaveAfterwards() {
        aligner.addSpeaker(FixedLink.SBC, speaker("A", 120 * MS));
        aligner.addSettings(settings("A", MS));

        aligner.addSettings(settings("A", 2 * MS));
        aligner.removeSettings(settings("A", MS));

        assertEquals(2 * MS, aligner.alignment().delayNs("A"));
    }

    private static Map<String, Object> speaker(String id, long latencyNs) {
        return Map.of(Link.ID, id, Link.LATENCY_NS, latencyNs);
    }

    private static SpeakerSettings settings(String id, long trimNs) {
        return new SpeakerSettings(id, MixRow.LEFT, 0, trimNs, List.of());
    }
}
