package org.stereobridge.simulator.internal.world;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.stereobridge.simulator.internal.scenario.ScenarioEvent.NONE;
import static org.stereobridge.simulator.internal.world.SimulatedRun.A;
import static org.stereobridge.simulator.internal.world.SimulatedRun.B;
import static org.stereobridge.simulator.internal.world.SimulatedRun.ECHO_PPM;
import static org.stereobridge.simulator.internal.world.SimulatedRun.PACKET_FRAMES;
import static org.stereobridge.simulator.internal.world.SimulatedRun.RATE_HZ;
import static org.stereobridge.simulator.internal.world.SimulatedRun.event;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stereobridge.codec.Encoder;
import org.stereobridge.radio.OutboundLink;
import org.stereobridge.simulator.internal.RefusedException;
import org.stereobridge.simulator.internal.RunFigures;
import org.stereobridge.simulator.internal.scenario.Scenario;
import org.stereobridge.simulator.internal.scenario.ScenarioEvent;
import org.stereobridge.simulator.internal.scenario.ScenarioEvent.What;

/** What events do to speakers and to the program, with packets that are only sent on. */
class SpeakerEventsTest {

    private static final double PACKET_MS = 1e3 * PACKET_FRAMES / RATE_HZ;

    @TempDir
    private Path folder;
    private final SimulatedRun run = new SimulatedRun();

    @Test
    void shouldSilenceLostSpeakerAtOnceAndStartItAnew() throws Exception {
        run.out = folder;
        run.events = List.of(event(5, What.SPEAKER_LOST, 0, 0, 4, ""));

        RunFigures figures = run.play(ForwardingLoop.AT_ONCE, A, B);

        double[] left = Tones.read(folder.resolve("left.wav"), 1, 0);
        assertEquals(5, silentFrom(left, 4), 0.001);
        // It returns at 9 s, gets the next packet within one's length, and plays it after its latency.
        assertEquals(9 + 0.12 + PACKET_MS / 2e3, soundFrom(left, 6), PACKET_MS / 2e3 + 0.001);
        assertEquals(Double.NaN, silentFrom(Tones.read(folder.resolve("right.wav"), 1, 0), 4));
        assertEquals(0, figures.speakers().get(1).lostSamples());
        assertEquals(0, figures.speakers().get(0).underruns());
        assertEquals(List.of("withdraw A", "offer A"), run.stage.asked);
    }

    @Test
    void shouldRefusePacketsOnLinkOfLostSpeaker() throws Exception {
        run.events = List.of(event(2, What.SPEAKER_LOST, 0, 0, 1, ""));
        Simulation simulation = run.simulation(A);
        simulation.start();
        var loop = new ForwardingLoop(simulation, PACKET_FRAMES, ForwardingLoop.AT_ONCE);
        loop.runUntil(1);
        OutboundLink before = simulation.speakers().get(0).link();

        loop.runUntil(2.5);
        assertNull(simulation.speakers().get(0).link());
        loop.runUntil(4);

        assertFalse(before.send(new byte[100], 100));
        assertTrue(simulation.speakers().get(0).link().send(new byte[100], 100));
        simulation.finish();
    }

    @Test
    void shouldStandStillUntilLoopHasLeftLink() throws Exception {
        run.events = List.of(event(2, What.SPEAKER_LOST, 0, 0, 1, ""));
        Simulation simulation = run.simulation(A, B);
        simulation.start();
        var loop = new ForwardingLoop(simulation, PACKET_FRAMES, ForwardingLoop.AT_ONCE);
        loop.runUntil(1.9);
        OutboundLink lost = simulation.speakers().get(0).link();
        loop.runUntil(2);

        for (int i = 0; i < 20; i++) {
            lost.queuedPackets();
            loop.turn(simulation.world());
        }
        assertEquals(2e9, simulation.world().sinceStartNs());
        loop.runUntil(2.1);

        assertEquals(2.1e9, simulation.world().sinceStartNs(), 60e6);
        simulation.finish();
    }

    @Test
    void shouldBeLaterAfterALatencyStepAndNothingElse() throws Exception {
        run.out = folder;
        run.events = List.of(event(8, What.LATENCY_STEP, 0, 14, 0, ""));

        RunFigures figures = run.play(ForwardingLoop.AT_ONCE, A);

        double[] left = Tones.read(folder.resolve("left.wav"), 1, 0);
        assertEquals(8, silentFrom(left, 7), 0.001);
        assertEquals(8.014, soundFrom(left, 8.005), 0.001);
        double beforeNs = Tones.delayNs(left, RATE_HZ, ECHO_PPM, 7, 0.5);
        double afterNs = Tones.delayNs(left, RATE_HZ, ECHO_PPM, 18, 0.5);
        // Whole frames, of which a sine of 1 kHz shows what is beyond 13 ms.
        assertEquals(Math.round(14e6 * RATE_HZ / 1e9) * 1e9 / RATE_HZ - 13e6, afterNs - beforeNs, 5_000);
        assertEquals(0, figures.speakers().get(0).lostSamples());
        assertEquals(0, figures.speakers().get(0).underruns());
    }

    @Test
    void shouldDriftFromAClockStepOn() throws Exception {
        run.out = folder;
        run.events = List.of(event(10, What.CLOCK_STEP, 0, 240, 0, ""));
        Scenario.Speaker steady = SimulatedRun.speaker("A", A.channel(), 120, 40, false);

        run.play(ForwardingLoop.AT_ONCE, steady);

        double[] left = Tones.read(folder.resolve("left.wav"), 1, 0);
        double beforeNs = Tones.delayNs(left, RATE_HZ, ECHO_PPM, 5, 0.5);
        assertEquals(0, Tones.delayNs(left, RATE_HZ, ECHO_PPM, 9, 0.5) - beforeNs, 200);
        // 200 ppm faster, it gains 200 us a second.
        assertEquals(-200_000, Tones.delayNs(left, RATE_HZ, ECHO_PPM, 13, 0.2)
                - Tones.delayNs(left, RATE_HZ, ECHO_PPM, 12, 0.2), 2_000);
    }

