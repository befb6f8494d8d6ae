package org.stereobridge.sync;

import java.util.OptionalLong;
import org.osgi.annotation.versioning.ConsumerType;

/** Someone who sees what the speakers really play: the simulated world, a microphone. A service. Any thread. */
@ConsumerType
public interface SkewProbe {

    /** How far apart the earliest and the latest speaker are now, in ns; empty while there is nothing to compare. */
    OptionalLong skewNs();

    /** For people: {@code simulated world}, {@code microphone}. */
    String origin();
}
