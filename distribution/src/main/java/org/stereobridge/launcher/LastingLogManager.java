package org.stereobridge.launcher;

import java.util.logging.LogManager;

/**
 * Keeps the log open while the program ends. A log manager closes it as the VM begins to shut down, and after Ctrl-C
 * what the bundles had to say while they stop and report would be lost. Set by {@code java.util.logging.manager}.
 */
public final class LastingLogManager extends LogManager {

    @Override
    public void reset() {
        // LogFile closes its own handlers, when nothing is left to say.
    }
}
