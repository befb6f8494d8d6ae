package org.stereobridge.status;

import org.osgi.annotation.versioning.ProviderType;

/** Shows what the bridge does. */
@ProviderType
public interface BridgeMonitor {

    /** A snapshot, a few ms old at most. Any thread; never blocks the audio. */
    BridgeStatus status();

    /** How the air is shared out. Any thread. */
    default AirPlan air() {
        return AirPlan.NONE;
    }
}
