package org.stereobridge.itests.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The processor time of the guest "bridge", as this machine counts it: a guest's own account of time is not to be
 * trusted. All that runs in it counts: kernel, bluetoothd with its log, and the bridge.
 */
final class GuestCpu {

    private static final double TICKS_A_SECOND = 100;
    private static final int USER_TICKS = 11;

    private final List<Path> processes;

    private GuestCpu(List<Path> processes) {
        this.processes = processes;
    }

    /** @param lab the name of its folder */
    static GuestCpu of(String lab) throws IOException {
        try (var all = Files.list(Path.of("/proc"))) {
            return new GuestCpu(all.filter(process -> isOf(process, "/" + lab + "/uml/")).toList());
        }
    }

    private static boolean isOf(Path process, String folder) {
        try {
            String command = Files.readString(process.resolve("cmdline"));
            return command.contains("umid=bridge") && command.contains(folder);
        } catch (IOException e) {
            return false;
        }
    }

    /** Seconds so far. */
    double seconds() throws IOException {
        long ticks = 0;
        for (Path process : processes) {
            String stat = Files.readString(process.resolve("stat"));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            ticks += Long.parseLong(fields[USER_TICKS]) + Long.parseLong(fields[USER_TICKS + 1]);
        }
        return ticks / TICKS_A_SECOND;
    }
}
