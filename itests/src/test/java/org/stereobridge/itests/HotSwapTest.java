package org.stereobridge.itests;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bundles exchanged in mid-song by the shell, in the demonstration as its user sees it. */
class HotSwapTest {

    private static final String SECONDS = "25";
    private static final int LIMIT_S = 60;
    private static final int WAV_HEADER = 44;
    private static final int SAMPLE_BYTES = 3;
    /** -80 dBFS of 24 bits. */
    private static final int INAUDIBLE = 839;

    @TempDir
    private Path folder;

    @Test
    void shouldLoseNothingWhileBundlesAreExchanged() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/script")), "no script(1): apt install bsdutils");
        var program = new Program(folder);
        assertEquals(0, program.run("--speed", "max", "--port", "0", "--seconds", SECONDS, "--out", "quiet")
                .exitCode());

        Program.Run run = program.startOnTerminal("--port", "0", "--seconds", SECONDS, "--out", "swapped");
        await(run, "Apache Felix Gogo");
        try (OutputStream keyboard = run.process().getOutputStream()) {
            for (String name : List.of("codec.sbc", "router", "sync", "console", "shell")) {
                String bundle = "org.stereobridge." + name;
                type(keyboard, "bridge:swap " + bundle + " " + Assembled.HOME.resolve("bundles/" + bundle + ".jar"));
                await(run, bundle + ": \\S+ runs in place of \\S+, swapped in");
            }
            type(keyboard, "bridge:swap org.stereobridge.router " + Assembled.HOME.resolve("bundles/org.jline.jar"));
            await(run, "holds org.jline, not org.stereobridge.router");
            await(run, "0 samples lost, 0 underruns");
        }

        JsonNode report = new ObjectMapper().readTree(folder.resolve("swapped/report.json").toFile());
        assertTrue(report.at("/skewUs/max").doubleValue() <= 100, () -> "skew: " + report.get("skewUs"));
        assertAlike("left.wav");
        assertAlike("right.wav");
    }

    @Test
    void shouldLoseNothingWhereTheFelixConsoleUpdates() throws Exception {
        Program.Run run = new Program(folder).start("--port", "0", "--seconds", SECONDS, "--out", "swapped");
        Matcher ready = await(run, "password (\\S+) .*\\R(?:.*\\R)*Ready in .*: (http://\\S+)");
        var console = new FelixConsole(URI.create(ready.group(2)), ready.group(1));
        for (String name : List.of("router", "sync", "codec.sbc")) {
            String bundle = "org.stereobridge." + name;
            Path next = BundleCopy.of(Assembled.HOME.resolve("bundles/" + bundle + ".jar"),
                    folder.resolve(bundle + ".jar"), Map.of("Bundle-Version", "9.9.9"), Map.of());

            assertEquals(302, console.update(next));

            awaitVersion(run, console, bundle);
        }

        await(run, "0 samples lost, 0 underruns");
        JsonNode report = new ObjectMapper().readTree(folder.resolve("swapped/report.json").toFile());
        assertTrue(report.at("/skewUs/max").doubleValue() <= 100, () -> "skew: " + report.get("skewUs"));
    }

    private static void awaitVersion(Program.Run run, FelixConsole console, String bundle) throws Exception {
        String shown = "";
        for (int tenth = 0; tenth < 10 * LIMIT_S; tenth++) {
            shown = console.bundle(bundle);
            if (shown.contains("\"state\":\"Active\",\"version\":\"9.9.9\"")) {
                return;
            }
            run.process().waitFor(100, TimeUnit.MILLISECONDS);
        }
        throw new AssertionError(shown);
    }

    private static void type(OutputStream keyboard, String line) throws IOException {
        keyboard.write((line + "\r").getBytes(UTF_8));
        keyboard.flush();
    }

    /** Waits until this was written. */
    private static Matcher await(Program.Run run, String pattern) throws Exception {
        var wanted = Pattern.compile(pattern);
        String shown = "";
        for (int tenth = 0; tenth < 10 * LIMIT_S; tenth++) {
            shown = Files.readString(run.out(), ISO_8859_1);
            Matcher found = wanted.matcher(shown);
            if (found.find()) {
                return found;
            }
            run.process().waitFor(100, TimeUnit.MILLISECONDS);
        }
        throw new AssertionError(pattern + " is not in: " + shown);
    }

    /** No sample differs from the undisturbed run's by what could be heard. */
    private void assertAlike(String name) throws IOException {
        byte[] quiet = Files.readAllBytes(folder.resolve("quiet").resolve(name));
        byte[] swapped = Files.readAllBytes(folder.resolve("swapped").resolve(name));
        assertEquals(quiet.length, swapped.length, name);
        int most = 0;
        for (int at = WAV_HEADER; at + SAMPLE_BYTES <= quiet.length; at += SAMPLE_BYTES) {
            most = Math.max(most, Math.abs(sample(quiet, at) - sample(swapped, at)));
        }
        assertTrue(most <= INAUDIBLE, name + " differs by " + most + " of 2^23");
    }

    private static int sample(byte[] wav, int at) {
        return wav[at + 2] << 16 | (wav[at + 1] & 0xFF) << 8 | wav[at] & 0xFF;
    }
}
