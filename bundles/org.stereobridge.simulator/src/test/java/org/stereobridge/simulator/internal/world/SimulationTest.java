package org.stereobridge.simulator.internal.world;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.stereobridge.simulator.internal.world.SimulatedRun.A;
import static org.stereobridge.simulator.internal.world.SimulatedRun.B;
import static org.stereobridge.simulator.internal.world.SimulatedRun.ECHO_PPM;
import static org.stereobridge.simulator.internal.world.SimulatedRun.PACKET_FRAMES;
import static org.stereobridge.simulator.internal.world.SimulatedRun.RATE_HZ;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stereobridge.routing.MixRow;
import org.stereobridge.simulator.internal.RefusedException;
import org.stereobridge.simulator.internal.RunFigures;
import org.stereobridge.simulator.internal.scenario.Scenario;

class SimulationTest {

    @TempDir
    private Path folder;
    private final SimulatedRun run = new SimulatedRun();

    @Test
    void shouldSeeSkewAsItIs() throws Exception {
        Simulation simulation = run.simulation(A, B);
        simulation.start();
        var loop = new ForwardingLoop(simulation, PACKET_FRAMES, ForwardingLoop.AT_ONCE);

        loop.runUntil(0.1);
        assertTrue(simulation.skew().skewNs().isEmpty());
        loop.runUntil(19);

        assertEquals(92_300_000, simulation.skew().skewNs().getAsLong(), 1_000);
        simulation.finish();
    }

    @Test
    void shouldSendPacketsOnItsClockLateByTheJitterAtMost() throws Exception {
        run.jitterMs = 15;
        Simulation simulation = run.simulation(A);
        simulation.start();
        var loop = new ForwardingLoop(simulation, PACKET_FRAMES, ForwardingLoop.AT_ONCE);
        loop.isListing = true;

        loop.runUntil(run.seconds);

        simulation.finish();
        double packetNs = PACKET_FRAMES * 1e9 / (RATE_HZ * (1 + ECHO_PPM * 1e-6));
        double latest = 0;
        double sum = 0;
        for (int k = 0; k < loop.arrivals.size(); k++) {
            double lateNs = loop.arrivals.get(k)[0] - k * packetNs;
            assertTrue(lateNs > -2 && lateNs < 15e6 + 2, "packet " + k + " is late by " + lateNs);
            latest = Math.max(latest, lateNs);
            sum += lateNs;
            long[] before = loop.arrivals.get(Math.max(0, k - 1));
            assertEquals(k == 0 ? 0 : 1, loop.arrivals.get(k)[1] - before[1] & 0xFFFF);
            assertEquals(k == 0 ? 0 : PACKET_FRAMES, loop.arrivals.get(k)[2] - before[2] & 0xFFFF_FFFFL);
        }
        assertEquals(15e6, latest, 0.3e6);
        assertEquals(7.5e6, sum / loop.arrivals.size(), 0.5e6);
        assertEquals((int) (run.seconds * 1e9 / packetNs), loop.arrivals.size(), 1);
    }

    @Test
    void shouldCountWhatTheAirTakes() throws Exception {
        run.seconds = 100;

        RunFigures figures = run.play(ForwardingLoop.AT_ONCE, SimulatedRun.lossy(A, 5));

        long lost = figures.speakers().get(0).lostPackets();
        assertEquals(0.05 * figures.packetsIn(), lost, 50);
        assertEquals(lost * PACKET_FRAMES, figures.speakers().get(0).lostSamples());
        assertEquals(0, figures.speakers().get(0).underruns());
    }

    @Test
    void shouldRefuseMono() throws Exception {
        Simulation simulation = run.simulation(new Scenario.Speaker("A", MixRow.LEFT, 120, OptionalDouble.empty(), 0,
                true, 150, true, 0, OptionalInt.empty()));

        assertEquals(2, simulation.speakers().get(0).link().config().channels());
        assertEquals("SBC joint 53, 44.1 kHz", simulation.speakers().get(0).link().config().label());
        simulation.start();
        simulation.finish();
    }

    @Test
    void shouldStandStillUntilAllLinksAreServed() throws Exception {
        Simulation simulation = run.simulation(A, B);
        World world = simulation.world();
        simulation.start();

        simulation.echo().link().receive(new byte[100]);
        simulation.speakers().get(0).link().queuedPackets();
        world.await(World.START_NS + 1_000_000);
        assertFalse(simulation.hasBegun());
        assertEquals(World.START_NS, world.nanoTime());
        simulation.speakers().get(1).link().queuedPackets();
        world.await(World.START_NS + 1_000_000);

        assertTrue(simulation.hasBegun());
        simulation.finish();
    }

