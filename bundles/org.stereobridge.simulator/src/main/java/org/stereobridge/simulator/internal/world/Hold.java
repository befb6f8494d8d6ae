package org.stereobridge.simulator.internal.world;

import java.util.concurrent.Executor;
import org.stereobridge.simulator.internal.RefusedException;

/**
 * A time that stands: until the framework has done something, and the audio loop has taken it up, so that nothing
 * hangs on how fast either is. The loop has where it asks, in each of so many turns, for all links that are there and
 * for none that is gone.
 */
final class Hold {

    /** What is done meanwhile. */
    interface Task {

        void run() throws RefusedException;
    }

    private static final int TURNS_AT_MOST = 10_000;

    private final int turns;
    private final Runnable end;
    private int turnsDone;
    private int turnsWaited;
    private volatile boolean isDone;
    private volatile RefusedException failure;

    /**
     * @param turns of the loop that are waited for
     * @param end is run when time goes on; audio thread
     */
    Hold(Executor executor, Task task, int turns, Runnable end) {
        this.turns = turns;
        this.end = end;
        executor.execute(() -> run(task));
    }

    private void run(Task task) {
        try {
            task.run();
        } catch (RefusedException e) {
            failure = e;
        } catch (RuntimeException e) {
            failure = new RefusedException(RefusedException.INTERNAL, "an event failed", e.toString(),
                    "see the log in the data folder, and report it");
        }
        isDone = true;
    }

    /**
     * Looks once a turn; audio thread.
     *
     * @param isAsRequired whether the loop has asked for what is there and for nothing else, since the turn before
     */
    boolean isOver(boolean isAsRequired) {
        turnsWaited++;
        turnsDone = isDone && isAsRequired ? turnsDone + 1 : 0;
        return turnsDone > turns || failure != null;
    }

    /** Null where nothing went wrong. */
    RefusedException failure() {
        if (failure == null && turnsWaited > TURNS_AT_MOST) {
            return new RefusedException(RefusedException.UNAVAILABLE, "the bridge does not take up what has changed",
                    "event", "see the log in the data folder");
        }
        return failure;
    }

    void end() {
        end.run();
    }
}
