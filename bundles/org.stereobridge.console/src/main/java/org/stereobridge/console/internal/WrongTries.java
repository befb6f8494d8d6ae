package org.stereobridge.console.internal;

import static java.util.concurrent.TimeUnit.SECONDS;

import org.stereobridge.clock.NanoClock;

/**
 * Slows guessing down: three wrong tries are free, then each doubles the pause, from one second to half a minute. Not
 * thread-safe.
 */
final class WrongTries {

    private static final int FREE = 3;
    private static final int MOST_DOUBLINGS = 5;
    private static final long LONGEST_NS = SECONDS.toNanos(30);

    private final NanoClock clock;
    private int tries;
    private long lastNs;

    WrongTries(NanoClock clock) {
        this.clock = clock;
    }

    /** How long the next try has to wait, 0 where it may come now. */
    long waitNs() {
        if (tries < FREE) {
            return 0;
        }
        long pauseNs = Math.min(LONGEST_NS, SECONDS.toNanos(1L << Math.min(tries - FREE, MOST_DOUBLINGS)));
        return Math.max(0, pauseNs - (clock.nanoTime() - lastNs));
    }

    void wrong() {
        tries = Math.min(tries, Integer.MAX_VALUE - 1) + 1;
        lastNs = clock.nanoTime();
    }

    int count() {
        return tries;
    }

    void right() {
        tries = 0;
    }
}
