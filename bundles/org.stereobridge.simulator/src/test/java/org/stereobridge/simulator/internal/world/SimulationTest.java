package org.stereobridge.simulator.internal.world;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.LongUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stereobridge.routing.MixRow;
import org.stereobridge.simulator.internal.RecordingWindow;
import org.stereobridge.simulator.internal.RefusedException;
import org.stereobridge.simulator.internal.RunFigures;
import org.stereobridge.simulator.internal.scenario.Scenario;

class SimulationTest {

    private static final int RATE_HZ = 44_100;
    private static final int PACKET_FRAMES = 7 * 128;
    private static final double ECHO_PPM = 40;
    private static final double PERIOD_NS = 1e6 / (1 + ECHO_PPM * 1e-6);
    private static final Scenario.Speaker A = speaker("A", MixRow.LEFT, 120, -20, true);
    private static final Scenario.Speaker B = speaker("B", MixRow.RIGHT, 212.3, 35, true);

    @TempDir
    private Path folder;

    private double seconds = 20;
    private double jitterMs;
    private double hourlySeconds = Double.NaN;
    private long seed = 7;
    private Path out;

    @Test
    void shouldSoundAtNominalLatencyInRecordings() throws Exception {
        out = folder;

        RunFigures figures = run(ForwardingLoop.AT_ONCE, A, B);

        double[] left = Tones.read(folder.resolve("left.wav"), 1, 0);
        double[] right = Tones.read(folder.resolve("right.wav"), 1, 0);
        assertEquals(seconds * RATE_HZ, left.length);
        assertEquals(120e6 % PERIOD_NS, delayNs(left, 5), 50_000);
        assertEquals(212.3e6 % PERIOD_NS, delayNs(right, 5), 50_000);
        assertEquals(120e6 % PERIOD_NS, delayNs(left, 19), 1_000);
        assertEquals(212.3e6 % PERIOD_NS, delayNs(right, 19), 1_000);
        for (int n = 0; n < 5_000; n++) {
            assertEquals(0, left[n], "sounds before its latency");
        }
        assertEquals(folder.resolve("left.wav"), figures.speakers().get(0).recording());
        assertEquals(List.of(new RecordingWindow(0, 0, left.length, 0)), figures.windows());
    }

    @Test
    void shouldDriftInRecordingsByWhatItsClockIsOff() throws Exception {
        out = folder;
        Scenario.Speaker drifting = speaker("A", MixRow.LEFT, 120, 35, false);

        run(ForwardingLoop.AT_ONCE, drifting);

        double[] left = Tones.read(folder.resolve("left.wav"), 1, 0);
        // It plays 5 us less in a second than comes.
        assertEquals(10 * 5_000, delayNs(left, 15) - delayNs(left, 5), 100);
    }

    @Test
    void shouldKeepWhatTheEchoPlayed() throws Exception {
        out = folder;

        RunFigures figures = run(ForwardingLoop.AT_ONCE, A);

        double[] right = Tones.read(figures.programme(), 2, 1);
        assertEquals(seconds * RATE_HZ, right.length);
        for (int n = 0; n < right.length; n++) {
            assertEquals(-Tones.ramp(n % 100_000), right[n], 1e-6);
        }
    }

    @Test
    void shouldRecordTheSameBytesForTheSameSeed() throws Exception {
        jitterMs = 15;
        seconds = 8;
        List<byte[]> runs = new ArrayList<>();
        for (String name : List.of("one", "two", "other")) {
            out = Files.createDirectory(folder.resolve(name));
            seed = name.equals("other") ? 8 : 7;
            run(ForwardingLoop.AT_ONCE, lossy(A, 5), B);
            runs.add(Files.readAllBytes(out.resolve("left.wav")));
        }

        assertArrayEquals(runs.get(0), runs.get(1));
        assertFalse(Arrays.equals(runs.get(0), runs.get(2)));
    }

    @Test
    void shouldSeeSkewAsItIs() throws Exception {
        Simulation simulation = simulation(A, B);
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
        jitterMs = 15;
        Simulation simulation = simulation(A);
        simulation.start();
        var loop = new ForwardingLoop(simulation, PACKET_FRAMES, ForwardingLoop.AT_ONCE);
        loop.isListing = true;

        loop.runUntil(seconds);

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
        assertEquals((int) (seconds * 1e9 / packetNs), loop.arrivals.size(), 1);
    }

    @Test
    void shouldCountWhatTheAirTakes() throws Exception {
        seconds = 100;

        RunFigures figures = run(ForwardingLoop.AT_ONCE, lossy(A, 5));

        long lost = figures.speakers().get(0).lostPackets();
        assertEquals(0.05 * figures.packetsIn(), lost, 50);
        assertEquals(lost * PACKET_FRAMES, figures.speakers().get(0).lostSamples());
        assertEquals(0, figures.speakers().get(0).underruns());
    }

