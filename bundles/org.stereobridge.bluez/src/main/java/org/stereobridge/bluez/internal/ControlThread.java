package org.stereobridge.bluez.internal;

import static java.util.concurrent.TimeUnit.NANOSECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;

import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stereobridge.bluez.internal.bus.Control;
import org.stereobridge.clock.NanoClock;

/** A thread of its own, on real time. */
final class ControlThread implements Control, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ControlThread.class);
    private static final int END_LIMIT_S = 5;

    private final NanoClock clock;
    private final ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(1, work -> {
        var thread = new Thread(work, "stereobridge-bluez");
        thread.setDaemon(true);
        return thread;
    });

    ControlThread(NanoClock clock) {
        this.clock = clock;
        executor.setRemoveOnCancelPolicy(true);
        executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    @Override
    public void execute(Runnable work) {
        after(0, work);
    }

    @Override
    public Timer after(long delayNs, Runnable work) {
        try {
            Future<?> future = executor.schedule(() -> run(work), delayNs, NANOSECONDS);
            return () -> future.cancel(false);
        } catch (RejectedExecutionException e) {
            // The radio has ended.
            return () -> {
            };
        }
    }

    /** One mistake must not end all that the radio does. */
    private static void run(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            LOG.error("The radio's control failed at one thing, and goes on", e);
        }
    }

    @Override
    public long nanoTime() {
        return clock.nanoTime();
    }

    /** Lets what runs end; what waits is dropped. */
    @Override
    public void close() {
        executor.shutdown();
        try {
            if (!executor.awaitTermination(END_LIMIT_S, SECONDS)) {
                LOG.warn("The radio's control did not end in {} s", END_LIMIT_S);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
