package org.stereobridge.clock;

import org.osgi.annotation.versioning.ConsumerType;

/** Monotonic time. Any thread; never blocks. */
@ConsumerType
@FunctionalInterface
public interface NanoClock {

    /** Nanoseconds since an arbitrary instant; only differences mean anything, and they survive a wrap. */
    long nanoTime();
}
