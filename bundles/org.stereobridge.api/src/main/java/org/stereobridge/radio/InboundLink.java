package org.stereobridge.radio;

import org.osgi.annotation.versioning.ProviderType;

/** A stream that arrives, from an Echo or a phone. Used by the audio thread alone; allocates nothing. */
@ProviderType
public interface InboundLink extends Link {

    /**
     * Takes the next packet that has arrived. Never blocks.
     *
     * @param packet filled from index 0; a longer packet is cut to its length
     * @return bytes, 0 where nothing has arrived yet, -1 once the link is closed
     */
    int receive(byte[] packet);

    /** Held as long as the link; where it is not, each router begins the stream anew. Control threads. */
    default Handover<StreamState> handover() {
        return new Handover<>();
    }
}
