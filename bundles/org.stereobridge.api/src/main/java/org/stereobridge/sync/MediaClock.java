package org.stereobridge.sync;

import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The clock of one inbound stream, seen through the jitter of its packets' arrival, and the jitter buffer's target.
 * Positions count frames of the stream from 0. Audio thread only; allocates nothing but where it says so.
 */
@ProviderType
public interface MediaClock {

    /**
     * Takes in the arrival of a packet.
     *
     * @param endFrame position just behind its last frame
     */
    void onArrival(long endFrame, long nowNs);

    /**
     * Has departures keep clear of the arrivals, because one adapter carries both: while it receives it does not send,
     * and what is to leave together would leave with the source's packet in between.
     *
     * @param packetFrames how far apart arrivals are; 0 where they take nothing from what leaves
     */
    void keepClear(int packetFrames);

    /** When a packet that ends at this position is due to leave: its expected arrival, and the target on top. */
    long departureNs(long endFrame);

    /** How far the source's clock runs ahead of ours. */
    double driftPpm();

    /** The jitter measured: how far arrivals scatter about the clock, from the earliest to the latest. */
    long jitterNs();

    /** The jitter buffer's target: how long after its expected arrival a packet leaves. */
    long targetNs();

    /** What another clock needs to go on from here; empty before the first arrival. Allocates. */
    Optional<ClockState> state();

    /** Goes on where another clock left off, so that departures do not move. Allocates. */
    void resume(ClockState state);

    /** Forgets everything, as when a source starts anew. */
    void reset();
}
