package org.stereobridge.router.internal;

import org.stereobridge.sync.MediaClock;

/** The truth, as long as the source has no jitter. */
final class ExactClock implements MediaClock {

    private long anchorFrame;
    private long anchorNs;
    private boolean started;
    private int clearOf;
    double driftPpm;

    @Override
    public void keepClear(int packetFrames) {
        clearOf = packetFrames;
    }

    /** How long the packets are of which departures keep clear. */
    int clearOf() {
        return clearOf;
    }

    @Override
    public void onArrival(long endFrame, long nowNs) {
        if (!started) {
            started = true;
            anchorFrame = endFrame;
            anchorNs = nowNs;
        }
    }

    @Override
    public long departureNs(long endFrame) {
        return anchorNs + Math.round((endFrame - anchorFrame) * 1e9 / Rig.RATE_HZ) + Rig.TARGET_NS;
    }

    @Override
    public double driftPpm() {
        return driftPpm;
    }

    @Override
    public long jitterNs() {
        return 0;
    }

    @Override
    public long targetNs() {
        return Rig.TARGET_NS;
    }

    @Override
    public void reset() {
        started = false;
    }
}