    @Test
    void shouldMoveTimeOnForLoopThatDoesNotTakeItsPackets() throws Exception {
        Simulation simulation = run.simulation(A);
        World world = simulation.world();
        simulation.start();
        simulation.echo().link().receive(new byte[100]);
        simulation.speakers().get(0).link().queuedPackets();

        for (int i = 0; i < 10_000; i++) {
            world.await(world.nanoTime() + 1_000_000);
        }

        assertTrue(world.sinceStartNs() > 5e9);
        simulation.finish();
    }

    @Test
    void shouldEndBehindTheMusic() throws Exception {
        run.seconds = Double.NaN;

        RunFigures figures = run.play(ForwardingLoop.AT_ONCE, A);

        double musicSeconds = SimulatedRun.MUSIC_FRAMES / (RATE_HZ * (1 + ECHO_PPM * 1e-6));
        assertEquals(musicSeconds + 0.12 + 0.5, figures.audioSeconds(), 1e-6);
        assertFalse(figures.interrupted());
    }

    @Test
    void shouldEndWhereNoAudioLoopIsLeft() throws Exception {
        Simulation simulation = run.simulation(A);
        simulation.start();
        new ForwardingLoop(simulation, PACKET_FRAMES, ForwardingLoop.AT_ONCE).runUntil(3);

        simulation.stop();

        assertTrue(simulation.awaitEnd(1_000_000));
        assertEquals(3, simulation.finish().audioSeconds(), 0.1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldNotAllocateOnTheAudioThread(boolean isRecorded) throws Exception {
        run.out = isRecorded ? folder : null;
        run.seconds = 400;
        Simulation simulation = run.simulation(A, B);
        simulation.start();
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        var loop = new ForwardingLoop(simulation, PACKET_FRAMES, ForwardingLoop.AT_ONCE);
        loop.runUntil(300);

        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < 1_000; i++) {
            loop.turn(simulation.world());
        }
        long bytes = threads.getCurrentThreadAllocatedBytes() - before;
        RunFigures figures = simulation.finish();

        assertEquals(0, bytes);
        assertEquals(0, figures.allocatedBytesPerPacket(), 1);
    }

    @Test
    void shouldRefuseMusicOfAnotherRate() {
        run.out = folder.resolve("out");

        var refused = assertThrows(RefusedException.class, () -> new Simulation(
                run.settings(scenario(7, OptionalInt.of(48_000)))));

        assertTrue(refused.getMessage().startsWith("music of 44100 Hz for an Echo of 48000 Hz: ramp: "));
        assertFalse(Files.exists(run.out), "a folder is left behind");
    }

    @Test
    void shouldRefusePacketsThatDoNotFit() {
        var refused = assertThrows(RefusedException.class, () -> new Simulation(
                run.settings(scenario(9, OptionalInt.empty()))));

        assertEquals("9 frames of SBC joint 53, 44.1 kHz do not fit a packet: echo.packetFrames: give 1-8",
                refused.getMessage());
    }

    @Test
    void shouldTellDevicesApart() throws Exception {
        Simulation simulation = run.simulation(A, B);

        assertNotEquals(simulation.speakers().get(0).properties().get("stereobridge.link.id"),
                simulation.speakers().get(1).properties().get("stereobridge.link.id"));
        assertEquals(212_300_000L, simulation.speakers().get(1).properties().get("stereobridge.link.latency.ns"));
        assertEquals("right", simulation.speakers().get(1).properties().get("stereobridge.link.row"));
        simulation.start();
        simulation.finish();
    }

    @Test
    void shouldLeaveNothingBehindWhereItIsDiscarded() throws Exception {
        run.out = folder;
        Simulation simulation = run.simulation(A, B);
        simulation.start();

        simulation.discard();

        try (var files = Files.list(folder)) {
            assertEquals(List.of(), files.toList());
        }
    }

    private static Scenario scenario(int packetFrames, OptionalInt rateHz) {
        return new Scenario(1, new Scenario.Echo(0, 0, packetFrames, "sbc:joint:53", rateHz, OptionalInt.empty()),
                List.of(A), List.of());
    }
}
