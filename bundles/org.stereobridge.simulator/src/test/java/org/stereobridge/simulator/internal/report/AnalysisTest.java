package org.stereobridge.simulator.internal.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.stereobridge.simulator.internal.report.Scene.RATE_HZ;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stereobridge.simulator.internal.RecordingWindow;
import org.stereobridge.testkit.Signals;

class AnalysisTest {

    private static final int FRAMES = 14 * RATE_HZ;
    private static final DoubleUnaryOperator DELAY = seconds -> 0.3123456;
    private static final DoubleUnaryOperator WANDERING =
            seconds -> 0.3123456 + 37.3e-6 + 15e-6 * Math.sin(2 * Math.PI * seconds / 9);
    /** A codec's noise is about so far below music. */
    private static final double NOISE = 0.002;
    private static final double SKEW_MICROS = 0.7;

    @TempDir
    private Path folder;

    private final float[] left = Signals.music(1, 0.3, FRAMES);
    private final float[] right = Signals.music(2, 0.3, FRAMES);

    @Test
    void shouldFollowSkewThatWanders() throws Exception {
        Skew skew = scene().speaker("A", "left", left, DELAY, NOISE).speaker("B", "right", right, WANDERING, NOISE)
                .measure().skew();

        assertTrue(skew.count() > 15, "windows " + skew.count());
        for (int i = 0; i < skew.micros().length; i++) {
            double at = skew.seconds()[i];
            if (at >= skew.settledSeconds()) {
                double truth = 1e6 * (WANDERING.applyAsDouble(at) - DELAY.applyAsDouble(at));
                assertEquals(truth, skew.micros()[i], SKEW_MICROS, "at " + at);
            }
        }
    }

    @Test
    void shouldFindLatencyAndClock() throws Exception {
        Findings.Speaker speaker = scene().speaker("A", "left", left, DELAY, NOISE).measure().speakers().get(0);

        assertEquals(312.3456, speaker.latencyMs(), 0.001);
        assertEquals(Scene.CLOCK_PPM, speaker.clockPpm(), 0.05);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.093, -0.092})
    void shouldTellSkewOfSpeakersFarApart(double seconds) throws Exception {
        Skew skew = scene().speaker("A", "left", left, DELAY, NOISE)
                .speaker("B", "right", right, at -> 0.3123456 + seconds, NOISE).measure().skew();

        // The Echo's clock runs 40 ppm fast: what it plays apart sounds a little closer.
        assertEquals(1e6 * Math.abs(seconds), skew.quantile(0.5), 1e6 * Math.abs(seconds) * 1e-4);
        assertEquals(Math.signum(seconds), Math.signum(skew.micros()[skew.micros().length - 1]));
    }

    @Test
    void shouldTellLargestSkewOfThree() throws Exception {
        Skew skew = scene().speaker("A", "left", left, DELAY, NOISE)
                .speaker("B", "right", right, at -> 0.3123456 + 60e-6, NOISE)
                .speaker("C", "mono", mono(), at -> 0.3123456 - 50e-6, NOISE).measure().skew();

        assertEquals(110, skew.quantile(0.5), SKEW_MICROS);
    }

    @Test
    void shouldFollowJump() throws Exception {
        DoubleUnaryOperator jumping = at -> at < 8 ? 0.3 : 0.32;

        Skew skew = scene().speaker("A", "left", left, at -> 0.3, NOISE).speaker("B", "right", right, jumping, NOISE)
                .measure().skew();

        assertEquals(0, skew.quantile(0.5, 0, 7.5), SKEW_MICROS);
        assertEquals(20_000, skew.quantile(0.5, 9, 14), 2);
    }

    @Test
    void shouldTellNoSkewOfOneSpeaker() throws Exception {
        assertNull(scene().speaker("A", "left", left, DELAY, NOISE).measure().skew());
    }

    @Test
    void shouldLeaveSilenceOut() throws Exception {
        Arrays.fill(right, 7 * RATE_HZ, 9 * RATE_HZ, 0);

        Skew skew = scene().speaker("A", "left", left, DELAY, NOISE).speaker("B", "right", right, DELAY, NOISE)
                .measure().skew();

        // Recorded 0.31 s later; a window reaches 0.19 s either way.
        assertTrue(Arrays.stream(skew.seconds()).noneMatch(at -> at > 7.5 && at < 9.1));
        assertEquals(0, skew.quantile(1), SKEW_MICROS);
    }

    /** As where it stood in for a speaker that was lost; for as long as is waited before it is looked for anew. */
    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4})
    void shouldFollowAtOnceWhatPlayedSomethingElse(int length) throws Exception {
        float[] other = left.clone();
        System.arraycopy(right, 6 * RATE_HZ, other, 6 * RATE_HZ, length * RATE_HZ);

        Skew skew = scene().speaker("A", "left", other, DELAY, NOISE).speaker("B", "right", right, DELAY, NOISE)
                .measure().skew();

        double backAt = 6 + length + DELAY.applyAsDouble(0);
        assertTrue(Arrays.stream(skew.seconds()).anyMatch(at -> at > backAt && at < backAt + 0.75), "at " + backAt);
    }

    @Test
    void shouldTellSkewOfEachStretch() throws Exception {
        long half = FRAMES / 2;
        var stretches = List.of(new RecordingWindow(0, 0, half, 0),
                new RecordingWindow((double) half / RATE_HZ, half, FRAMES - half, half));

        Skew skew = scene().speaker("A", "left", left, DELAY, NOISE).speaker("B", "right", right, WANDERING, NOISE)
                .measure(stretches).skew();

        assertTrue(skew.quantile(0.5, 5, 7) > 0 && skew.quantile(0.5, 8, 14) > 0);
        for (int i = 0; i < skew.micros().length; i++) {
            double truth = 1e6 * (WANDERING.applyAsDouble(skew.seconds()[i]) - 0.3123456);
            assertEquals(truth, skew.micros()[i], 3, "at " + skew.seconds()[i]);
        }
    }

    @Test
    void shouldSayNothingOfWhatWasNotTheMusic() throws Exception {
        Findings findings = scene().speaker("A", "left", left, DELAY, NOISE)
                .speaker("B", "right", Signals.noise(9, 0.3, FRAMES), DELAY, 0).measure();

        assertEquals(0, findings.skew().count());
        assertTrue(Double.isNaN(findings.speakers().get(1).latencyMs()));
    }

    private Scene scene() throws Exception {
        return new Scene(folder, left, right);
    }

    private float[] mono() {
        float[] mono = new float[FRAMES];
        for (int n = 0; n < FRAMES; n++) {
            mono[n] = 0.5f * (left[n] + right[n]);
        }
        return mono;
    }
}