    @Test
    void shouldReportAnotherDelay() throws Exception {
        run.events = List.of(event(5, What.DELAY_REPORT, 0, 155.5, 0, ""));
        Simulation simulation = run.simulation(A);
        simulation.start();
        new ForwardingLoop(simulation, PACKET_FRAMES, ForwardingLoop.AT_ONCE).runUntil(6);

        assertEquals(155_500_000L, simulation.speakers().get(0).properties().get("stereobridge.link.latency.ns"));
        assertEquals(List.of("update A"), run.stage.asked);
        simulation.finish();
    }

    @Test
    void shouldLeaveLoopUnservedWhileItIsSwapped() throws Exception {
        run.out = folder;
        run.events = List.of(event(5, What.SWAP, NONE, 0, 0.15, "org.example"));
        Simulation simulation = run.simulation(A, B);
        simulation.start();
        var loop = new ForwardingLoop(simulation, PACKET_FRAMES, ForwardingLoop.AT_ONCE);
        loop.isListing = true;

        loop.runUntil(run.seconds);

        RunFigures figures = simulation.finish();
        assertEquals(List.of("swap org.example"), run.stage.asked);
        long atOnce = loop.arrivals.stream().filter(arrival -> arrival[0] == 5_150_000_000L).count();
        assertEquals(150 / PACKET_MS, atOnce, 1);
        // A has 100 ms of prefill and runs dry, B has no more, but its pipeline is longer.
        assertEquals(1, figures.speakers().get(0).underruns());
    }

    @Test
    void shouldEndRunWhereSwapIsRefused() throws Exception {
        run.events = List.of(event(5, What.SWAP, NONE, 0, 0.15, "org.example"));
        run.stage.refusal = new RefusedException(RefusedException.CONTENT, "no such bundle", "org.example", "give one");
        Simulation simulation = run.simulation(A);
        simulation.start();

        new ForwardingLoop(simulation, PACKET_FRAMES, ForwardingLoop.AT_ONCE).runUntil(run.seconds);

        assertEquals(run.stage.refusal, assertThrows(RefusedException.class, simulation::finish));
    }

    @Test
    void shouldOfferCodecThatThrowsAndTakeItBack() throws Exception {
        run.events = List.of(event(5, What.CRASH, NONE, 0, 2, ScenarioEvent.ENCODER));

        run.play(ForwardingLoop.AT_ONCE, A);

        assertEquals(List.of("crashing counting true", "crashing counting false"), run.stage.asked);
    }

    @Test
    void shouldThrowOnceItIsArmed() {
        var codec = new CrashingCodec(new CountingCodec(), true);
        var stream = codec.parse(new byte[] {0x22, 0x15, 2, 53}).orElseThrow();
        Encoder encoder = codec.encoder(stream);
        float[][] samples = new float[2][128];
        byte[] out = new byte[100];

        encoder.encode(samples, 0, 1, out, 0);
        codec.arm();

        assertThrows(IllegalStateException.class, () -> encoder.encode(samples, 0, 1, out, 0));
        assertEquals(128, codec.decoder(stream).decode(out, 0, 9, samples, 0));
    }

    @Test
    void shouldRefuseEventsBeyondTheEnd() {
        run.events = List.of(event(15, What.SPEAKER_LOST, 0, 0, 8, ""));

        var refused = assertThrows(RefusedException.class, () -> run.simulation(A));

        assertEquals("beyond the end of the music at 20.0 s: events[0]: give an earlier time, or more --seconds",
                refused.getMessage());
    }

    @Test
    void shouldPlayTheSameBytesWhateverHappens() throws Exception {
        List<byte[]> runs = new ArrayList<>();
        run.jitterMs = 15;
        run.radio = OptionalInt.of(1);
        run.events = List.of(event(3, What.SPEAKER_LOST, 0, 0, 2, ""), event(4, What.LATENCY_STEP, 1, 14, 0, ""),
                event(6, What.ECHO_LOST, NONE, 0, 1, ""), event(8, What.WRONG_PACKETS, NONE, 6, 0, ""),
                event(9, What.SWAP, NONE, 0, 0.15, "b"), event(10, What.RADIO_STALL, NONE, 200, 0.2, ""),
                event(11, What.ECHO_RATE, NONE, 48_000, 0.5, ""), event(13, What.CLOCK_STEP, 1, 90, 0, ""),
                event(14, What.CONGESTION, NONE, 20, 2, ""), event(17, What.ECHO_RATE, NONE, 44_100, 0.5, ""));
        Scenario.Speaker lossy = SimulatedRun.onRadio(SimulatedRun.lossy(A, 5), 1);
        for (String name : List.of("one", "two")) {
            run.out = Files.createDirectory(folder.resolve(name));
            run.play(ForwardingLoop.AT_ONCE, lossy, SimulatedRun.onRadio(B, 1));
            runs.add(Files.readAllBytes(run.out.resolve("left.wav")));
            runs.add(Files.readAllBytes(run.out.resolve("right.wav")));
        }

        assertArrayEquals(runs.get(0), runs.get(2));
        assertArrayEquals(runs.get(1), runs.get(3));
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
