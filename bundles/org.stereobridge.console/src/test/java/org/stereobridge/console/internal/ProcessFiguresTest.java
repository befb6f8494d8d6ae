package org.stereobridge.console.internal;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stereobridge.testkit.SimulatedClock;

class ProcessFiguresTest {

    @TempDir
    Path folder;

    private final SimulatedClock clock = new SimulatedClock(0);
    private final AtomicLong cpuNs = new AtomicLong(5);

    @Test
    void shouldSayWhatShareOfACoreIsUsed() {
        var figures = new ProcessFigures(clock, cpuNs::get, folder);
        assertEquals(OptionalDouble.empty(), figures.cpuPercent());

        clock.advance(MILLISECONDS.toNanos(500));
        cpuNs.addAndGet(MILLISECONDS.toNanos(100));

        assertEquals(OptionalDouble.of(20), figures.cpuPercent());
    }

    @Test
    void shouldKeepTheFigureForCallersInQuickSuccession() {
        var figures = new ProcessFigures(clock, cpuNs::get, folder);
        clock.advance(MILLISECONDS.toNanos(500));
        cpuNs.addAndGet(MILLISECONDS.toNanos(100));
        figures.cpuPercent();

        clock.advance(MILLISECONDS.toNanos(399));
        cpuNs.addAndGet(MILLISECONDS.toNanos(399));

        assertEquals(OptionalDouble.of(20), figures.cpuPercent());
    }

    @Test
    void shouldReadTheKernelsFigureOfMemory() throws IOException {
        Path status = Files.writeString(folder.resolve("status"), "Name:\tjava\nVmHWM:\t9 kB\nVmRSS:\t  150000 kB\n");

        assertEquals(OptionalLong.of(150_000L * 1024), new ProcessFigures(clock, cpuNs::get, status).rssBytes());
    }

    @Test
    void shouldNotKnowMemoryElsewhere() {
        assertEquals(OptionalLong.empty(), new ProcessFigures(clock, cpuNs::get, folder.resolve("none")).rssBytes());
    }

    @Test
    void shouldFindThisProcess() {
        assertTrue(new ProcessFigures().rssBytes().orElse(1) > 0);
    }
}
