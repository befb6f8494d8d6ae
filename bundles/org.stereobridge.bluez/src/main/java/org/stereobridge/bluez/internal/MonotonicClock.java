package org.stereobridge.bluez.internal;

import org.stereobridge.clock.NanoClock;

/** The real clock. */
final class MonotonicClock implements NanoClock {

    @Override
    public long nanoTime() {
        return System.nanoTime();
    }
}
