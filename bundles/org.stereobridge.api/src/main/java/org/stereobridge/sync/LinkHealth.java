package org.stereobridge.sync;

import org.osgi.annotation.versioning.ProviderType;

/**
 * Watches how the radio takes the speakers' packets, and decides how much of the air they may ask for: one step of the
 * codecs' quality ladders, the same for all speakers, so that none sounds worse than the others. Audio thread only, but
 * for {@link #reason}; allocates nothing.
 */
@ProviderType
public interface LinkHealth {

    /** What the step was last changed for. */
    enum Reason {
        /** It has not been changed. */
        NONE,
        /** Packets were waiting in the radio. */
        QUEUE,
        /** The radio had no room for a packet. */
        REFUSAL,
        /** A packet had been waiting for the radio for long. */
        LATENESS,
        /** There had been room for some time. */
        ROOM
    }

    /**
     * Takes in how the link of one speaker is, as a packet falls due and before it is sent.
     *
     * @param queuedPackets handed to the radio and not yet in the air
     * @param wasRefused whether the radio has refused a packet since the last call
     * @param lateNs for how long the packet that is tried is overdue; 0 where none is
     */
    void onLink(int queuedPackets, boolean wasRefused, long lateNs);

    /**
     * The step for the packets that are made from now on; asked once a packet, after {@link #onLink} for all speakers.
     *
     * @param lateNs how late the loop itself was; what queues after a stall says nothing of the air
     * @param steps how many there are, at least 1
     * @return 0 for the best, to {@code steps - 1}
     */
    int step(long nowNs, long lateNs, int steps);

    /** What the step was last changed for. Any thread. */
    Reason reason();
}
