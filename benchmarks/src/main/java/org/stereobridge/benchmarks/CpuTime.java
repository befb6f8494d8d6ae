package org.stereobridge.benchmarks;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.ScalarResult;

/** CPU time of JMH's working thread: unlike the time on the clock it does not grow with what else the machine does. */
public final class CpuTime implements InternalProfiler {

    static final String LABEL = "cpu";

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final String WORKER = "jmh-worker";

    private long startNs;

    @Override
    public String getDescription() {
        return "CPU time of the working thread in ms an operation";
    }

    @Override
    public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
        startNs = workersNs();
    }

    @Override
    public Collection<? extends Result<?>> afterIteration(BenchmarkParams benchmark, IterationParams iteration,
            IterationResult result) {
        double ms = (workersNs() - startNs) / 1e6 / result.getMetadata().getAllOps();
        return List.of(new ScalarResult(LABEL, ms, "ms/op", AggregationPolicy.AVG));
    }

    private static long workersNs() {
        long sumNs = 0;
        for (long id : THREADS.getAllThreadIds()) {
            var thread = THREADS.getThreadInfo(id);
            if (thread != null && thread.getThreadName().contains(WORKER)) {
                sumNs += Math.max(0, THREADS.getThreadCpuTime(id));
            }
        }
        return sumNs;
    }
}
