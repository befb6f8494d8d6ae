package org.stereobridge.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LatencyTest {

    private static final Instant THEN = Instant.parse("2026-01-01T12:00:00Z");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            PT-5S    | measured +-0.04 ms, 0 s ago
            PT20S    | measured +-0.04 ms, 20 s ago
            PT3M     | measured +-0.04 ms, 3 min ago
            PT5H     | measured +-0.04 ms, 5 h ago
            PT240H   | measured +-0.04 ms, 10 days ago
            """)
    void shouldTellAge(Duration age, String text) {
        var latency = new Latency(1_000, Latency.Origin.MEASURED, 40_000, THEN, Optional.empty());

        assertEquals(text, latency.describe(THEN.plus(age)));
        assertEquals(Latency.State.MEASURED, latency.state());
    }

    @Test
    void shouldTellWhyItIsStale() {
        var latency = new Latency(1_000, Latency.Origin.MEASURED, 40_000, THEN,
                Optional.of(new Staleness(Staleness.Cause.RECONNECTED, THEN.plusSeconds(60))));

        assertEquals("stale: reconnected 20 s ago", latency.describe(THEN.plusSeconds(80)));
        assertEquals(Latency.State.STALE, latency.state());
    }

    @Test
    void shouldTellWhatIsReportedAndWhatIsAssumed() {
        assertEquals("reported, 20 s ago", new Latency(1, Latency.Origin.REPORTED, 0, THEN, Optional.empty())
                .describe(THEN.plusSeconds(20)));
        assertEquals("reported", new Latency(1, Latency.Origin.REPORTED).describe(THEN));
        assertEquals("assumed", new Latency(1, Latency.Origin.ASSUMED, 0, THEN, Optional.empty()).describe(THEN));
    }

    @Test
    void shouldRefuseWhatCannotBe() {
        var stale = Optional.of(new Staleness(Staleness.Cause.STARTED, THEN));

        assertThrows(IllegalArgumentException.class, () -> new Latency(-1, Latency.Origin.ASSUMED));
        assertThrows(IllegalArgumentException.class,
                () -> new Latency(1, Latency.Origin.MEASURED, -1, THEN, Optional.empty()));
        assertThrows(IllegalArgumentException.class, () -> new Latency(1, Latency.Origin.REPORTED, 0, THEN, stale));
    }
}
