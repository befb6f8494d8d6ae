package org.stereobridge.launcher;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PreflightTest {

    @TempDir
    private Path folder;
    private Path file;

    @BeforeEach
    void makeFile() throws IOException {
        file = Files.writeString(folder.resolve("file"), "x");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--scenario=", ""})
    void shouldRefuseMissingFile(String option) {
        assertProblem(66, "no such file", option + folder.resolve("missing"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--scenario=", ""})
    void shouldRefuseFolderForFile(String option) {
        assertProblem(66, "is a folder", option + folder);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--scenario=", ""})
    void shouldRefuseEmptyFile(String option) throws IOException {
        Path empty = Files.createFile(folder.resolve("empty"));

        assertProblem(65, "is empty", option + empty);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--scenario=", ""})
    void shouldRefuseUnreadableFile(String option) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("-wx------"));
        assumeFalse(Files.isReadable(file), "skipped: root reads every file; run the tests as another user");

        assertProblem(66, "cannot be read", option + file);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--out=", "--data="})
    void shouldRefuseFolderThatIsFile(String option) {
        assertProblem(73, "is not a folder", option + file);
        assertProblem(73, "is not a folder", option + file.resolve("below"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--out=", "--data="})
    void shouldRefuseUnwritableFolder(String option) {
        // Not even root writes here.
        assertProblem(73, "cannot be written", option + "/proc/below");
    }

    @Test
    void shouldLeaveNothingBehind() throws IOException {
        Path out = folder.resolve("a/b");

        assertDoesNotThrow(() -> check("--out=" + out, "--data=" + out, file.toString()));

        assertFalse(Files.exists(folder.resolve("a")));
        try (var files = Files.list(folder)) {
            assertEquals(List.of(file), files.toList());
        }
    }

    @Test
    void shouldWantADataFolderForRealRadio() {
        assertDoesNotThrow(() -> check("--radio=bluez", "--data=" + folder));
        assertProblem(73, "is not a folder", "--radio=bluez", "--data=" + file);
    }

    @Test
    void shouldRefusePortInUse() throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            Problem problem = assertThrows(Problem.class, () -> Preflight.freePort(taken.getLocalPort()));

            assertEquals(69, problem.exitCode());
            assertTrue(problem.getMessage().contains("port " + taken.getLocalPort() + ": in use"));
        }
    }

    @Test
    void shouldFindFreePort() throws Problem {
        int port = Preflight.freePort(0);

        assertEquals(port, Preflight.freePort(port));
    }

    private void check(String... arguments) throws Problem {
        Preflight.check(CommandLine.parse(List.of(arguments), folder.resolve("data")));
    }

    private void assertProblem(int exitCode, String why, String... arguments) {
        Problem problem = assertThrows(Problem.class, () -> check(arguments));
        String line = problem.getMessage();

        assertEquals(exitCode, problem.exitCode(), line);
        assertTrue(line.startsWith("stereobridge: ") && line.contains(why), line);
        assertFalse(line.contains("\n"), line);
    }
}
