package org.stereobridge.simulator.internal.world;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.stereobridge.simulator.internal.scenario.ScenarioEvent.NONE;
import static org.stereobridge.simulator.internal.world.SimulatedRun.A;
import static org.stereobridge.simulator.internal.world.SimulatedRun.ECHO_PPM;
import static org.stereobridge.simulator.internal.world.SimulatedRun.PACKET_FRAMES;
import static org.stereobridge.simulator.internal.world.SimulatedRun.RATE_HZ;
import static org.stereobridge.simulator.internal.world.SimulatedRun.event;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stereobridge.simulator.internal.RunFigures;
import org.stereobridge.simulator.internal.scenario.ScenarioEvent;
import org.stereobridge.simulator.internal.scenario.ScenarioEvent.What;

/** What events do to the Echo and its streams. */
class EchoEventsTest {

    private static final double PACKET_MS = 1e3 * PACKET_FRAMES / RATE_HZ;

    @TempDir
    private Path folder;
    private final SimulatedRun run = new SimulatedRun();

    @Test
    void shouldEndStreamOfLostEchoAndPlayOnUnheard() throws Exception {
        run.out = folder;
        run.jitterMs = 15;
        run.events = List.of(event(5, What.ECHO_LOST, NONE, 0, 4, ""));
        Simulation simulation = run.simulation(A);
        simulation.start();
        var loop = new ForwardingLoop(simulation, PACKET_FRAMES, ForwardingLoop.AT_ONCE);
        loop.isListing = true;
        var before = simulation.echo().link();

        loop.runUntil(run.seconds);

        RunFigures figures = simulation.finish();
        assertTrue(loop.arrivals.stream().noneMatch(arrival -> arrival[0] >= 5e9 && arrival[0] < 9e9));
        assertTrue(loop.arrivals.stream().anyMatch(arrival -> arrival[0] >= 9e9 && arrival[0] < 9.05e9));
        assertEquals(-1, before.receive(new byte[10]));
        double[] programme = Tones.read(figures.programme(), 2, 0);
        assertEquals(Tones.ramp(7 * RATE_HZ % SimulatedRun.MUSIC_FRAMES), programme[7 * RATE_HZ], 1e-6);
    }

    @ParameterizedTest
    @ValueSource(strings = {ScenarioEvent.NOTHING, ScenarioEvent.SILENCE})
    void shouldClaimToPlay(String mode) throws Exception {
        run.events = List.of(event(5, What.ECHO_SILENT, NONE, 0, 4, mode));
        Simulation simulation = run.simulation(A);
        simulation.start();
        var loop = new ForwardingLoop(simulation, PACKET_FRAMES, ForwardingLoop.AT_ONCE);
        loop.isListing = true;

        loop.runUntil(run.seconds);

        simulation.finish();
        long within = loop.arrivals.stream().filter(at -> at[0] >= 5.02e9 && at[0] < 9e9).count();
        assertEquals(mode.equals(ScenarioEvent.NOTHING) ? 0 : 4_000 / PACKET_MS, within, 2);
        assertEquals(List.of(), run.stage.asked);
    }

    @Test
    void shouldStepEchoClock() throws Exception {
        run.events = List.of(event(10, What.CLOCK_STEP, NONE, -200, 0, ""));
        Simulation simulation = run.simulation(A);
        simulation.start();
        var loop = new ForwardingLoop(simulation, PACKET_FRAMES, ForwardingLoop.AT_ONCE);
        loop.isListing = true;

        loop.runUntil(run.seconds);

        simulation.finish();
        assertEquals(1e6 * PACKET_MS / (1 + 40e-6), interval(loop, 100, 400), 5);
        assertEquals(1e6 * PACKET_MS / (1 - 200e-6), interval(loop, 600, 900), 5);
    }

    @Test
    void shouldComeBackAtAnotherRateInTime() throws Exception {
        run.out = folder;
        run.events = List.of(event(5, What.ECHO_RATE, NONE, 48_000, 0.5, ""));
        Simulation simulation = run.simulation(A);
        simulation.start();
        var loop = new ForwardingLoop(simulation, PACKET_FRAMES, ForwardingLoop.AT_ONCE);
        loop.isListing = true;

        loop.runUntil(run.seconds);

        assertEquals(48_000, simulation.echo().link().config().rateHz());
        assertEquals(48_000, simulation.speakers().get(0).link().config().rateHz());
        RunFigures figures = simulation.finish();
        assertEquals(PACKET_FRAMES / 48_000.0 * 1e9 / (1 + 40e-6), interval(loop, 500, 800), 5);
        double[] programme = Tones.read(figures.programme(), 2, 0);
        assertEquals(Tones.ramp(15 * RATE_HZ % SimulatedRun.MUSIC_FRAMES), programme[15 * RATE_HZ], 1e-6);
        // The sine that its decoder makes of each stream keeps its pitch, played at the new rate.
        double[] left = Tones.read(folder.resolve("left.wav"), 1, 0);
        assertEquals(Tones.delayNs(left, RATE_HZ, ECHO_PPM, 15, 0.2), Tones.delayNs(left, RATE_HZ, ECHO_PPM, 17, 0.2),
                3_000);
    }

    @Test
    void shouldComeBackInAnotherCodec() throws Exception {
        run.events = List.of(event(5, What.ECHO_RECONFIGURE, NONE, 0, 0.5, "sbc:dual:31"));
        Simulation simulation = run.simulation(A);
        simulation.start();

        new ForwardingLoop(simulation, PACKET_FRAMES, ForwardingLoop.AT_ONCE).runUntil(6);

        assertEquals("SBC dual 31, 44.1 kHz", simulation.echo().link().config().label());
        assertEquals(List.of("withdraw Echo", "offer Echo"), run.stage.asked);
        simulation.finish();
    }

    @Test
    void shouldSendHostilePackets() throws Exception {
        run.events = List.of(event(5, What.WRONG_PACKETS, NONE, 12, 0, ""));
        Simulation simulation = run.simulation(A);
        simulation.start();
        byte[] packet = new byte[4_096];
        List<Integer> lengths = new ArrayList<>();
        World world = simulation.world();

        while (world.sinceStartNs() < 6e9) {
            simulation.speakers().get(0).link().queuedPackets();
            long packets = simulation.echo().packets();
            int length = simulation.echo().link().receive(packet);
            if (simulation.echo().packets() > packets && world.sinceStartNs() == 5e9) {
                lengths.add(length);
            } else {
                world.await(world.nanoTime() + 1_000_000);
            }
        }

        simulation.finish();
        assertEquals(12, lengths.size());
        assertEquals(2, lengths.stream().filter(length -> length == 0).count());
        assertEquals(2, lengths.stream().filter(length -> length > EchoLink.MTU_BYTES).count());
    }

    /** Mean time between packets, ns. */
    private static double interval(ForwardingLoop loop, int from, int to) {
        return (double) (loop.arrivals.get(to)[0] - loop.arrivals.get(from)[0]) / (to - from);
    }
}
