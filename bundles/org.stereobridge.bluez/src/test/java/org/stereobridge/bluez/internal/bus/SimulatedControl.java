package org.stereobridge.bluez.internal.bus;

import java.util.ArrayDeque;
import java.util.PriorityQueue;
import java.util.Queue;
import org.stereobridge.testkit.SimulatedClock;

/** The control thread is the test's own: what is to run soon runs with {@link #run}, the rest as time is advanced. */
public final class SimulatedControl implements Control {

    private final SimulatedClock clock;
    private final Queue<Runnable> soon = new ArrayDeque<>();
    private final PriorityQueue<Task> later = new PriorityQueue<>();
    private long tasks;

    public SimulatedControl() {
        this(0);
    }

    public SimulatedControl(long startNs) {
        clock = new SimulatedClock(startNs);
    }

    /** Compared by differences, which survive a wrap of the clock. */
    private record Task(long dueNs, long number, Runnable work) implements Comparable<Task> {

        @Override
        public int compareTo(Task other) {
            return Long.signum(dueNs == other.dueNs ? number - other.number : dueNs - other.dueNs);
        }
    }

    @Override
    public void execute(Runnable work) {
        soon.add(work);
    }

    @Override
    public Timer after(long delayNs, Runnable work) {
        var task = new Task(clock.nanoTime() + delayNs, tasks++, work);
        later.add(task);
        return () -> later.remove(task);
    }

    /** Runs what was to run soon, and what that brought about. */
    public void run() {
        for (Runnable work = soon.poll(); work != null; work = soon.poll()) {
            work.run();
        }
    }

    /** Lets time pass, and runs each task when it is due. */
    public void advance(long ns) {
        run();
        long endNs = clock.nanoTime() + ns;
        while (!later.isEmpty() && later.peek().dueNs() - endNs <= 0) {
            Task task = later.poll();
            clock.advance(task.dueNs() - clock.nanoTime());
            task.work().run();
            run();
        }
        clock.advance(endNs - clock.nanoTime());
    }

    /** How many tasks wait for their time. */
    public int waiting() {
        return later.size();
    }

    @Override
    public long nanoTime() {
        return clock.nanoTime();
    }
}
