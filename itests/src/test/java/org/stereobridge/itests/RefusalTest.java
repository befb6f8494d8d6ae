package org.stereobridge.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What cannot be done is said in one line, with a fitting exit code, before anything starts. */
class RefusalTest {

    @TempDir
    private Path folder;
    private Program program;

    @BeforeEach
    void prepare() throws IOException {
        program = new Program(folder);
        Files.createFile(folder.resolve("empty"));
        Files.writeString(folder.resolve("file"), "x");
    }

    @ParameterizedTest
    @CsvSource({
        "64, --loud, option: --loud",
        "64, --port, --port: needs a value",
        "64, --seconds=NaN, --seconds: NaN",
        "64, --seconds=-2, --seconds: -2",
        "64, --port=70000, --port: 70000",
        "64, --speed=fast, --speed: fast",
        "64, --radio=marconi, --radio: marconi",
        "64, --wait, option: --wait",
        "66, --scenario=missing, scenario: missing",
        "66, --scenario=., scenario: .",
        "65, --scenario=empty, scenario: empty",
        "66, missing.wav, music: missing.wav",
        "66, ., music: .",
        "65, empty, music: empty",
        "73, --out=file, output folder: file",
        "73, --out=/proc/below, output folder: /proc/below",
        "73, --data=/proc/below, data folder: /proc/below"})
    void shouldRefuse(int exitCode, String argument, String words) throws Exception {
        assertRefused(exitCode, words, program.run(argument));
        assertFalse(Files.exists(folder.resolve("out")), "an output folder");
        assertFalse(Files.exists(folder.resolve("state")), "a data folder");
    }

    @ParameterizedTest
    @CsvSource({
        "64, --seconds=2, option: --seconds",
        "64, music.wav, music: music.wav",
        "73, --data=/proc/below, data folder: /proc/below"})
    void shouldRefuseWithRealRadio(int exitCode, String argument, String words) throws Exception {
        assertRefused(exitCode, words, program.run("--radio", "bluez", argument));
        assertFalse(Files.exists(folder.resolve("state")), "a data folder");
    }

    @Test
    void shouldRefusePortInUse() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            String port = String.valueOf(taken.getLocalPort());

            assertRefused(69, "port " + port + ": in use", program.run("--port", port));
        }
    }

    @Test
    void shouldHelpAndTellVersion() throws Exception {
        Program.Result help = program.run("--help");
        Program.Result version = program.run("--version");

        assertEquals(0, help.exitCode());
        assertTrue(help.out().get(0).startsWith("Usage: "));
        assertEquals(0, version.exitCode());
        assertTrue(version.out().get(0).matches("stereobridge \\d+\\.\\d+\\.\\d+.*"), version.toString());
    }

    private static void assertRefused(int exitCode, String words, Program.Result result) {
        assertEquals(exitCode, result.exitCode(), result.toString());
        assertEquals(List.of(), result.out());
        assertEquals(1, result.err().size(), result.toString());
        assertTrue(result.err().get(0).startsWith("stereobridge: "), result.toString());
        assertTrue(result.err().get(0).contains(words), result.toString());
    }
}
