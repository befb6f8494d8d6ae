package org.stereobridge.simulator.internal.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.stereobridge.simulator.internal.report.Scene.RATE_HZ;

import java.nio.file.Path;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stereobridge.testkit.Signals;

/** Response, crosstalk and width of recordings of which they are known, on a clock that is 40 ppm off. */
class SoundTest {

    private static final int FRAMES = 12 * RATE_HZ;
    private static final DoubleUnaryOperator LEFT_DELAY = seconds -> 0.3123456;
    /** As a speaker's clock loop makes it. */
    private static final DoubleUnaryOperator RIGHT_DELAY =
            seconds -> 0.31238 + 3e-6 * Math.sin(2 * Math.PI * seconds / 9);
    private static final double NOISE = 1e-4;

    @TempDir
    private Path folder;

    private final float[] left = Signals.noise(1, 0.3, FRAMES);
    private final float[] right = Signals.noise(2, 0.3, FRAMES);
    private final float[] silence = new float[FRAMES];

    @Test
    void shouldFindFlatResponseFlat() throws Exception {
        Findings findings = play(left, right, 1, 0, NOISE);

        assertEquals(0, findings.flatnessDb(), 0.003);
        assertEquals(0, findings.speakers().get(1).response().levelDb(), 0.002);
        assertTrue(findings.speakers().get(1).response().told() > 45);
    }

    @Test
    void shouldResolveRippleOfTwoHundredthsOfDecibel() throws Exception {
        // An echo of 0.0023 after 8 samples: |H| = 1 + 0.0023 cos(8 w), which is +-0.02 dB.
        double ripple = 0.0023;
        float[] rippled = left.clone();
        for (int n = 8; n < FRAMES; n++) {
            rippled[n] += (float) (ripple * left[n - 8]);
        }

        Response response = new Scene(folder, left, right).speaker("A", "left", rippled, LEFT_DELAY, NOISE)
                .speaker("B", "right", right, RIGHT_DELAY, NOISE).measure().speakers().get(0).response();

        assertEquals(0.02, response.flatnessDb(), 0.003);
        for (int band = 0; response.hz()[band] < 5_000; band++) {
            double truth = 20 * Math.log10(1 + ripple * Math.cos(8 * 2 * Math.PI * response.hz()[band] / RATE_HZ));
            assertEquals(truth, response.gainDb()[band], 0.004, "at " + response.hz()[band] + " Hz");
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {31, 1_000, 19_500})
    void shouldTellLevelOfSine(double hz) throws Exception {
        float[] sine = Signals.sine(hz, 0.5, RATE_HZ, FRAMES);
        float[] weaker = new float[FRAMES];
        for (int n = 0; n < FRAMES; n++) {
            weaker[n] = 0.998f * sine[n];
        }

        Findings findings = new Scene(folder, sine, sine).speaker("A", "left", weaker, LEFT_DELAY, NOISE)
                .speaker("B", "right", sine, LEFT_DELAY, NOISE).measure();

        assertEquals(0.0174, findings.speakers().get(0).response().flatnessDb(), 0.002);
        assertEquals(0, findings.speakers().get(1).response().flatnessDb(), 0.002);
    }

    @ParameterizedTest
    @ValueSource(doubles = {-40, -60})
    void shouldTellCrosstalkOfMusicOnBothChannels(double db) throws Exception {
        assertEquals(db, play(left, right, 1, Math.pow(10, db / 20), NOISE).crosstalkDb(), 0.5);
    }

    @ParameterizedTest
    @ValueSource(doubles = {-60, -80, -90})
    void shouldTellCrosstalkOfOneChannelAlone(double db) throws Exception {
        assertEquals(db, play(left, silence, 1, Math.pow(10, db / 20), 0).crosstalkDb(), 0.5);
        assertEquals(db, play(Signals.sine(1_000, 0.5, RATE_HZ, FRAMES), silence, 1, Math.pow(10, db / 20), 0)
                .crosstalkDb(), 0.5);
    }

    @Test
    void shouldNotTakeNoiseForCrosstalk() throws Exception {
        assertTrue(play(left, right, 1, 0, 0.003).crosstalkDb() < -70);
    }

    @Test
    void shouldNotTakeWhatIsCommonForCrosstalk() throws Exception {
        float[] mostlyLeft = new Scene(folder, left, right).mix(0.5, 0.5, true);

        assertTrue(play(mostlyLeft, right, 1, 0, NOISE).crosstalkDb() < -70);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.005, 0.2, 0.5})
    void shouldTellWidth(double other) throws Exception {
        // Side is (1 - 2 other) of what it was, mid is as it was.
        double truth = 100 * Math.pow(1 - 2 * other, 2);

        assertEquals(truth, play(left, right, 1 - other, other, NOISE).widthPercent(), 0.1);
    }

    @Test
    void shouldTellNoWidthOfMono() throws Exception {
        assertTrue(Double.isNaN(play(left, left, 1, 0, NOISE).widthPercent()));
        assertTrue(Double.isNaN(play(left, left, 1, 0, NOISE).crosstalkDb()));
    }

    @Test
    void shouldTellSpectrum() throws Exception {
        float[] sine = Signals.sine(1_000, 0.5, RATE_HZ, FRAMES);

        Findings.Speaker speaker = play(sine, right, 1, 0, NOISE).speakers().get(0);

        double loudest = Double.NEGATIVE_INFINITY;
        for (double db : speaker.outDb()) {
            loudest = Math.max(loudest, db);
        }
        assertEquals(-6.02, loudest, 0.1);
    }

    private Findings play(float[] l, float[] r, double own, double other, double noise) throws Exception {
        var scene = new Scene(folder, l, r);
        return scene.speaker("A", "left", scene.mix(own, other, true), LEFT_DELAY, noise)
                .speaker("B", "right", scene.mix(own, other, false), RIGHT_DELAY, noise).measure();
    }
}
