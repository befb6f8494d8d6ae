package org.stereobridge.benchmarks;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.stereobridge.benchmarks.SbcChain.Part;

/** SBC in Java; an operation is a second of two channels. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class SbcBenchmark {

    private final SbcChain chain = new SbcChain(SbcChain.stream(1));

    @Benchmark
    public int decode() {
        return chain.run(Part.DECODE);
    }

    @Benchmark
    public int encode() {
        return chain.run(Part.ENCODE);
    }

    @Benchmark
    public int chain() {
        return chain.run(Part.CHAIN);
    }
}
