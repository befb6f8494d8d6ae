package org.stereobridge.itests.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The processor time of the guest "bridge", as this machine counts it: a guest's own account of time is not to be
 * trusted. All that runs in it counts: kernel, bluetoothd with its log, and the bridge.
 */
final class GuestCpu {

    private static final double TICKS_A_SECOND = 100;
    /** In /proc/PID/stat behind the name: user, system, and both of the children that have ended. */
    private static final int FIRST_TICKS = 11;
    private static final int TICKS = 4;

    private final String share;

    private GuestCpu(String share) {
        this.share = share;
    }

    /** @param lab the name of its folder */
    static GuestCpu of(String lab) {
        return new GuestCpu("/" + lab + "/bridge\"");
    }

    /** Seconds so far, of all processes in which User-Mode Linux runs the guest. */
    double seconds() throws IOException {
        try (var all = Files.list(Path.of("/proc"))) {
            return all.mapToLong(this::ticks).sum() / TICKS_A_SECOND;
        }
    }

    private long ticks(Path process) {
        try {
            if (!Files.readString(process.resolve("cmdline")).contains(share)) {
                return 0;
            }
            String stat = Files.readString(process.resolve("stat"));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            long ticks = 0;
            for (int i = FIRST_TICKS; i < FIRST_TICKS + TICKS; i++) {
                ticks += Long.parseLong(fields[i]);
            }
            return ticks;
        } catch (IOException | UncheckedIOException e) {
            // It is no process, or has ended meanwhile.
            return 0;
        }
    }
}
