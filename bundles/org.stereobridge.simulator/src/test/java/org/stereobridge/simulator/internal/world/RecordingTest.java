package org.stereobridge.simulator.internal.world;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.stereobridge.simulator.internal.world.SimulatedRun.A;
import static org.stereobridge.simulator.internal.world.SimulatedRun.B;
import static org.stereobridge.simulator.internal.world.SimulatedRun.ECHO_PPM;
import static org.stereobridge.simulator.internal.world.SimulatedRun.PACKET_FRAMES;
import static org.stereobridge.simulator.internal.world.SimulatedRun.RATE_HZ;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stereobridge.routing.MixRow;
import org.stereobridge.simulator.internal.RecordingWindow;
import org.stereobridge.simulator.internal.RefusedException;
import org.stereobridge.simulator.internal.RunFigures;
import org.stereobridge.simulator.internal.scenario.Scenario;

class RecordingTest {

    private static final double PERIOD_NS = 1e6 / (1 + ECHO_PPM * 1e-6);

    @TempDir
    private Path folder;
    private final SimulatedRun run = new SimulatedRun();

    @Test
    void shouldSoundAtNominalLatencyInRecordings() throws Exception {
        run.out = folder;

        RunFigures figures = run.play(ForwardingLoop.AT_ONCE, A, B);

        double[] left = Tones.read(folder.resolve("left.wav"), 1, 0);
        double[] right = Tones.read(folder.resolve("right.wav"), 1, 0);
        assertEquals(run.seconds * RATE_HZ, left.length);
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
        run.out = folder;
        Scenario.Speaker drifting = SimulatedRun.speaker("A", MixRow.LEFT, 120, 35, false);

        run.play(ForwardingLoop.AT_ONCE, drifting);

        double[] left = Tones.read(folder.resolve("left.wav"), 1, 0);
        // It plays 5 us less in a second than comes.
        assertEquals(10 * 5_000, delayNs(left, 15) - delayNs(left, 5), 100);
    }

    @Test
    void shouldKeepWhatTheEchoPlayed() throws Exception {
        run.out = folder;

        RunFigures figures = run.play(ForwardingLoop.AT_ONCE, A);

        double[] right = Tones.read(figures.programme(), 2, 1);
        assertEquals(run.seconds * RATE_HZ, right.length);
        for (int n = 0; n < right.length; n++) {
            assertEquals(-Tones.ramp(n % SimulatedRun.MUSIC_FRAMES), right[n], 1e-6);
        }
    }

    @Test
    void shouldRecordTheSameBytesForTheSameSeed() throws Exception {
        run.jitterMs = 15;
        run.seconds = 8;
        List<byte[]> runs = new ArrayList<>();
        for (String name : List.of("one", "two", "other")) {
            run.out = Files.createDirectory(folder.resolve(name));
            run.seed = name.equals("other") ? 8 : 7;
            run.play(ForwardingLoop.AT_ONCE, SimulatedRun.lossy(A, 5), B);
            runs.add(Files.readAllBytes(run.out.resolve("left.wav")));
        }

        assertArrayEquals(runs.get(0), runs.get(1));
        assertFalse(Arrays.equals(runs.get(0), runs.get(2)));
    }

    @Test
    void shouldUnderrunWhereTheBridgeIsLate() throws Exception {
        run.out = folder;

        RunFigures figures = run.play(packet -> packet < 300 ? 0 : packet * 20_300_000 + 150_000_000, A);

        double[] left = Tones.read(folder.resolve("left.wav"), 1, 0);
        assertTrue(figures.speakers().get(0).underruns() > 0);
        assertEquals(0, figures.speakers().get(0).lostSamples());
        assertTrue(silentFrames(left, 6, 7) > 0.1 * RATE_HZ);
    }

    @Test
    void shouldLeaveWholeRecordingsWhereItIsStopped() throws Exception {
        run.out = folder;
        Simulation simulation = run.simulation(A);
        simulation.start();
        var loop = new ForwardingLoop(simulation, PACKET_FRAMES, ForwardingLoop.AT_ONCE);
        loop.runUntil(3);

        simulation.stop();
        loop.runUntil(run.seconds);
        RunFigures figures = simulation.finish();

        assertTrue(figures.interrupted());
        assertEquals(3, figures.audioSeconds(), 0.1);
        assertEquals(figures.audioSeconds() * RATE_HZ, Tones.read(folder.resolve("left.wav"), 1, 0).length, 1);
        assertEquals(figures.windows().get(0).frames(), Tones.read(figures.programme(), 2, 0).length);
    }

    @Test
    void shouldRecordPartOfEachHour() throws Exception {
        run.out = folder;
        run.seconds = 2 * 3_600 + 3;
        run.hourlySeconds = 2;

        RunFigures figures = run.play(ForwardingLoop.AT_ONCE, A, B);

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
            assertEquals(Tones.ramp(window.programmeFrame() % SimulatedRun.MUSIC_FRAMES), programme[from], 1e-6);
        }
        assertEquals(3_600, figures.windows().get(1).startSeconds());
        assertEquals(3 * 2 * RATE_HZ, left.length);
    }

    @ParameterizedTest
    @CsvSource({"0, 100, true, 0", "0, 5000, false, 30", "2000, 100, true, 30", "2000, 5000, true, 100",
        "120, 100, false, 0", "30, 200, true, 60"})
    void shouldRecordWhateverASpeakerIsLike(double latencyMs, double bufferMs, boolean followsSource,
            double lossPercent) throws Exception {
        run.out = folder;
        run.jitterMs = 100;
        run.seconds = 6;
        var odd = new Scenario.Speaker("A", MixRow.LEFT, latencyMs, OptionalDouble.empty(), -300, followsSource,
                bufferMs, false, lossPercent, OptionalInt.empty());

        run.play(packet -> packet % 40 == 0 ? packet * 20_300_000 + 300_000_000 : 0, odd);

        assertEquals(run.seconds * RATE_HZ, Tones.read(folder.resolve("left.wav"), 1, 0).length);
    }

    @Test
    void shouldRefuseRecordingThatNoFileHolds() {
        run.out = folder;
        run.seconds = 86_400;

        var refused = assertThrows(RefusedException.class, () -> run.simulation(A));

        assertTrue(refused.getMessage().contains("--record-hourly"), refused.getMessage());
        assertEquals(RefusedException.CANNOT_WRITE, refused.exitCode());
    }

    @Test
    void shouldNameRecordingsByChannelElseByName() {
        var files = RecordingFiles.in(folder, new Scenario(1, new Scenario.Echo(0, 0, 7, "sbc:joint:53",
                OptionalInt.empty(), OptionalInt.empty()),
                List.of(SimulatedRun.speaker("left", MixRow.MONO, 1, 0, true), A, B,
                SimulatedRun.speaker("C", MixRow.LEFT, 1, 0, true),
                SimulatedRun.speaker("programme", MixRow.MONO, 1, 0, true)),
                List.of()));

        assertEquals(List.of("left.wav", "A.wav", "right.wav", "C.wav", "programme-2.wav"),
                files.speakers().stream().map(file -> file.getFileName().toString()).toList());
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
