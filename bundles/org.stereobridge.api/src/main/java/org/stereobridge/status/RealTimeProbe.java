package org.stereobridge.status;

import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;

/** Whoever cares for the audio thread, as a radio whose packets come in real time does. A service. Any thread. */
@ConsumerType
public interface RealTimeProbe {

    /** Empty until an audio thread has come. */
    Optional<RealTimeCare> care();
}
