package org.stereobridge.status;

import org.osgi.annotation.versioning.ProviderType;

/** Shows what the bridge does. */
@ProviderType
public interface BridgeMonitor {

    /** A snapshot, a few ms old at most. Any thread; never blocks the audio. */
    BridgeStatus status();
}
