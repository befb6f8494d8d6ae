package org.stereobridge.radio;

import org.osgi.annotation.versioning.ProviderType;
import org.stereobridge.clock.NanoClock;

/**
 * How the audio loop waits: poll(2) over the radio's links, or simulated time. A radio registers one as a service;
 * its clock is the one on which its links work.
 */
@ProviderType
public interface Waiter extends NanoClock {

    /**
     * Waits until an inbound link is readable or the deadline has come. Audio thread only; allocates nothing, and
     * returns within 100 ms of real time so that the loop can be stopped.
     *
     * @return now
     */
    long await(long deadlineNs);
}
