package org.stereobridge.sync;

import org.osgi.annotation.versioning.ProviderType;

/** Decides when each speaker plays. */
@ProviderType
public interface SyncController {

    /** The alignment in force. Any thread; never blocks. */
    Alignment alignment();

    /**
     * Something happened to a speaker's stream that can have moved its latency: what was measured of it is stale. Any
     * control thread. Does nothing where nothing was measured, as where a controller keeps no measurements at all.
     */
    default void suspect(String speakerId, Staleness.Cause cause) {
    }

    /** A clock for one inbound stream. Control threads; the clock belongs to the audio thread. */
    MediaClock mediaClock(int rateHz);

    /** Watches the speakers' links. Control threads; what it gives belongs to the audio thread. */
    LinkHealth linkHealth();
}
