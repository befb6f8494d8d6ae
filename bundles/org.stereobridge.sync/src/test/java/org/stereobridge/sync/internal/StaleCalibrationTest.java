package org.stereobridge.sync.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.osgi.framework.Constants;
import org.stereobridge.calibration.Measurement;
import org.stereobridge.radio.Link;
import org.stereobridge.radio.OutboundLink;
import org.stereobridge.routing.MixRow;
import org.stereobridge.routing.SpeakerSettings;
import org.stereobridge.sync.Latency;
import org.stereobridge.sync.Staleness;

/** What was measured, over all that can move a speaker's latency. */
class StaleCalibrationTest {

    private static final long MS = 1_000_000;
    private static final Instant START = Instant.parse("2026-01-01T12:00:00Z");

    private final MemoryShelf shelf = new MemoryShelf();
    private Instant now = START;
    private LatencyAligner aligner = aligner("session 1");

    @Test
    void shouldPreferWhatWasMeasuredToWhatIsReported() throws Exception {
        connect(FixedLink.SBC, "hci0", 1, 150);

        aligner.measured(new Measurement("A", 163 * MS, 40_000));

        assertEquals(new Latency(163 * MS, Latency.Origin.MEASURED, 40_000, START, Optional.empty()), latency());
    }

    @Test
    void shouldTellSinceWhenASpeakerReports() {
        connect(FixedLink.SBC, "hci0", 1, 150);
        pass(60);
        aligner.updatedSpeaker(FixedLink.SBC, properties("hci0", 1, 150));
        assertEquals(START, latency().since());

        aligner.updatedSpeaker(FixedLink.SBC, properties("hci0", 1, 160));

        assertEquals(START.plusSeconds(60), latency().since());
    }

    @Test
    void shouldUseStaleMeasurementAfterReconnect() throws Exception {
        measureOn(FixedLink.SBC, "hci0", 1);
        pass(60);
        disconnect(FixedLink.SBC, "hci0", 1);
        connect(FixedLink.SBC, "hci0", 2, 150);

        assertStale(Staleness.Cause.RECONNECTED, START.plusSeconds(60));
        assertEquals(163 * MS, latency().ns());
    }

    @Test
    void shouldTakeTheRightOneWhenCodecChanges() throws Exception {
        measureOn(FixedLink.SBC, "hci0", 1);
        disconnect(FixedLink.SBC, "hci0", 1);
        connect(FixedLink.APTX, "hci0", 2, 80);
        assertEquals(Latency.Origin.REPORTED, latency().origin());
        disconnect(FixedLink.APTX, "hci0", 2);

        connect(FixedLink.SBC, "hci0", 3, 150);

        assertStale(Staleness.Cause.CODEC_CHANGED, START);
        assertEquals(163 * MS, latency().ns());
    }

    @Test
    void shouldTakeTheRightOneWhenAdapterChanges() throws Exception {
        measureOn(FixedLink.SBC, "hci0", 1);
        disconnect(FixedLink.SBC, "hci0", 1);
        connect(FixedLink.SBC, "hci1", 2, 150);
        assertEquals(Latency.State.REPORTED, latency().state());
        aligner.measured(new Measurement("A", 170 * MS, 40_000));
        disconnect(FixedLink.SBC, "hci1", 2);

        connect(FixedLink.SBC, "hci0", 3, 150);

        assertStale(Staleness.Cause.ADAPTER_CHANGED, START);
        assertEquals(163 * MS, latency().ns());
    }

    @Test
    void shouldFollowReportThatChanges() throws Exception {
        measureOn(FixedLink.SBC, "hci0", 1);
        pass(5);

        aligner.updatedSpeaker(FixedLink.SBC, properties("hci0", 1, 164));

        assertStale(Staleness.Cause.REPORT_CHANGED, START.plusSeconds(5));
        assertEquals(177 * MS, latency().ns());
    }

