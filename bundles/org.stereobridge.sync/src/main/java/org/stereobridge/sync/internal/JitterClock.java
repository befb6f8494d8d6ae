package org.stereobridge.sync.internal;

import java.util.Arrays;
import org.stereobridge.dsp.DelayLockedLoop;
import org.stereobridge.sync.MediaClock;

/**
 * A delay-locked loop for the source's clock, and above it a jitter buffer whose target follows the latest arrivals of
 * the last 16 s. The target moves by 100 ppm of time at most, so that the speakers' rate loops follow it unheard;
 * a packet that comes behind its time meanwhile leaves late, which the speakers' own buffers take.
 */
final class JitterClock implements MediaClock {

    /** Of the target, before anything is known of the jitter. */
    private static final long START_NS = 6_000_000;
    private static final double SLEW = 100e-6;
    private static final int WINDOWS = 16;
    private static final long WINDOW_NS = 1_000_000_000;
    /** Later than this is a stall, for which no buffer of ours is made. */
    private static final double LATEST_NS = 60e6;

    private final DelayLockedLoop loop;
    private final long headroomNs;
    private final double[] latestNs = new double[WINDOWS];
    private final double[] earliestNs = new double[WINDOWS];

    private int window;
    private boolean started;
    private long windowStartNs;
    private long lastArrivalNs;
    private double targetNs;

    JitterClock(int rateHz, long headroomNs) {
        loop = new DelayLockedLoop(rateHz);
        this.headroomNs = headroomNs;
        reset();
    }

    @Override
    public void onArrival(long endFrame, long nowNs) {
        if (!started) {
            started = true;
            windowStartNs = nowNs;
            lastArrivalNs = nowNs;
        }
        loop.onArrival(endFrame, nowNs);
        if (nowNs - windowStartNs >= WINDOW_NS) {
            windowStartNs = nowNs;
            window = (window + 1) % WINDOWS;
            latestNs[window] = 0;
            earliestNs[window] = 0;
        }
        double errorNs = loop.errorNs();
        if (errorNs < LATEST_NS) {
            latestNs[window] = Math.max(latestNs[window], errorNs);
            earliestNs[window] = Math.min(earliestNs[window], errorNs);
        }
        double step = SLEW * Math.max(0, nowNs - lastArrivalNs);
        double wantedNs = latest() + headroomNs;
        targetNs += Math.max(-step, Math.min(step, wantedNs - targetNs));
        lastArrivalNs = nowNs;
    }

    @Override
    public long departureNs(long endFrame) {
        return loop.timeOf(endFrame) + (long) targetNs;
    }

    @Override
    public double driftPpm() {
        return loop.driftPpm();
    }

    @Override
    public long jitterNs() {
        double earliest = 0;
        for (double ns : earliestNs) {
            earliest = Math.min(earliest, ns);
        }
        return (long) (latest() - earliest);
    }

    @Override
    public long targetNs() {
        return (long) targetNs;
    }

    @Override
    public void reset() {
        loop.reset();
        started = false;
        targetNs = START_NS;
        window = 0;
        Arrays.fill(latestNs, 0);
        Arrays.fill(earliestNs, 0);
    }

    private double latest() {
        double latest = 0;
        for (double ns : latestNs) {
            latest = Math.max(latest, ns);
        }
        return latest;
    }
}
