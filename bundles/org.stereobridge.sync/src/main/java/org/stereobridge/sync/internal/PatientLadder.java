package org.stereobridge.sync.internal;

import org.stereobridge.sync.LinkHealth;

/**
 * Steps down as soon as packets queue up, while the speakers' buffers still hide that, and up again with patience: a
 * climb that fails makes the pause before the next one twice as long.
 */
final class PatientLadder implements LinkHealth {

    /** Of the four or so that a radio holds; where all is well, it has sent the last one before the next falls due. */
    private static final int QUEUED = 2;
    private static final long LATE_NS = 10_000_000;
    /** Until a step has its effect: the packets of the step before are still to be sent. */
    private static final long SETTLING_NS = 60_000_000;
    /** Later than this the loop itself stood still, and for so long the radio has to do with what it left. */
    private static final long STALL_NS = 10_000_000;
    private static final long BURST_NS = 300_000_000;
    private static final long PAUSE_NS = 10_000_000_000L;
    private static final long LONGEST_PAUSE_NS = 320_000_000_000L;
    /** A climb that holds for so long was right. */
    private static final long TRIAL_NS = 10_000_000_000L;

    private int step;
    private long pauseNs = PAUSE_NS;
    private boolean hasChanged;
    private long changedNs;
    private boolean hasStalled;
    private long stalledNs;
    private long pressedNs;
    private int queued;
    private boolean refused;
    private long lateNs;
    private volatile Reason reason = Reason.NONE;

    @Override
    public void onLink(int queuedPackets, boolean wasRefused, long lateNs) {
        queued = Math.max(queued, queuedPackets);
        refused |= wasRefused;
        this.lateNs = Math.max(this.lateNs, lateNs);
    }

    @Override
    public int step(long nowNs, long loopLateNs, int steps) {
        hasStalled &= nowNs - stalledNs < BURST_NS;
        // A stall within a burst does not make that longer, or a loop that is often late would never look.
        if (!hasStalled && loopLateNs >= STALL_NS) {
            hasStalled = true;
            stalledNs = nowNs;
        }
        Reason pressure = hasStalled ? Reason.NONE : pressure();
        queued = 0;
        refused = false;
        lateNs = 0;
        step = Math.min(step, steps - 1);
        if (pressure != Reason.NONE) {
            pressedNs = nowNs;
            if (step < steps - 1 && (!hasChanged || nowNs - changedNs >= SETTLING_NS)) {
                fall(nowNs, pressure);
            }
        } else if (step > 0 && nowNs - changedNs >= pauseNs && nowNs - pressedNs >= pauseNs) {
            change(nowNs, step - 1, Reason.ROOM);
        }
        return step;
    }

    private Reason pressure() {
        if (refused) {
            return Reason.REFUSAL;
        }
        if (lateNs >= LATE_NS) {
            return Reason.LATENESS;
        }
        return queued >= QUEUED ? Reason.QUEUE : Reason.NONE;
    }

    private void fall(long nowNs, Reason pressure) {
        if (reason == Reason.ROOM) {
            boolean failed = nowNs - changedNs < TRIAL_NS;
            pauseNs = failed ? Math.min(2 * pauseNs, LONGEST_PAUSE_NS) : PAUSE_NS;
        }
        change(nowNs, step + 1, pressure);
    }

    private void change(long nowNs, int next, Reason why) {
        step = next;
        hasChanged = true;
        changedNs = nowNs;
        reason = why;
    }

    @Override
    public Reason reason() {
        return reason;
    }
}