    @ParameterizedTest
    @EnumSource(Staleness.Cause.class)
    void shouldTakeHints(Staleness.Cause cause) throws Exception {
        measureOn(FixedLink.SBC, "hci0", 1);
        pass(7);

        aligner.suspect("A", cause);

        assertStale(cause, START.plusSeconds(7));
        assertEquals(163 * MS, latency().ns());
    }

    @Test
    void shouldKeepFirstCauseAndWriteItOnce() throws Exception {
        measureOn(FixedLink.SBC, "hci0", 1);
        aligner.suspect("A", Staleness.Cause.UNDERRUN);
        int writes = shelf.writes;
        pass(9);

        aligner.suspect("A", Staleness.Cause.STARTED);
        disconnect(FixedLink.SBC, "hci0", 1);
        connect(FixedLink.SBC, "hci0", 2, 150);

        assertStale(Staleness.Cause.UNDERRUN, START);
        assertEquals(writes, shelf.writes);
    }

    @Test
    void shouldBeFreshAgainOnceMeasuredAnew() throws Exception {
        measureOn(FixedLink.SBC, "hci0", 1);
        aligner.suspect("A", Staleness.Cause.UNDERRUN);
        pass(30);

        aligner.measured(new Measurement("A", 165 * MS, 50_000));

        assertEquals(new Latency(165 * MS, Latency.Origin.MEASURED, 50_000, START.plusSeconds(30),
                Optional.empty()), latency());
    }

    @Test
    void shouldIgnoreHintsOnWhatWasNotMeasured() {
        connect(FixedLink.SBC, "hci0", 1, 150);

        aligner.suspect("A", Staleness.Cause.UNDERRUN);
        aligner.suspect("nobody", Staleness.Cause.UNDERRUN);

        assertEquals(Latency.State.REPORTED, latency().state());
        assertEquals(0, shelf.writes);
    }

    @Test
    void shouldStayFreshOverSwapOfSync() throws Exception {
        measureOn(FixedLink.SBC, "hci0", 1);

        aligner = aligner("session 1");
        connect(FixedLink.SBC, "hci0", 1, 150);

        assertEquals(Latency.State.MEASURED, latency().state());
        assertEquals(163 * MS, latency().ns());
    }

    @Test
    void shouldBeStaleAfterRestartOfTheBridge() throws Exception {
        measureOn(FixedLink.SBC, "hci0", 1);
        pass(100);

        aligner = aligner("session 2");
        connect(FixedLink.SBC, "hci0", 1, 150);

        assertStale(Staleness.Cause.RECONNECTED, START.plusSeconds(100));
        aligner = aligner("session 3");
        connect(FixedLink.SBC, "hci0", 1, 150);
        assertStale(Staleness.Cause.RECONNECTED, START.plusSeconds(100));
    }

    @Test
    void shouldNotLoseSpeakerWhoseOldLinkLeavesLate() throws Exception {
        measureOn(FixedLink.SBC, "hci0", 1);
        connect(FixedLink.SBC, "hci0", 2, 150);

        disconnect(FixedLink.SBC, "hci0", 1);

        assertEquals(163 * MS, latency().ns());
    }

    @Test
    void shouldTrimByCodecAndAdapter() throws Exception {
        aligner.addSettings(new SpeakerSettings("A", MixRow.LEFT, 0, 5 * MS, List.of()));
        connect(FixedLink.SBC, "hci0", 1, 150);
        aligner.addSpeaker(FixedLink.SBC, Map.of(Link.ID, "B", Link.LATENCY_NS, 200 * MS));
        assertEquals(55 * MS, aligner.alignment().delayNs("A"));

        aligner.trim("A", OptionalLong.of(-3 * MS));
        assertEquals(47 * MS, aligner.alignment().delayNs("A"));
        assertEquals(OptionalLong.of(-3 * MS), aligner.trimNs("A"));
        assertEquals(OptionalLong.empty(), aligner.trimNs("nobody"));

        disconnect(FixedLink.SBC, "hci0", 1);
        connect(FixedLink.SBC, "hci1", 2, 150);
        assertEquals(55 * MS, aligner.alignment().delayNs("A"));
        disconnect(FixedLink.SBC, "hci1", 2);
        aligner = aligner("session 2");
        aligner.addSettings(new SpeakerSettings("A", MixRow.LEFT, 0, 5 * MS, List.of()));
        connect(FixedLink.SBC, "hci0", 3, 200);
        assertEquals(0, aligner.alignment().delayNs("A"));
        aligner.trim("A", OptionalLong.empty());
        assertEquals(5 * MS, aligner.alignment().delayNs("A"));
        assertEquals(OptionalLong.empty(), aligner.trimNs("A"));
    }

