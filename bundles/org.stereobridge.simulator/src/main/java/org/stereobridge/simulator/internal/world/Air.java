package org.stereobridge.simulator.internal.world;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.stereobridge.a2dp.AirTime;

/**
 * The air of one radio. Where devices share it, packets take its slots one after the other, those that were there first
 * first: each the slots of 3-DH1, 3-DH3 and 3-DH5 packets and of their replies, and once more for each time that it is
 * lost. A device with a radio of its own has its packets carried at once.
 *
 * <p>Audio thread only; allocates nothing once all senders are there.
 */
final class Air {

    private static final double SLOT_NS = 625_000;
    private static final long NEVER = Long.MAX_VALUE;

    /** Who has packets to be carried. */
    interface Sender {

        /** When its next packet was there, {@link Long#MAX_VALUE} where none is known of. */
        long readyNs();

        int lengthBytes();

        /** How many of 100 packets are lost on the way, to be sent again. */
        double lossPercent();

        /** Its next packet has come through at this time. */
        void carried(long nowNs);
    }

    private final boolean isShared;
    private final SplittableRandom random;
    private final List<Sender> senders = new ArrayList<>();

    private boolean isStalled;
    private double share = 1;
    private Sender carrying;
    /** What the packet in the air still takes where all slots are free. */
    private double leftNs;
    private long leftAtNs;
    private long finishNs = NEVER;

    /** @param isShared whether packets take slots */
    Air(boolean isShared, long seed) {
        this.isShared = isShared;
        random = new SplittableRandom(seed);
    }

    void add(Sender sender) {
        senders.add(sender);
    }

    boolean isShared() {
        return isShared;
    }

    /** Whether a packet that is there now is carried now. */
    boolean isInstant() {
        return !isShared && !isStalled;
    }

    /** Nothing is carried from now on, or is again. */
    void stall(boolean isStalled, long nowNs) {
        this.isStalled = isStalled;
        repace(nowNs, pace());
    }

    /** @param share of the slots that is left for our packets, 1 for all */
    void share(double share, long nowNs) {
        this.share = share;
        repace(nowNs, pace());
    }

    private double pace() {
        return isStalled ? 0 : share;
    }

    private void repace(long nowNs, double pace) {
        if (carrying == null) {
            return;
        }
        if (finishNs != NEVER) {
            leftNs = leftNs * (finishNs - nowNs) / Math.max(1, finishNs - leftAtNs);
        }
        leftAtNs = nowNs;
        finishNs = pace == 0 ? NEVER : nowNs + Math.round(leftNs / pace);
    }

    /** When something is to be done here, {@link Long#MAX_VALUE} where nothing is. */
    long nextNs() {
        if (carrying != null) {
            return finishNs;
        }
        Sender first = isStalled ? null : first();
        return first == null ? NEVER : first.readyNs();
    }

    /** Does what is to be done up to now. */
    void advance(long nowNs) {
        while (true) {
            if (carrying != null) {
                if (finishNs > nowNs) {
                    return;
                }
                Sender done = carrying;
                carrying = null;
                finishNs = NEVER;
                done.carried(nowNs);
            }
            Sender next = isStalled ? null : first();
            if (next == null || next.readyNs() > nowNs) {
                return;
            }
            carrying = next;
            leftNs = isShared ? airNs(next) : 0;
            leftAtNs = nowNs;
            finishNs = nowNs + Math.round(leftNs / share);
        }
    }

    private Sender first() {
        Sender first = null;
        for (int i = 0; i < senders.size(); i++) {
            Sender sender = senders.get(i);
            if (sender.readyNs() != NEVER && (first == null || sender.readyNs() < first.readyNs())) {
                first = sender;
            }
        }
        return first;
    }

    private double airNs(Sender sender) {
        int times = 1;
        while (sender.lossPercent() > 0 && random.nextDouble() * 100 < sender.lossPercent()) {
            times++;
        }
        return times * SLOT_NS * AirTime.slots(AirTime.Modulation.EDR_3, sender.lengthBytes());
    }

    /** Whether this sender's next packet is in the air. */
    boolean isCarrying(Sender sender) {
        return carrying == sender;
    }

    /** The sender is gone, and its packet with it. */
    void remove(Sender sender) {
        senders.remove(sender);
        if (carrying == sender) {
            carrying = null;
            finishNs = NEVER;
        }
    }
}
