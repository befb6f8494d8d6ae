package org.stereobridge.testkit;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** Counts the bytes that the current thread allocates. */
public final class Allocations {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int WARM_UP = 20_000;
    private static final int MEASURED = 1_000;
    private static final int TRIES = 3;

    private Allocations() {
    }

    /**
     * Bytes that 1,000 runs of the work allocate on this thread, once 20,000 runs have warmed it up. The least of
     * three tries: the VM itself allocates a little now and then, work that allocates does so in each.
     *
     * @param work called 23,000 times
     */
    public static long bytesIn(Runnable work) {
        return bytesIn(work, WARM_UP, MEASURED);
    }

    /** As {@link #bytesIn(Runnable)}, for work that takes long. */
    public static long bytesIn(Runnable work, int warmUps, int runs) {
        for (int i = 0; i < warmUps; i++) {
            work.run();
        }
        long least = Long.MAX_VALUE;
        for (int i = 0; i < TRIES && least > 0; i++) {
            least = Math.min(least, bytesOnce(work, runs));
        }
        return least;
    }

    private static long bytesOnce(Runnable work, int runs) {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < runs; i++) {
            work.run();
        }
        return THREADS.getCurrentThreadAllocatedBytes() - before;
    }
}