    @Test
    void shouldBeInForceWhereItCannotBeSaved() {
        connect(FixedLink.SBC, "hci0", 1, 150);
        shelf.isFull = true;

        var refused = assertThrows(IOException.class, () -> aligner.measured(new Measurement("A", 163 * MS, 0)));

        assertEquals("no space left on device", refused.getMessage());
        assertEquals(163 * MS, latency().ns());
    }

    @Test
    void shouldRefuseSpeakerThatIsNotConnectedAndTrimOutOfRange() {
        connect(FixedLink.SBC, "hci0", 1, 150);

        assertEquals("no speaker \"B\" is connected", assertThrows(IllegalArgumentException.class,
                () -> aligner.measured(new Measurement("B", 0, 0))).getMessage());
        assertEquals("no speaker \"B\" is connected", assertThrows(IllegalArgumentException.class,
                () -> aligner.trim("B", OptionalLong.of(0))).getMessage());
        assertEquals("trim must be within 100 ms: -100.000001 ms", assertThrows(IllegalArgumentException.class,
                () -> aligner.trim("A", OptionalLong.of(-100_000_001))).getMessage());
        assertTrue(shelf.entries.isEmpty());
    }

    @Test
    void shouldTakeWhatSomeoneChangedOnTheShelf() throws Exception {
        measureOn(FixedLink.SBC, "hci0", 1);
        String name = shelf.entries.keySet().iterator().next();
        shelf.entries.get(name).put("latency.ms", 140.0);

        aligner.reread(name);
        assertEquals(140 * MS, latency().ns());

        shelf.delete(name);
        aligner.reread(name);
        assertEquals(Latency.State.REPORTED, latency().state());
    }

    @Test
    void shouldRefuseNonsenseOnTheShelfAndGoOn() throws Exception {
        measureOn(FixedLink.SBC, "hci0", 1);
        String name = shelf.entries.keySet().iterator().next();
        shelf.entries.get(name).put("latency.ms", "soon");

        aligner.reread(name);

        assertEquals(163 * MS, latency().ns());
    }

    private LatencyAligner aligner(String session) {
        return new LatencyAligner(150 * MS, 500 * MS, 2 * MS, shelf, session, () -> now);
    }

    private void measureOn(OutboundLink link, String adapter, long service) throws IOException {
        connect(link, adapter, service, 150);
        aligner.measured(new Measurement("A", 163 * MS, 40_000));
    }

    private void connect(OutboundLink link, String adapter, long service, long reportedMs) {
        aligner.addSpeaker(link, properties(adapter, service, reportedMs));
    }

    private void disconnect(OutboundLink link, String adapter, long service) {
        aligner.removeSpeaker(link, properties(adapter, service, 150));
    }

    private static Map<String, Object> properties(String adapter, long service, long reportedMs) {
        return new HashMap<>(Map.of(Link.ID, "A", Link.ADAPTER, adapter, Constants.SERVICE_ID, service,
                Link.LATENCY_NS, reportedMs * MS));
    }

    private void pass(long seconds) {
        now = now.plus(Duration.ofSeconds(seconds));
    }

    private Latency latency() {
        return aligner.alignment().speakers().get("A").latency();
    }

    private void assertStale(Staleness.Cause cause, Instant since) {
        assertEquals(Latency.State.STALE, latency().state());
        assertEquals(new Staleness(cause, since), latency().staleness().orElseThrow());
    }
}
