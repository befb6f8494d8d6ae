package org.stereobridge.simulator.internal.world;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** CPU time of the whole process. */
final class ProcessCpu {

    private final OperatingSystemMXBean system =
            ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean bean ? bean : null;

    private long startNs;
    private long endNs;

    void start() {
        startNs = now();
    }

    void stop() {
        endNs = now();
    }

    /** NaN where the VM does not tell. */
    double seconds() {
        return startNs < 0 || endNs < 0 ? Double.NaN : (endNs - startNs) / 1e9;
    }

    private long now() {
        return system == null ? -1 : system.getProcessCpuTime();
    }
}
