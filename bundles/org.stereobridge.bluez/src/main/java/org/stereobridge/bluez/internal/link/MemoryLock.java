package org.stereobridge.bluez.internal.link;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Keeps the memory of this process, as far as it is used, from being paged out. */
final class MemoryLock {

    private static final Path LIMITS = Path.of("/proc/self/limits");
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final String LIMIT = "Max locked memory ";
    private static final String CAPABILITIES = "CapEff:";
    private static final int CAP_IPC_LOCK = 14;

    private MemoryLock() {
    }

    /** Asks for it, where all of it may be locked; returns whether it was granted. */
    static boolean ask() {
        try {
            return isAllowed(Files.readAllLines(LIMITS), Files.readAllLines(STATUS))
                    && Libc.mlockall(Libc.MCL_CURRENT | Libc.MCL_FUTURE | Libc.MCL_ONFAULT) == 0;
        } catch (IOException e) {
            // No /proc: who may lock what is not known.
            return false;
        }
    }

    /**
     * Whether there is no limit. Below one, a process that locks its memory gets no more than that of it.
     *
     * @param limits lines of /proc/self/limits
     * @param status lines of /proc/self/status
     */
    static boolean isAllowed(List<String> limits, List<String> status) {
        return limits.stream().anyMatch(line -> line.startsWith(LIMIT)
                && line.substring(LIMIT.length()).strip().startsWith("unlimited"))
                || status.stream().filter(line -> line.startsWith(CAPABILITIES))
                        .anyMatch(line -> isGranted(line.substring(CAPABILITIES.length()).strip()));
    }

    private static boolean isGranted(String capabilities) {
        try {
            return (Long.parseUnsignedLong(capabilities, 16) >>> CAP_IPC_LOCK & 1) != 0;
        } catch (NumberFormatException e) {
            return false;
        }
    }
}
