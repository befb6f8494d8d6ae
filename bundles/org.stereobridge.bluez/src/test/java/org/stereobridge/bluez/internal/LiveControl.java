package org.stereobridge.bluez.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.stereobridge.bluez.internal.bus.Control;
import org.stereobridge.testkit.SimulatedClock;

/**
 * A control thread that is real, so that D-Bus and the kernel may take their time, on simulated time: what waits for
 * its time runs when a test lets time pass. A mistake on the control thread is kept for the test.
 */
final class LiveControl implements Control, AutoCloseable {

    private static final long LIMIT_MS = 10_000;
    private static final long STEP_NS = 100_000_000;
    private static final long STEP_MS = 5;

    private final SimulatedClock clock = new SimulatedClock(0);
    private final ExecutorService thread = Executors.newSingleThreadExecutor(
            work -> new Thread(work, "stereobridge-bluez"));
    private final PriorityQueue<Task> later = new PriorityQueue<>(); // guarded by this
    private final List<Expected> expected = new ArrayList<>(); // control thread
    private final List<RuntimeException> mistakes = new ArrayList<>(); // control thread
    private long tasks; // guarded by this

    private record Task(long dueNs, long number, Runnable work) implements Comparable<Task> {

        @Override
        public int compareTo(Task other) {
            return dueNs == other.dueNs ? Long.compare(number, other.number) : Long.compare(dueNs, other.dueNs);
        }
    }

    private record Expected(BooleanSupplier condition, CompletableFuture<Void> met) {
    }

    @Override
    public void execute(Runnable work) {
        if (!thread.isShutdown()) {
            thread.execute(() -> run(work));
        }
    }

    private void run(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            mistakes.add(e);
        }
        expected.removeIf(each -> each.condition().getAsBoolean() && each.met().complete(null));
    }

    @Override
    public synchronized Timer after(long delayNs, Runnable work) {
        var task = new Task(clock.nanoTime() + delayNs, tasks++, work);
        later.add(task);
        return () -> {
            synchronized (LiveControl.this) {
                later.remove(task);
            }
        };
    }

    @Override
    public long nanoTime() {
        return clock.nanoTime();
    }

    /** Lets time pass, and runs each task when it is due; returns when that has been done. */
    void advance(long ns) {
        var done = new CompletableFuture<Void>();
        execute(() -> {
            long endNs = clock.nanoTime() + ns;
            for (Task task = due(endNs); task != null; task = due(endNs)) {
                clock.advance(task.dueNs() - clock.nanoTime());
                run(task.work());
            }
            clock.advance(endNs - clock.nanoTime());
            done.complete(null);
        });
        get(done, "the end of what was due");
    }

    private synchronized Task due(long endNs) {
        return !later.isEmpty() && later.peek().dueNs() <= endNs ? later.poll() : null;
    }

    /** Waits until this is so, for 10 s, while simulated time stands still. Looked at whenever something was done. */
    void await(String what, BooleanSupplier condition) {
        get(expect(condition), what);
    }

    /** Waits until this is so, for 10 s, in which simulated time passes twenty times as fast as real time. */
    void awaitInTime(String what, BooleanSupplier condition) {
        CompletableFuture<Void> met = expect(condition);
        for (int step = 0; !isMet(met); step++) {
            if (step * STEP_MS > LIMIT_MS) {
                throw new AssertionError("waited in vain for " + what);
            }
            advance(STEP_NS);
        }
    }

    private static boolean isMet(CompletableFuture<Void> met) {
        try {
            met.get(STEP_MS, TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError(e);
        }
    }

    private CompletableFuture<Void> expect(BooleanSupplier condition) {
        var met = new CompletableFuture<Void>();
        execute(() -> expected.add(new Expected(condition, met)));
        return met;
    }

    private static void get(CompletableFuture<Void> met, String what) {
        try {
            met.get(LIMIT_MS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new AssertionError("waited in vain for " + what, e);
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError(e);
        }
    }

    /** What was thrown on the control thread. */
    List<RuntimeException> mistakes() {
        var copy = new CompletableFuture<Void>();
        List<RuntimeException> all = new ArrayList<>();
        execute(() -> {
            all.addAll(mistakes);
            copy.complete(null);
        });
        get(copy, "the control thread");
        return all;
    }

    @Override
    public void close() {
        thread.shutdown();
        try {
            thread.awaitTermination(LIMIT_MS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
