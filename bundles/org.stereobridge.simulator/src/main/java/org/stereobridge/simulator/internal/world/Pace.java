package org.stereobridge.simulator.internal.world;

import java.util.function.LongConsumer;
import org.stereobridge.clock.NanoClock;

/**
 * Holds simulated time back to real time. What is simulated does not depend on it: where the machine is late, the
 * simulation is late with it, and catches up.
 *
 * <p>Audio thread only; allocates nothing.
 */
final class Pace {

    /** After a longer stop, as of a laptop that slept, the run goes on from there instead of catching up. */
    private static final long CATCH_UP_NS = 250_000_000;

    private final boolean realTime;
    private final NanoClock clock;
    private final LongConsumer park;

    private long offsetNs;

    /** @param park waits for about so many ns */
    Pace(boolean realTime, NanoClock clock, LongConsumer park) {
        this.realTime = realTime;
        this.clock = clock;
        this.park = park;
    }

    /** Simulated time is this now. */
    void start(long nowNs) {
        offsetNs = clock.nanoTime() - nowNs;
    }

    /** Waits until simulated time may be this. */
    void await(long timeNs) {
        if (!realTime) {
            return;
        }
        long leftNs = timeNs + offsetNs - clock.nanoTime();
        if (leftNs < -CATCH_UP_NS) {
            offsetNs -= leftNs;
        }
        while (leftNs > 0 && !Thread.currentThread().isInterrupted()) {
            park.accept(leftNs);
            leftNs = timeNs + offsetNs - clock.nanoTime();
        }
    }
}
