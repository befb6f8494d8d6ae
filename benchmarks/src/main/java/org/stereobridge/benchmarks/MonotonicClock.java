package org.stereobridge.benchmarks;

import org.stereobridge.clock.NanoClock;

/** The machine's own clock. */
final class MonotonicClock implements NanoClock {

    @Override
    public long nanoTime() {
        return System.nanoTime();
    }
}
