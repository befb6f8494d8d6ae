package org.stereobridge.console.internal;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.stereobridge.clock.NanoClock;

/** What the process takes of the machine. */
final class ProcessFigures {

    /** The kernel counts CPU time in steps of up to 10 ms: a shorter window would show its steps. */
    private static final long WINDOW_NS = MILLISECONDS.toNanos(400);

    private final NanoClock clock;
    private final LongSupplier cpuNs;
    private final Path status;
    private long sinceNs; // guarded by this
    private long sinceCpuNs; // guarded by this
    private OptionalDouble percent = OptionalDouble.empty(); // guarded by this

    ProcessFigures() {
        this(new MonotonicClock(), ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                ::getProcessCpuTime, Path.of("/proc/self/status"));
    }

    ProcessFigures(NanoClock clock, LongSupplier cpuNs, Path status) {
        this.clock = clock;
        this.cpuNs = cpuNs;
        this.status = status;
        sinceNs = clock.nanoTime();
        sinceCpuNs = cpuNs.getAsLong();
    }

    /** CPU since about the call before, in percent of one core; empty at first. */
    synchronized OptionalDouble cpuPercent() {
        long nowNs = clock.nanoTime();
        if (nowNs - sinceNs >= WINDOW_NS) {
            long nowCpuNs = cpuNs.getAsLong();
            percent = OptionalDouble.of(100.0 * (nowCpuNs - sinceCpuNs) / (nowNs - sinceNs));
            sinceNs = nowNs;
            sinceCpuNs = nowCpuNs;
        }
        return percent;
    }

    /** Resident memory; empty on systems without Linux's {@code /proc}. */
    OptionalLong rssBytes() {
        try (Stream<String> lines = Files.lines(status)) {
            Optional<String> line = lines.filter(text -> text.startsWith("VmRSS:")).findFirst();
            return line.isEmpty() ? OptionalLong.empty()
                    : OptionalLong.of(1024 * Long.parseLong(line.get().replaceAll("[^0-9]", "")));
        } catch (IOException | NumberFormatException e) {
            return OptionalLong.empty();
        }
    }
}
