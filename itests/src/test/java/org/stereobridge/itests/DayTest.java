package org.stereobridge.itests;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** A day of music: nothing grows, nothing drifts. */
@EnabledIfSystemProperty(named = "long", matches = "true", disabledReason = "long form only: ./test --all")
class DayTest {

    private static final int HOURS = 24;
    private static final int SAMPLE_S = 20;
    /** At the least speed that is allowed, 80 times real time, and some more. */
    private static final int LIMIT_S = HOURS * 3_600 / 40;
    private static final Pattern USED = Pattern.compile("used (\\d+)K");
    private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");

    @TempDir
    Path folder;

    /** Memory at one moment, the heap after a full collection. */
    private record Memory(long heapKilobytes, long residentKilobytes) {
    }

    @Test
    void shouldNeitherGrowNorDriftInADay() throws Exception {
        Program.Run run = new Program(folder).start("--speed", "max", "--port", "0", "--out", "day", "--seconds",
                Integer.toString(HOURS * 3_600), "--record-hourly", "20");
        List<Memory> samples = new ArrayList<>();
        for (int seconds = 0; !run.process().waitFor(SAMPLE_S, SECONDS) && seconds < LIMIT_S; seconds += SAMPLE_S) {
            Memory memory = sample(run.process().pid());
            // What the report needs at the end is another matter.
            if (memory != null && !Files.readString(run.out()).contains("Measuring")) {
                samples.add(memory);
            }
        }

        Program.Result result = run.end();
        assertEquals(0, result.exitCode(), () -> String.join("\n", result.err()));
        JsonNode report = new ObjectMapper().readTree(folder.resolve("day/report.json").toFile());
        System.out.println("A day: " + samples.size() + " samples, from " + samples.get(2) + " to "
                + samples.get(samples.size() - 1) + ", skew " + report.get("skewUs") + ", "
                + report.get("realTimeFactor") + " times real time");
        assertMemoryFlat(samples);
        assertInStepEachHour(report);
    }

    private static void assertMemoryFlat(List<Memory> samples) {
        // The third is about a minute after the start.
        Memory early = samples.get(2);
        Memory late = samples.get(samples.size() - 1);
        assertTrue(late.heapKilobytes() <= early.heapKilobytes() + 1_024, () -> "heap: " + samples);
        assertTrue(late.residentKilobytes() <= early.residentKilobytes() * 1.05, () -> "resident: " + samples);
    }

    private static void assertInStepEachHour(JsonNode report) {
        assertEquals(HOURS, report.get("recorded").size());
        for (JsonNode hour : report.get("recorded")) {
            assertTrue(hour.at("/skewUs/p99").doubleValue() <= 100, hour::toString);
            assertTrue(hour.at("/skewUs/max").doubleValue() <= 200, hour::toString);
        }
        assertEquals(0, report.at("/lostSamples/A").longValue() + report.at("/lostSamples/B").longValue());
        assertEquals(0, report.at("/underruns/A").longValue() + report.at("/underruns/B").longValue());
        assertTrue(report.get("allocatedBytesPerPacket").doubleValue() < 0.01, report::toString);
    }

    /** Null where the program has ended meanwhile. */
    private static Memory sample(long pid) throws IOException, InterruptedException {
        jcmd(pid, "GC.run");
        Matcher used = USED.matcher(jcmd(pid, "GC.heap_info"));
        long heap = 0;
        // The young and the old generation; what follows is the metaspace.
        for (int generation = 0; generation < 2 && used.find(); generation++) {
            heap += Long.parseLong(used.group(1));
        }
        Path status = Path.of("/proc", Long.toString(pid), "status");
        Matcher resident = RESIDENT.matcher(Files.exists(status) ? Files.readString(status) : "");
        return heap > 0 && resident.find() ? new Memory(heap, Long.parseLong(resident.group(1))) : null;
    }

    private static String jcmd(long pid, String command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                Long.toString(pid), command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes());
        process.waitFor();
        return output;
    }
}
