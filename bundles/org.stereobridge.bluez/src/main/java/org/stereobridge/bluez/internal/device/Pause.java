package org.stereobridge.bluez.internal.device;

/**
 * How long to wait before the next try: at first a second, then each time half as long again, up to a limit. So the
 * pause stays below half of the time that the device has been away, and a device that is away for good is hardly
 * ever called. Control thread.
 */
final class Pause {

    private static final long FIRST_NS = 1_000_000_000L;
    private static final double GROWTH = 1.5;

    private final long longestNs;
    private long nextNs = FIRST_NS;

    Pause(long longestNs) {
        this.longestNs = longestNs;
    }

    long next() {
        long pauseNs = nextNs;
        nextNs = Math.min(longestNs, Math.round(nextNs * GROWTH));
        return pauseNs;
    }

    void reset() {
        nextNs = FIRST_NS;
    }
}
