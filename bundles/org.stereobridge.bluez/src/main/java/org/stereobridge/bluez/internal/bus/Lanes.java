package org.stereobridge.bluez.internal.bus;

import static java.util.concurrent.TimeUnit.SECONDS;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does what blocks on threads of its own: in one lane one after the other, lanes beside each other. */
public final class Lanes implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Lanes.class);
    private static final int END_LIMIT_S = 5;
    private static final int LAST_LIMIT_S = 1;

    private final Control control;
    private final ExecutorService workers = Executors.newCachedThreadPool(work -> {
        var thread = new Thread(work, "stereobridge-bluez-call");
        thread.setDaemon(true);
        return thread;
    });
    private final Map<String, Queue<Runnable>> lanes = new HashMap<>(); // guarded by this
    /** Has a party for each lane on which something is under way. */
    private final Phaser busy = new Phaser() {

        @Override
        protected boolean onAdvance(int phase, int registeredParties) {
            return false;
        }
    };

    public Lanes(Control control) {
        this.control = control;
    }

    /** @param then on the control thread */
    public <T> void run(String lane, Callable<T> work, Consumer<Outcome<T>> then) {
        enqueue(lane, () -> {
            Outcome<T> outcome = outcome(work);
            control.execute(() -> then.accept(outcome));
        });
    }

    private static <T> Outcome<T> outcome(Callable<T> work) {
        try {
            return Outcome.of(work.call());
        } catch (Exception e) {
            return Outcome.failed(e);
        }
    }

    private synchronized void enqueue(String lane, Runnable work) {
        Queue<Runnable> queue = lanes.get(lane);
        if (queue != null) {
            queue.add(work);
        } else if (!workers.isShutdown()) {
            lanes.put(lane, new ArrayDeque<>());
            busy.register();
            workers.execute(() -> drive(lane, work));
        }
    }

    private void drive(String lane, Runnable first) {
        for (Runnable work = first; work != null; work = next(lane)) {
            work.run();
        }
    }

    private synchronized Runnable next(String lane) {
        Runnable next = lanes.get(lane).poll();
        if (next == null) {
            lanes.remove(lane);
            busy.arriveAndDeregister();
        }
        return next;
    }

    /** Runs work when all that is under way has ended, or after a second. */
    public void afterAll(Runnable work) {
        int phase = busy.register();
        busy.arriveAndDeregister();
        workers.execute(() -> {
            try {
                busy.awaitAdvanceInterruptibly(phase, LAST_LIMIT_S, SECONDS);
            } catch (InterruptedException | TimeoutException e) {
                LOG.debug("Calls are still under way");
            }
            work.run();
        });
    }

    /** Waits for what is under way, for 5 s at most. */
    @Override
    public void close() {
        synchronized (this) {
            workers.shutdown();
        }
        try {
            if (!workers.awaitTermination(END_LIMIT_S, SECONDS)) {
                workers.shutdownNow();
            }
        } catch (InterruptedException e) {
            workers.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