    @Test
    void shouldUnderrunWhereTheBridgeIsLate() throws Exception {
        out = folder;

        RunFigures figures = run(packet -> packet < 300 ? 0 : packet * 20_300_000 + 150_000_000, A);

        double[] left = Tones.read(folder.resolve("left.wav"), 1, 0);
        assertTrue(figures.speakers().get(0).underruns() > 0);
        assertEquals(0, figures.speakers().get(0).lostSamples());
        assertTrue(silentFrames(left, 6, 7) > 0.1 * RATE_HZ);
    }

    @Test
    void shouldRefuseMono() throws Exception {
        Simulation simulation = simulation(new Scenario.Speaker("A", MixRow.LEFT, 120, OptionalDouble.empty(), 0, true,
                150, true, 0));

        assertEquals(2, simulation.speakers().get(0).config().channels());
        assertEquals("SBC joint 53, 44.1 kHz", simulation.speakers().get(0).config().label());
        simulation.start();
        simulation.finish();
    }

    @Test
    void shouldStandStillUntilAllLinksAreServed() throws Exception {
        Simulation simulation = simulation(A, B);
        World world = simulation.world();
        simulation.start();

        simulation.echo().receive(new byte[100]);
        simulation.speakers().get(0).queuedPackets();
        world.await(World.START_NS + 1_000_000);
        assertFalse(simulation.hasBegun());
        assertEquals(World.START_NS, world.nanoTime());
        simulation.speakers().get(1).queuedPackets();
        world.await(World.START_NS + 1_000_000);

        assertTrue(simulation.hasBegun());
        simulation.finish();
    }

    @Test
    void shouldMoveTimeOnForLoopThatDoesNotTakeItsPackets() throws Exception {
        Simulation simulation = simulation(A);
        World world = simulation.world();
        simulation.start();
        simulation.echo().receive(new byte[100]);
        simulation.speakers().get(0).queuedPackets();

        for (int i = 0; i < 10_000; i++) {
            world.await(world.nanoTime() + 1_000_000);
        }

        assertTrue(world.sinceStartNs() > 5e9);
        simulation.finish();
    }

    @Test
    void shouldEndBehindTheMusic() throws Exception {
        seconds = Double.NaN;

        RunFigures figures = run(ForwardingLoop.AT_ONCE, A);

        // 100,000 frames, the latency, and half a second.
        assertEquals(100_000 / (RATE_HZ * (1 + ECHO_PPM * 1e-6)) + 0.12 + 0.5, figures.audioSeconds(), 1e-6);
        assertFalse(figures.interrupted());
    }

    @Test
    void shouldLeaveWholeRecordingsWhereItIsStopped() throws Exception {
        out = folder;
        Simulation simulation = simulation(A);
        simulation.start();
        var loop = new ForwardingLoop(simulation, PACKET_FRAMES, ForwardingLoop.AT_ONCE);
        loop.runUntil(3);

        simulation.stop();
        loop.runUntil(seconds);
        RunFigures figures = simulation.finish();

        assertTrue(figures.interrupted());
        assertEquals(3, figures.audioSeconds(), 0.1);
        assertEquals(figures.audioSeconds() * RATE_HZ, Tones.read(folder.resolve("left.wav"), 1, 0).length, 1);
        assertEquals(figures.windows().get(0).frames(), Tones.read(figures.programme(), 2, 0).length);
    }

    @Test
    void shouldEndWhereNoAudioLoopIsLeft() throws Exception {
        Simulation simulation = simulation(A);
        simulation.start();
        new ForwardingLoop(simulation, PACKET_FRAMES, ForwardingLoop.AT_ONCE).runUntil(3);

        simulation.stop();

        assertTrue(simulation.awaitEnd(1_000_000));
        assertEquals(3, simulation.finish().audioSeconds(), 0.1);
    }

