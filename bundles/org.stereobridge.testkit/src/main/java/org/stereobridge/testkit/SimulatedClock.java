package org.stereobridge.testkit;

import org.stereobridge.clock.NanoClock;

/** Time that moves only when a test moves it. Any thread may read it, one moves it. */
public final class SimulatedClock implements NanoClock {

    private volatile long nowNs;

    public SimulatedClock(long startNs) {
        nowNs = startNs;
    }

    @Override
    public long nanoTime() {
        return nowNs;
    }

    public void advance(long ns) {
        if (ns < 0) {
            throw new IllegalArgumentException("time cannot go back by " + -ns + " ns");
        }
        long laterNs = nowNs + ns;
        nowNs = laterNs;
    }
}
