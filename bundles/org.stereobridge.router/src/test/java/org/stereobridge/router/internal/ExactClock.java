package org.stereobridge.router.internal;

import java.util.Optional;
import org.stereobridge.sync.ClockState;
import org.stereobridge.sync.MediaClock;

/** The truth, as long as the source has no jitter. */
final class ExactClock implements MediaClock {

    private long anchorFrame;
    private long anchorNs;
    private boolean started;
    private int clearOf;
    private int arrivals;
    double driftPpm;

    @Override
    public void keepClear(int packetFrames) {
        clearOf = packetFrames;
    }

    /** How long the packets are of which departures keep clear. */
    int clearOf() {
        return clearOf;
    }

    int arrivals() {
        return arrivals;
    }

    /** Whether some packets have gone by this clock. */
    boolean isFollowing() {
        return arrivals > 5;
    }

    @Override
    public void onArrival(long endFrame, long nowNs) {
        arrivals++;
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
    public Optional<ClockState> state() {
        return started ? Optional.of(new ClockState(anchorFrame, anchorNs, anchorNs + Rig.TARGET_NS, 0, 0, 0, 0,
                new ClockState.Certainty(0, 0, 0), 0)) : Optional.empty();
    }

    @Override
    public void resume(ClockState state) {
        started = true;
        anchorFrame = state.position();
        anchorNs = state.arrivalNs();
    }

    @Override
    public void reset() {
        started = false;
    }
}
