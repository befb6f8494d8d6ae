package org.stereobridge.router.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stereobridge.testkit.Allocations;

class SmoothPaceTest {

    private static final double FRAME_NS = 1e9 / 44_100;
    private static final int PACKET = 896;
    private static final int MINUTE = 60 * 44_100 / PACKET;
    private static final int DAY = 24 * 60 * MINUTE;

    private final SmoothPace pace = new SmoothPace();

    @BeforeEach
    void setUp() {
        pace.restart(FRAME_NS);
    }

    @ParameterizedTest
    @ValueSource(doubles = {-300, 0, 80, 300})
    void shouldLagBehindNoSteadyPace(double ppm) {
        for (int n = 1; n <= DAY; n++) {
            pace.departed((long) n * PACKET, leavesNs(n, ppm), 0);
        }

        assertEquals(0, errorNs(DAY + 1, ppm), 1_000);
    }

    @Test
    void shouldSmoothJitter() {
        var random = new Random(3);
        double worst = 0;
        for (int n = 1; n <= 2 * MINUTE; n++) {
            pace.departed((long) n * PACKET, leavesNs(n, 40) + random.nextInt(-1_000_000, 1_000_000), 0);
            worst = n < MINUTE ? 0 : Math.max(worst, Math.abs(errorNs(n, 40)));
        }

        assertTrue(worst < 250_000, worst + " ns");
    }

    /** As fast as speakers follow, and no faster. */
    @Test
    void shouldTakeStepSlowly() {
        for (int n = 1; n <= MINUTE; n++) {
            pace.departed((long) n * PACKET, leavesNs(n, 0) + (n > 10 ? 1_000_000 : 0), 0);
            if (n == 10 + MINUTE / 60) {
                assertEquals(600_000, errorNs(n, 0), 200_000);
            }
        }

        assertEquals(1_000_000, errorNs(MINUTE, 0), 1_000);
    }

    @Test
    void shouldBeginWithWhatIsKnownOfSource() {
        pace.departed(PACKET, leavesNs(1, 100), 100);

        assertEquals(0, errorNs(MINUTE, 100), 1_000);
    }

    @Test
    void shouldNotAllocate() {
        int[] packet = {0};

        assertEquals(0, Allocations.bytesIn(() -> {
            packet[0]++;
            pace.departed((long) packet[0] * PACKET, leavesNs(packet[0], 50), 0);
            pace.departureNs((packet[0] + 1L) * PACKET);
        }));
    }

    /** How much later it is reckoned than it is. */
    private double errorNs(int packet, double ppm) {
        return pace.departureNs((long) packet * PACKET) - leavesNs(packet, ppm);
    }

    private static long leavesNs(int packet, double ppm) {
        return Math.round((long) packet * PACKET * FRAME_NS / (1 + ppm * 1e-6));
    }
}
