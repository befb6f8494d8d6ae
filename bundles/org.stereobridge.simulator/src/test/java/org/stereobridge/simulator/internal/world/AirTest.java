package org.stereobridge.simulator.internal.world;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.stereobridge.simulator.internal.scenario.ScenarioEvent.NONE;
import static org.stereobridge.simulator.internal.world.SimulatedRun.A;
import static org.stereobridge.simulator.internal.world.SimulatedRun.B;
import static org.stereobridge.simulator.internal.world.SimulatedRun.PACKET_FRAMES;
import static org.stereobridge.simulator.internal.world.SimulatedRun.RATE_HZ;
import static org.stereobridge.simulator.internal.world.SimulatedRun.event;

import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stereobridge.simulator.internal.RunFigures;
import org.stereobridge.simulator.internal.scenario.Scenario;
import org.stereobridge.simulator.internal.scenario.ScenarioEvent.What;
import org.stereobridge.testkit.Allocations;

/** How packets share the air, and what events do to it. */
class AirTest {

    private static final double PACKET_MS = 1e3 * PACKET_FRAMES / RATE_HZ;

    @TempDir
    private Path folder;
    private final SimulatedRun run = new SimulatedRun();

    @Test
    void shouldBeSilentNoLongerThanAStallDemands() throws Exception {
        run.out = folder;
        run.events = List.of(event(5, What.RADIO_STALL, NONE, 300, 0.3, ""));
        var small = new Scenario.Speaker("A", A.channel(), 120, A.reportedDelayMs(), 0, true, 150, false, 0,
                OptionalInt.empty());

        RunFigures figures = run.play(ForwardingLoop.AT_ONCE, small);

        double[] left = Tones.read(folder.resolve("left.wav"), 1, 0);
        double fromS = silentFrom(left, 5);
        // It plays what it has got, then buffers anew.
        assertEquals(5 + 0.12 + PACKET_MS / 2e3, fromS, PACKET_MS / 2e3 + 0.001);
        assertEquals(5.3 + 0.12, soundFrom(left, fromS + 0.01), 0.001);
        assertEquals(1, figures.speakers().get(0).underruns());
    }

    @Test
    void shouldHaveRoomForEightPacketsInAStall() throws Exception {
        run.events = List.of(event(5, What.RADIO_STALL, NONE, 300, 0.3, ""));
        Simulation simulation = run.simulation(A);
        simulation.start();
        var loop = new ForwardingLoop(simulation, PACKET_FRAMES, ForwardingLoop.AT_ONCE);

        loop.runUntil(5.27);

        assertEquals(8, simulation.speakers().get(0).link().queuedPackets());
        assertEquals(0.27e3 / PACKET_MS - 8, loop.refused, 1);
        loop.runUntil(5.4);
        assertEquals(0, simulation.speakers().get(0).link().queuedPackets());
        simulation.finish();
    }

    @Test
    void shouldShareTheAirOfARadio() throws Exception {
        run.radio = OptionalInt.of(1);
        run.seconds = 10;
        Simulation simulation = run.simulation(SimulatedRun.onRadio(A, 1), SimulatedRun.onRadio(B, 1));
        simulation.start();
        var loop = new ForwardingLoop(simulation, PACKET_FRAMES, ForwardingLoop.AT_ONCE);
        loop.isListing = true;

        loop.runUntil(run.seconds);

        // 69 bytes fit a slot: with its reply 1.25 ms, behind which it arrives.
        assertEquals(1_250_000, loop.arrivals.get(0)[0]);
        assertEquals("radio1", simulation.echo().properties().get("stereobridge.link.adapter"));
        assertEquals(0, simulation.finish().speakers().get(1).underruns());
    }

    @Test
    void shouldQueueUnderCongestion() throws Exception {
        run.events = List.of(event(5, What.CONGESTION, NONE, 1, 5, ""));
        Simulation simulation = run.simulation(SimulatedRun.onRadio(A, 1), SimulatedRun.onRadio(B, 1));
        simulation.start();
        var loop = new ForwardingLoop(simulation, PACKET_FRAMES, ForwardingLoop.AT_ONCE);

        loop.runUntil(4.9);
        assertEquals(0, loop.refused);
        loop.runUntil(9.9);

        // A packet takes 125 ms, and 16 have room.
        assertEquals(2 * 4.9e3 / PACKET_MS - 16 - 4.9e3 / 125, loop.refused, 8);
        loop.runUntil(11);
        assertEquals(0, simulation.speakers().get(0).link().queuedPackets());
        simulation.finish();
    }

    @Test
    void shouldSendAgainWhatIsLostOnSharedAir() throws Exception {
        RunFigures figures = run.play(ForwardingLoop.AT_ONCE, SimulatedRun.onRadio(SimulatedRun.lossy(A, 50), 1));

        assertEquals(0, figures.speakers().get(0).lostPackets());
        assertEquals(0, figures.speakers().get(0).lostSamples());
    }

    @Test
    void shouldNotAllocateOnSharedAir() throws Exception {
        run.radio = OptionalInt.of(1);
        run.seconds = 400;
        Simulation simulation = run.simulation(SimulatedRun.onRadio(A, 1), SimulatedRun.onRadio(B, 1));
        simulation.start();
        var loop = new ForwardingLoop(simulation, PACKET_FRAMES, ForwardingLoop.AT_ONCE);
        loop.runUntil(300);

        long bytes = Allocations.bytesIn(() -> turns(loop, simulation.world()), 10, 10);

        simulation.finish();
        assertEquals(0, bytes);
    }

    private static void turns(ForwardingLoop loop, World world) {
        for (int i = 0; i < 100; i++) {
            loop.turn(world);
        }
    }

    /** When 2 ms of silence begin, NaN where they never do. */
    private static double silentFrom(double[] recording, double seconds) {
        int silent = 0;
        for (int n = (int) (seconds * RATE_HZ); n < recording.length; n++) {
            silent = Math.abs(recording[n]) < 1e-3 ? silent + 1 : 0;
            if (silent == RATE_HZ / 500) {
                return (double) (n - silent) / RATE_HZ;
            }
        }
        return Double.NaN;
    }

    /** When the silence that there is ends. */
    private static double soundFrom(double[] recording, double seconds) {
        int n = (int) (seconds * RATE_HZ);
        while (Math.abs(recording[n]) < 0.01) {
            n++;
        }
        return (double) n / RATE_HZ;
    }
}
