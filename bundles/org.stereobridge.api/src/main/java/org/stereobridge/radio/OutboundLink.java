package org.stereobridge.radio;

import org.osgi.annotation.versioning.ProviderType;

/** A stream to a speaker. Used by the audio thread alone; allocates nothing. */
@ProviderType
public interface OutboundLink extends Link {

    /**
     * Hands one packet to the radio. Never blocks.
     *
     * @return false where there is no room for it, or the link is closed; the packet is not sent then
     */
    boolean send(byte[] packet, int length);

    /** Packets handed over and not yet in the air. The audio loop asks every 20 ms at least while it has the link. */
    int queuedPackets();

    /** The longest packet that the link takes. */
    int mtuBytes();

    /** Held as long as the link; where it is not, each router begins with the speaker anew. Control threads. */
    default Handover<SpeakerState> handover() {
        return new Handover<>();
    }
}
