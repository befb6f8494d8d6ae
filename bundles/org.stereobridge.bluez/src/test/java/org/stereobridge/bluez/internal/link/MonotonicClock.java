package org.stereobridge.bluez.internal.link;

import org.stereobridge.clock.NanoClock;

/** The real clock, for what the kernel does. */
final class MonotonicClock implements NanoClock {

    @Override
    public long nanoTime() {
        return System.nanoTime();
    }
}
