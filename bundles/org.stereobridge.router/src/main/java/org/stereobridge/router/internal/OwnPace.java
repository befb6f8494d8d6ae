package org.stereobridge.router.internal;

import org.stereobridge.radio.SpeakerState;

/**
 * The pace of a speaker whose DAC does not follow its source, but runs as its crystal does. Belongs to the audio
 * thread; allocates nothing but for {@link #state}.
 *
 * <p>Where its first packet leaves at a, frame n of its own is played as if it had left at a + n T / (1 + d), for
 * frames of T and a drift of d. It is taken from the place of the timeline that leaves at that time as other speakers
 * find it ({@link SmoothPace}), between two frames. So what is known of either clock is never added up: no error grows.
 *
 * <p>A packet leaves once all that it holds is released: now and then one more than for others, or one fewer. Its
 * buffer holds as much as theirs, or up to a packet less.
 */
final class OwnPace {

    /** How far a step may be from 1, for the resampler. */
    private static final double FARTHEST = 1e-3;

    private final double nominalNs;
    private double driftPpm;
    private boolean isOwn;
    private boolean isAnchored;
    private long anchorNs;
    private long anchorFrame;
    private long ahead;
    private double fraction;
    private double step = 1;
    private long madeAhead;
    private double madeFraction;

    OwnPace(int rateHz) {
        nominalNs = 1e9 / rateHz;
    }

    /**
     * Takes its DAC to drift by this from the packet on that begins at this position; nothing moves by that.
     *
     * @param ppm 0 where it follows its source
     */
    void driftPpm(double ppm, long position) {
        if (ppm == driftPpm) {
            return;
        }
        if (isAnchored) {
            anchor(position, playsNs(position));
        }
        driftPpm = ppm;
        isAnchored &= ppm != 0;
        isOwn |= ppm != 0;
    }

    /** It begins, or goes on behind a gap, with a whole frame. */
    void begin() {
        fraction = 0;
        isAnchored = false;
        isOwn = driftPpm != 0;
    }

    /** Goes on where another router has left it. */
    void resume(SpeakerState.Pace left, long position) {
        driftPpm = left.driftPpm();
        ahead = left.ahead();
        fraction = left.fraction();
        isOwn = driftPpm != 0 || fraction > 0;
        if (driftPpm != 0) {
            anchor(position, left.playsNs());
        }
    }

    /** What another router needs to go on from this position, which that of the packet made last may be. */
    SpeakerState.Pace state(long position, boolean isMadeAnew) {
        if (isMadeAnew) {
            ahead = madeAhead;
            fraction = madeFraction;
        }
        return new SpeakerState.Pace(driftPpm, ahead, fraction, isAnchored ? playsNs(position) : 0);
    }

    /** Whether its packets are to be made at a pace of their own. */
    boolean isOwn() {
        return isOwn;
    }

    /** Whether all is released that its packet from this position on is to hold. */
    boolean isDue(Timeline timeline, long position) {
        int frames = timeline.packetFrames();
        step = isAnchored ? step(timeline, position, frames) : 1;
        return frames > 0 && position + fraction + frames * step <= timeline.position();
    }

    /** By how far a frame of its own goes on the timeline, so that the packet ends where the next one is to begin. */
    private double step(Timeline timeline, long position, int frames) {
        double lateNs = anchorNs - timeline.smoothDueNs(position + 2L * frames)
                + (position + ahead + frames - anchorFrame) * frameNs();
        double steps = (frames + lateNs / nominalNs - fraction) / frames;
        return Math.max(1 - FARTHEST, Math.min(1 + FARTHEST, steps));
    }

    private double frameNs() {
        return nominalNs / (1 + driftPpm * 1e-6);
    }

    private long playsNs(long position) {
        return anchorNs + Math.round((position + ahead - anchorFrame) * frameNs());
    }

    /**
     * Goes on behind a packet of so many of its frames, which is made from this position.
     *
     * @return the frames of the timeline that it took, rounded down
     */
    long advance(Timeline timeline, long position, int frames) {
        if (!isAnchored && driftPpm != 0) {
            anchor(position, timeline.smoothDueNs(position + frames));
        }
        madeAhead = ahead;
        madeFraction = fraction;
        double end = fraction + frames * step;
        long whole = (long) end;
        fraction = end - whole;
        ahead += frames - whole;
        return whole;
    }

    /** With the packet made last it begins, or goes on behind a gap: from now on its DAC plays. */
    void began(long position, long nowNs) {
        if (driftPpm != 0) {
            isAnchored = true;
            anchorNs = nowNs;
            anchorFrame = position + madeAhead;
        }
    }

    private void anchor(long position, long ns) {
        isAnchored = true;
        anchorNs = ns;
        anchorFrame = position + ahead;
    }

    /** By how many frames the number of its next one is more than that one's position. */
    long ahead() {
        return ahead;
    }

    /** How far behind its position the next packet begins, 0 to below 1. */
    double fraction() {
        return fraction;
    }

    /** How many frames of the timeline one of its own takes, in the next packet. */
    double step() {
        return step;
    }
}
