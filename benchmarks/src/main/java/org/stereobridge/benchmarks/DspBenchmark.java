package org.stereobridge.benchmarks;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.stereobridge.dsp.EqCurve;
import org.stereobridge.dsp.Equalizer;
import org.stereobridge.dsp.FractionalDelay;
import org.stereobridge.dsp.Limiter;
import org.stereobridge.dsp.Resampler;
import org.stereobridge.dsp.WindowedSinc;
import org.stereobridge.routing.EqBand;
import org.stereobridge.routing.EqBand.Shape;
import org.stereobridge.testkit.Signals;

/** What a speaker's channel goes through; an operation is a second of one channel, a packet's frames at a time. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class DspBenchmark {

    private static final int RATE_HZ = 44_100;
    private static final int PACKET = 640;
    private static final int PACKETS = 69; // a second, and 60 frames

    private final float[] in = Signals.music(1, 0.5, PACKETS * PACKET + 2 * WindowedSinc.TAPS);
    private final float[] out = new float[PACKETS * PACKET];
    private final FractionalDelay delay = new FractionalDelay();
    private final Resampler resampler = new Resampler();
    private final Equalizer equalizer = new Equalizer();
    private final Limiter limiter = new Limiter(RATE_HZ, 1);
    private EqCurve curve;

    @Setup
    public void setUp() {
        delay.fraction(0.3);
        curve = EqCurve.of(List.of(new EqBand(Shape.LOW_SHELF, 100, 3, 0.7),
                new EqBand(Shape.PEAK, 400, -2, 1), new EqBand(Shape.PEAK, 1_000, 1, 1),
                new EqBand(Shape.PEAK, 3_000, -1, 2), new EqBand(Shape.HIGH_SHELF, 8_000, 2, 0.7)), RATE_HZ);
    }

    @Benchmark
    public float[] fractionalDelay() {
        for (int n = 0; n < out.length; n += PACKET) {
            delay.process(in, n, out, n, PACKET);
        }
        return out;
    }

    /** By 100 ppm, more than two crystals differ. */
    @Benchmark
    public float[] resampler() {
        double position = WindowedSinc.BEFORE;
        for (int n = 0; n < out.length; n += PACKET) {
            position = resampler.process(in, 0, position, 1 + 100e-6, out, n, PACKET);
        }
        return out;
    }

    @Benchmark
    public float[] equalizer() {
        for (int n = 0; n < out.length; n += PACKET) {
            System.arraycopy(in, n, out, n, PACKET);
            equalizer.process(curve, out, n, PACKET);
        }
        return out;
    }

    @Benchmark
    public float[] limiter() {
        for (int n = 0; n < out.length; n += PACKET) {
            System.arraycopy(in, n, out, n, PACKET);
            limiter.process(out, n, PACKET);
        }
        return out;
    }
}
