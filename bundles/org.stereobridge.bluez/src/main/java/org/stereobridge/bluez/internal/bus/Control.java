package org.stereobridge.bluez.internal.bus;

import org.stereobridge.clock.NanoClock;

/** The one thread on which the radio decides, in the order in which things happen. */
public interface Control extends NanoClock {

    /** Runs soon on the control thread. Any thread; does nothing once the radio has ended. */
    void execute(Runnable work);

    /** Runs after this long on the control thread. */
    Timer after(long delayNs, Runnable work);

    /** Work that waits. */
    interface Timer {

        /** It is not run any more. */
        void cancel();
    }
}
