package org.stereobridge.simulator.internal.world;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/**
 * What the audio thread takes: the bytes that it allocates from the return of one wait to the next, and its CPU time.
 * Audio thread only, but for the results, which are asked for once it has ended its run; allocates nothing.
 */
final class AudioThreadMeter {

    private static final int WAITS_PER_CPU_READING = 64;

    private final ThreadMXBean threads =
            ManagementFactory.getThreadMXBean() instanceof ThreadMXBean bean ? bean : null;
    private final boolean countsBytes = threads != null && threads.isThreadAllocatedMemorySupported()
            && threads.isThreadAllocatedMemoryEnabled();
    private final boolean countsCpu = threads != null && threads.isCurrentThreadCpuTimeSupported()
            && threads.isThreadCpuTimeEnabled();

    private Thread thread;
    private boolean running;
    private boolean counting;
    private long bytesAtReturn;
    private long bytes;
    private long cpuAtStartNs;
    private long cpuNs;
    private int waits;

    /** CPU time counts from now on. */
    void start() {
        running = true;
        thread = null;
    }

    /** Bytes count from now on. */
    void countBytes() {
        counting = true;
    }

    boolean isCounting() {
        return counting;
    }

    /** The loop has begun to wait. */
    void entered() {
        if (Thread.currentThread() == thread) {
            if (counting && countsBytes) {
                bytes += threads.getCurrentThreadAllocatedBytes() - bytesAtReturn;
            }
            if (running && countsCpu && ++waits % WAITS_PER_CPU_READING == 0) {
                readCpu();
            }
        }
    }

    /** The loop goes on. */
    void returns() {
        if (!running) {
            return;
        }
        if (Thread.currentThread() != thread) {
            thread = Thread.currentThread();
            cpuAtStartNs = countsCpu ? threads.getCurrentThreadCpuTime() : 0;
        }
        bytesAtReturn = countsBytes ? threads.getCurrentThreadAllocatedBytes() : 0;
    }

    /** The run has ended. */
    void stop() {
        if (running && countsCpu && Thread.currentThread() == thread) {
            readCpu();
        }
        running = false;
        counting = false;
    }

    private void readCpu() {
        long nowNs = threads.getCurrentThreadCpuTime();
        cpuNs += nowNs - cpuAtStartNs;
        cpuAtStartNs = nowNs;
    }

    /** NaN where the VM does not count. */
    double bytes() {
        return countsBytes ? bytes : Double.NaN;
    }

    /** NaN where the VM does not count. */
    double cpuSeconds() {
        return countsCpu ? cpuNs / 1e9 : Double.NaN;
    }
}
