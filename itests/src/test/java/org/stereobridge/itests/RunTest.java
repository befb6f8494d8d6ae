package org.stereobridge.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The program from its start to its end. */
class RunTest {

    private static final Pattern READY = Pattern.compile("Ready in ([0-9.]+) s: (http://127\\.0\\.0\\.1:\\d+/)");
    private static final int LIMIT_S = 60;

    @TempDir
    private Path folder;
    private Program program;

    @BeforeEach
    void prepare() {
        program = new Program(folder);
    }

    @Test
    void shouldPlayToTheEnd() throws Exception {
        Program.Result result = program.run("--speed", "max", "--seconds", "2", "--port", "0");

        assertEquals(0, result.exitCode(), result.toString());
        assertTrue(result.out().stream().anyMatch(line -> READY.matcher(line).matches()), result.toString());
        for (String name : List.of("left.wav", "right.wav", "report.html", "report.json")) {
            assertTrue(Files.size(folder.resolve("out").resolve(name)) > 1_000, name);
        }
    }

    @Test
    void shouldReportWhenItIsInterrupted() throws Exception {
        Program.Run run = program.start("--port", "0");
        awaitReady(run);
        // What is heard before the first packets have gone through is nothing, and nothing is reported on.
        run.process().waitFor(3, TimeUnit.SECONDS);

        run.process().destroy();

        Program.Result result = run.end();
        assertEquals(0, result.exitCode(), result.toString());
        assertTrue(Files.size(folder.resolve("out/report.json")) > 1_000);
    }

    /** No bus is where the program looks for it, so that it leaves this machine's Bluetooth alone. */
    @Test
    void shouldWaitForBluetoothUntilItIsTerminated() throws Exception {
        Program.Run run = program.start("--radio", "bluez", "--wait", "--port", "0");
        awaitReady(run);
        // Longer than the radio waits without --wait.
        run.process().waitFor(6, TimeUnit.SECONDS);

        run.process().destroy();

        Program.Result result = run.end();
        assertEquals(0, result.exitCode(), result.toString());
        assertEquals(1, result.out().stream().filter(line -> line.startsWith("Next: ")).count(), result.toString());
        assertFalse(Files.exists(folder.resolve("out")), "an output folder");
    }

    @Test
    void shouldServeConsoleToItsOwnerAlone() throws Exception {
        Program.Run run = program.start("--port", "0");
        URI page = URI.create(awaitReady(run)).resolve("/system/console/bundles");

        var response = HttpClient.newHttpClient().send(HttpRequest.newBuilder(page).build(),
                HttpResponse.BodyHandlers.discarding());

        run.process().destroy();
        run.end();
        assertEquals(401, response.statusCode());
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void shouldNeedLittleMemory() throws Exception {
        Program.Run run = program.start("--port", "0");
        awaitReady(run);
        run.process().waitFor(5, TimeUnit.SECONDS);

        long residentKb = Files.readAllLines(Path.of("/proc", String.valueOf(run.process().pid()), "status")).stream()
                .filter(line -> line.startsWith("VmRSS:")).map(line -> line.replaceAll("\\D", ""))
                .mapToLong(Long::parseLong).findAny().orElseThrow();

        run.process().destroy();
        run.end();
        assertTrue(residentKb <= 180_000, residentKb + " kB");
    }

    @Test
    @EnabledIfSystemProperty(named = "long", matches = "true", disabledReason = "long form only: ./test --all")
    void shouldBeReadyInThreeSeconds() throws Exception {
        double bestS = Double.MAX_VALUE;
        // What else the machine does can only slow it down.
        for (int start = 0; start < 5; start++) {
            Program.Run run = program.start("--port", "0", "--no-recording");
            awaitReady(run);
            run.process().destroy();
            Matcher ready = READY.matcher(String.join("\n", run.end().out()));
            assertTrue(ready.find());
            bestS = Math.min(bestS, Double.parseDouble(ready.group(1)));
        }

        assertTrue(bestS <= 3, bestS + " s");
    }

    @Test
    void shouldRefuseSecondInstanceOnSameData() throws Exception {
        Program.Run first = program.start("--port", "0");
        awaitReady(first);

        Program.Result second = program.run("--port", "0");

        first.process().destroy();
        first.end();
        assertEquals(69, second.exitCode(), second.toString());
        assertEquals(1, second.err().size(), second.toString());
        assertTrue(second.err().get(0).contains("data folder: "), second.toString());
    }

    /** The address that it tells. */
    private static String awaitReady(Program.Run run) throws Exception {
        try (BufferedReader out = Files.newBufferedReader(run.out())) {
            for (int tenth = 0; tenth < 10 * LIMIT_S && run.process().isAlive(); tenth++) {
                for (String line = out.readLine(); line != null; line = out.readLine()) {
                    Matcher ready = READY.matcher(line);
                    if (ready.matches()) {
                        return ready.group(2);
                    }
                }
                run.process().waitFor(100, TimeUnit.MILLISECONDS);
            }
        }
        throw new AssertionError("not ready: " + run.end());
    }
}