    @Test
    void shouldRecordPartOfEachHour() throws Exception {
        out = folder;
        seconds = 2 * 3_600 + 3;
        hourlySeconds = 2;

        RunFigures figures = run(ForwardingLoop.AT_ONCE, A, B);

        double[] left = Tones.read(folder.resolve("left.wav"), 1, 0);
        double[] right = Tones.read(folder.resolve("right.wav"), 1, 0);
        double[] programme = Tones.read(figures.programme(), 2, 0);
        assertEquals(3, figures.windows().size());
        for (RecordingWindow window : figures.windows()) {
            assertEquals(2 * RATE_HZ, window.frames());
            int from = (int) window.frame();
            double skewNs = Tones.delayNs(right, RATE_HZ, ECHO_PPM, (double) from / RATE_HZ + 0.5, 1)
                    - Tones.delayNs(left, RATE_HZ, ECHO_PPM, (double) from / RATE_HZ + 0.5, 1);
            // In the first second the speakers still settle.
            assertEquals(92.3e6 % PERIOD_NS, skewNs, from == 0 ? 50_000 : 1_000);
            assertEquals(Tones.ramp(window.programmeFrame() % 100_000), programme[from], 1e-6);
        }
        assertEquals(3_600, figures.windows().get(1).startSeconds());
        assertEquals(3 * 2 * RATE_HZ, left.length);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldNotAllocateOnTheAudioThread(boolean isRecorded) throws Exception {
        out = isRecorded ? folder : null;
        seconds = 400;
        Simulation simulation = simulation(A, B);
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
        var refused = assertThrows(RefusedException.class, () -> new Simulation(
                settings(new Scenario(1, new Scenario.Echo(0, 0, 7, "sbc:joint:53", OptionalInt.of(48_000)), List.of(A)))));

        assertTrue(refused.getMessage().startsWith("music of 44100 Hz for an Echo of 48000 Hz: ramp: "));
    }

    @Test
    void shouldRefusePacketsThatDoNotFit() {
        var refused = assertThrows(RefusedException.class, () -> new Simulation(
                settings(new Scenario(1, new Scenario.Echo(0, 0, 9, "sbc:joint:53", OptionalInt.empty()), List.of(A)))));

        assertEquals("9 frames of SBC joint 53, 44.1 kHz do not fit a packet: echo.packetFrames: give 1-8",
                refused.getMessage());
    }

    @Test
    void shouldRefuseRecordingThatNoFileHolds() {
        out = folder;
        seconds = 86_400;

        var refused = assertThrows(RefusedException.class, () -> simulation(A));

        assertTrue(refused.getMessage().contains("--record-hourly"), refused.getMessage());
        assertEquals(RefusedException.CANNOT_WRITE, refused.exitCode());
    }

    @Test
    void shouldNameRecordingsByChannelElseByName() {
        var files = RecordingFiles.in(folder, new Scenario(1, new Scenario.Echo(0, 0, 7, "sbc:joint:53",
                OptionalInt.empty()), List.of(speaker("left", MixRow.MONO, 1, 0, true), A, B,
                speaker("C", MixRow.LEFT, 1, 0, true), speaker("programme", MixRow.MONO, 1, 0, true))));

        assertEquals(List.of("left.wav", "A.wav", "right.wav", "C.wav", "programme-2.wav"),
                files.speakers().stream().map(file -> file.getFileName().toString()).toList());
    }

    @Test
    void shouldTellDevicesApart() throws Exception {
        Simulation simulation = simulation(A, B);

        assertNotEquals(simulation.speakerProperties(0).get("stereobridge.link.id"),
                simulation.speakerProperties(1).get("stereobridge.link.id"));
        assertEquals(212_300_000L, simulation.speakerProperties(1).get("stereobridge.link.latency.ns"));
        assertEquals("right", simulation.speakerProperties(1).get("stereobridge.link.row"));
        simulation.start();
        simulation.finish();
    }

    private RunFigures run(LongUnaryOperator departureNs, Scenario.Speaker... speakers) throws Exception {
        Simulation simulation = simulation(speakers);
        simulation.start();
        new ForwardingLoop(simulation, PACKET_FRAMES, departureNs).runUntil(Double.POSITIVE_INFINITY);
        return simulation.finish();
    }

    private Simulation simulation(Scenario.Speaker... speakers) throws RefusedException {
        return new Simulation(settings(new Scenario(seed,
                new Scenario.Echo(ECHO_PPM, jitterMs, 7, "sbc:joint:53", OptionalInt.empty()), List.of(speakers))));
    }

    private WorldSettings settings(Scenario scenario) throws RefusedException {
        return new WorldSettings(scenario, Tones.music(RATE_HZ, 100_000), Codecs.of(List.of(new CountingCodec())),
                seconds, false, out, hourlySeconds, id -> 0);
    }

    private static Scenario.Speaker speaker(String name, MixRow row, double latencyMs, double clockPpm,
            boolean followsSource) {
        return new Scenario.Speaker(name, row, latencyMs, OptionalDouble.of(latencyMs), clockPpm, followsSource, 200,
                false, 0);
    }

    private static Scenario.Speaker lossy(Scenario.Speaker speaker, double lossPercent) {
        return new Scenario.Speaker(speaker.name(), speaker.channel(), speaker.latencyMs(), speaker.reportedDelayMs(),
                speaker.clockPpm(), speaker.followsSource(), speaker.bufferMs(), false, lossPercent);
    }

    private static double delayNs(double[] recording, double atSeconds) {
        return Tones.delayNs(recording, RATE_HZ, ECHO_PPM, atSeconds - 0.25, 0.5);
    }

    private static int silentFrames(double[] recording, double fromSeconds, double toSeconds) {
        int silent = 0;
        for (int n = (int) (fromSeconds * RATE_HZ); n < toSeconds * RATE_HZ; n++) {
            silent += recording[n] == 0 ? 1 : 0;
        }
        return silent;
    }
}
