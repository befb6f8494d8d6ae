package org.stereobridge.simulator.internal.report;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.stereobridge.dsp.Resampler;
import org.stereobridge.routing.MixRow;
import org.stereobridge.simulator.internal.RecordingWindow;
import org.stereobridge.simulator.internal.RunFigures;
import org.stereobridge.simulator.internal.SpeakerFigures;
import org.stereobridge.simulator.internal.scenario.Scenario;
import org.stereobridge.simulator.internal.scenario.ScenarioEvent;
import org.stereobridge.status.LatencyHistogram;

/** Recordings of which all is known: speakers that play a programme of a clock of its own after a known delay. */
final class Scene {

    static final int RATE_HZ = 44_100;
    static final double CLOCK_PPM = 40;

    /** What the scenario says is but a guess. */
    private static final double GUESSED_PPM = 30;
    private static final int MARGIN = 80;
    private static final int BLOCK = 64;

    private final Path folder;
    private final float[] left;
    private final float[] right;
    private final List<SpeakerFigures> speakers = new ArrayList<>();
    private final List<ScenarioEvent> events = new ArrayList<>();

    Scene(Path folder, float[] left, float[] right) throws IOException {
        this.folder = folder;
        this.left = left;
        this.right = right;
        float[] both = new float[2 * left.length];
        for (int n = 0; n < left.length; n++) {
            both[2 * n] = left[n];
            both[2 * n + 1] = right[n];
        }
        wav(folder.resolve("programme.wav"), 2, both);
    }

    /**
     * Adds a speaker.
     *
     * @param samples what it plays, in step with the programme
     * @param delaySeconds from the programme's start on true time, at a time since then
     * @param noise as a share of full scale, white
     */
    Scene speaker(String name, String channel, float[] samples, DoubleUnaryOperator delaySeconds, double noise)
            throws IOException {
        float[] heard = lay(samples, delaySeconds);
        var random = new Random(name.hashCode());
        for (int n = 0; n < heard.length; n++) {
            heard[n] += (float) (noise * random.nextGaussian());
        }
        Path file = folder.resolve(name.hashCode() + ".wav");
        wav(file, 1, heard);
        speakers.add(new SpeakerFigures(name, channel, 0, 0, 0, 100, 0, "SBC mono 53, 44.1 kHz", file));
        return this;
    }

    Scene event(double atS, ScenarioEvent.What what, double forS) {
        events.add(new ScenarioEvent(atS, what, ScenarioEvent.NONE, 0, 0, forS, "", null));
        return this;
    }

    Findings measure() throws IOException {
        try (var analysis = new Analysis(figures())) {
            return analysis.run();
        }
    }

    Findings measure(List<RecordingWindow> windows) throws IOException {
        try (var analysis = new Analysis(figures(windows))) {
            return analysis.run();
        }
    }

    RunFigures figures() {
        return figures(List.of(new RecordingWindow(0, 0, left.length, 0)));
    }

    private RunFigures figures(List<RecordingWindow> windows) {
        var scenario = new Scenario(7, new Scenario.Echo(GUESSED_PPM, 15, 7, "sbc:joint:53", OptionalInt.empty(),
                        OptionalInt.empty()),
                List.of(new Scenario.Speaker("A", MixRow.LEFT, 120, OptionalDouble.empty(), 0, true, 150, false, 0,
                        OptionalInt.empty())), events);
        return new RunFigures(scenario, "noise.wav", RATE_HZ, (double) left.length / RATE_HZ, 0.5, 0.8, 0.1, false,
                1000, 0, 0, new LatencyHistogram(1_000_000, new long[] {0, 10, 80, 10}), speakers, "SBC by SBC",
                folder.resolve("programme.wav"), windows);
    }

    /** Left and right, each with a part of the other. */
    float[] mix(double ownGain, double otherGain, boolean isLeft) {
        float[] out = new float[left.length];
        for (int n = 0; n < out.length; n++) {
            out[n] = (float) (isLeft ? ownGain * left[n] + otherGain * right[n]
                    : ownGain * right[n] + otherGain * left[n]);
        }
        return out;
    }

    private static float[] lay(float[] samples, DoubleUnaryOperator delaySeconds) {
        float[] in = new float[samples.length + 2 * MARGIN];
        System.arraycopy(samples, 0, in, MARGIN, samples.length);
        float[] out = new float[samples.length];
        var resampler = new Resampler();
        for (int n = 0; n + BLOCK <= out.length; n += BLOCK) {
            double from = position(n, delaySeconds);
            double to = position(n + BLOCK, delaySeconds);
            double step = (to - from) / BLOCK;
            boolean isSteady = Math.abs(step - 1) < 5e-4;
            if (from >= 0 && isSteady) {
                resampler.process(in, MARGIN, from, step, out, n, BLOCK);
            }
        }
        return out;
    }

    private static double position(int frame, DoubleUnaryOperator delaySeconds) {
        double seconds = (double) frame / RATE_HZ;
        return (seconds - delaySeconds.applyAsDouble(seconds)) * RATE_HZ * (1 + CLOCK_PPM * 1e-6);
    }

    private static void wav(Path file, int channels, float[] samples) throws IOException {
        ByteBuffer out = ByteBuffer.allocate(44 + 4 * samples.length).order(ByteOrder.LITTLE_ENDIAN);
        out.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(36 + 4 * samples.length);
        out.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII)).putInt(16).putShort((short) 3);
        out.putShort((short) channels).putInt(RATE_HZ).putInt(RATE_HZ * 4 * channels);
        out.putShort((short) (4 * channels)).putShort((short) 32);
        out.put("data".getBytes(StandardCharsets.US_ASCII)).putInt(4 * samples.length);
        for (float sample : samples) {
            out.putFloat(sample);
        }
        Files.write(file, out.array());
    }
}
