package org.stereobridge.router.internal;

import org.stereobridge.radio.SpeakerState;
import org.stereobridge.sync.LinkHealth;

/**
 * One speaker's packets on their way from the timeline to its link, at the link's own pace. Lives as long as the link;
 * belongs to the audio thread.
 *
 * <p>A packet for which the radio has no room is tried again. Where it would leave too late for the speaker's buffer,
 * it is skipped on the timeline, and with it all that is due then: the speaker has run dry, and goes on with the next
 * packet that leaves on time, in step with the others. Only where the loop itself stood still, which keeps all in step,
 * what is not too late is sent.
 */
final class Departures {

    private static final long RETRY_NS = 2_000_000;
    /** So late a packet may be with which a speaker begins: what it loses by that, it is behind by. */
    private static final long ON_TIME_NS = 5_000_000;
    /** Packets for which an empty queue of the radio is waited for, in case it never tells of one. */
    private static final int MOST_WAITS = 50;
    private static final long DEAD_NS = 500_000_000;

    /** So late packets may be that were due while the router was exchanged. */
    private static final long EXCHANGE_NS = 150_000_000;

    private final OutputChain chain;
    private final long lateNs;
    private final OwnPace pace;

    private long delayNs;
    private int heldFrames;
    private long position;
    private boolean isResumed;
    private boolean isCatchingUp;
    private boolean isInStep;
    private boolean isHeld;
    private boolean wasRefused;
    private boolean hasRefused;
    private long sentNs;
    private int waits;
    private int frames;
    private long madeFrom;
    private long dueNs;
    private long leavesNs;
    private long packets;
    private long refusedPackets;
    private long skippedFrames;

    /** @param lateNs how long after its time a packet may still leave */
    Departures(OutputChain chain, long lateNs) {
        this.chain = chain;
        this.lateNs = lateNs;
        pace = new OwnPace(chain.rateHz());
    }

    /** Goes on at this position, as one that begins. */
    void startAt(long position) {
        this.position = position;
        isHeld = false;
        isInStep = false;
        pace.begin();
    }

    /** Begins at this position, unless it goes on where another router has left the speaker. */
    void begin(long position) {
        chain.takeOver();
        if (!isResumed) {
            startAt(position);
        }
        isResumed = false;
    }

    /** Goes on where another router has left the speaker. Before the audio thread has it. */
    void resume(SpeakerState state) {
        isResumed = true;
        isCatchingUp = true;
        position = state.position();
        isInStep = state.isInStep();
        delayNs = state.delayNs();
        pace.resume(state.pace(), position);
    }

    /** What another router needs to go on; a packet that waits will be made anew. When the audio thread has ended. */
    SpeakerState state(long nowNs) {
        long from = isHeld ? madeFrom : position;
        return new SpeakerState(nowNs, from, isInStep, chain.sequence(), delayNs, pace.state(from, isHeld));
    }

    /** Holds this speaker's content back, from the next packet on. */
    void delayNs(long delayNs) {
        this.delayNs = delayNs;
    }

    /** Holds it back by so much more, since its codec delays less than others. */
    void heldFrames(int heldFrames) {
        this.heldFrames = heldFrames;
    }

    /** Takes its DAC to drift by this, 0 where that follows its source, from the next packet on. */
    void driftPpm(double driftPpm) {
        pace.driftPpm(driftPpm, position);
    }

    /**
     * Sends what is due.
     *
     * @param staggerNs how long the newest packet is to wait for the others of its adapter
     * @return when to go on, {@code idleNs} at the latest
     */
    long send(Timeline timeline, long staggerNs, long nowNs, long idleNs) {
        while (isHeld || isDue(timeline)) {
            if (!isHeld && !make(timeline, staggerNs, nowNs)) {
                continue;
            }
            if (nowNs - leavesNs < 0) {
                return leavesNs - idleNs < 0 ? leavesNs : idleNs;
            }
            if (isInStep && isTooLate(nowNs)) {
                skip(frames);
            } else if (chain.send()) {
                if (!isInStep) {
                    pace.began(madeFrom, nowNs);
                }
                isHeld = false;
                isInStep = true;
                waits = 0;
                sentNs = nowNs;
                packets++;
            } else {
                refuse(nowNs);
            }
        }
        return idleNs;
    }

    private boolean isDue(Timeline timeline) {
        return pace.isOwn() ? pace.isDue(timeline, position) : position < timeline.position();
    }

    /** Makes the next packet that is not too late; false where there is none yet. */
    private boolean make(Timeline timeline, long staggerNs, long nowNs) {
        long due = timeline.position() - position;
        frames = pace.isOwn() ? timeline.packetFrames()
                : (int) Math.min(timeline.packetFrames(), due - due % chain.frameLength());
        dueNs = timeline.dueNs(position + frames);
        if (frames == 0 || !isTimely(timeline.lateNs(), nowNs)) {
            // Whoever has a pace of its own begins where the others' packets do.
            skip(frames == 0 ? due : pace.isOwn() ? (due - 1) % frames + 1 : frames);
            return false;
        }
        chain.pace(pace.fraction(), pace.step());
        chain.make(timeline.input().ring(), position, frames, delayNs / timeline.frameNs() + heldFrames,
                timeline.timestamp(position + pace.ahead()));
        isHeld = true;
        wasRefused = false;
        madeFrom = position;
        position += pace.isOwn() ? pace.advance(timeline, position, frames) : frames;
        // What is made up for leaves as fast as the link takes it.
        leavesNs = timeline.position() - position < timeline.packetFrames() ? nowNs + staggerNs : nowNs;
        return true;
    }

    /**
     * A speaker begins with a packet that waits for nothing, neither here nor in the radio. After a stall of the loop
     * all begin with the first that is not too late: they are late together.
     */
    private boolean isTimely(long loopLateNs, long nowNs) {
        if (isInStep) {
            return !isTooLate(nowNs);
        }
        return nowNs - dueNs <= (loopLateNs > lateNs ? lateNs : ON_TIME_NS)
                && (chain.queuedPackets() == 0 || waits++ >= MOST_WAITS);
    }

    private boolean isTooLate(long nowNs) {
        isCatchingUp &= nowNs - dueNs > lateNs;
        return nowNs - dueNs > (isCatchingUp ? Math.max(EXCHANGE_NS, lateNs) : lateNs);
    }

    private void refuse(long nowNs) {
        refusedPackets += wasRefused ? 0 : 1;
        wasRefused = true;
        hasRefused = true;
        leavesNs = nowNs + RETRY_NS;
        if (!isInStep) {
            skip(frames);
        }
    }

    private void skip(long skipped) {
        skippedFrames += skipped;
        position += isHeld ? 0 : skipped;
        isHeld = false;
        isInStep = false;
        pace.begin();
    }

    /** Tells how the link is, as a packet falls due. A link that takes nothing for long is not short of air. */
    void tell(LinkHealth health, long nowNs) {
        if (packets > 0 && nowNs - sentNs < DEAD_NS) {
            health.onLink(chain.queuedPackets(), hasRefused, isHeld ? Math.max(0, nowNs - dueNs) : 0);
        }
        hasRefused = false;
    }

    OutputChain chain() {
        return chain;
    }

    /** Packets sent. */
    long packets() {
        return packets;
    }

    /** Packets for which the radio had no room at first. */
    long refusedPackets() {
        return refusedPackets;
    }

    /** Frames that were too late for this speaker. */
    long skippedFrames() {
        return skippedFrames;
    }
}
