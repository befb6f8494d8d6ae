package org.stereobridge.simulator.internal.world;

import org.stereobridge.clock.NanoClock;

/** The real clock. */
public final class MonotonicClock implements NanoClock {

    @Override
    public long nanoTime() {
        return System.nanoTime();
    }
}
