package org.stereobridge.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineTest {

    private static final Path DATA = Path.of("default-data");

    @Test
    void shouldPlayBundledPieceWhereNothingIsSaid() throws Problem {
        Options options = parse();

        assertEquals(new Options("simulator", Optional.empty(), Optional.empty(), "realtime", Path.of("out"), 8080,
                true, Optional.empty(), DATA, false, Optional.empty()), options);
    }

    @Test
    void shouldTakeEveryOption() throws Problem {
        Options options = parse("--radio", "simulator", "--scenario", "s.json", "--seconds", "2.5", "--speed", "max",
                "--out", "there", "--port", "0", "--no-recording", "--record-hourly", "20", "--data", "here", "--shell",
                "piece.wav");

        assertEquals(new Options("simulator", Optional.of(Path.of("s.json")), Optional.of("2.5"), "max",
                Path.of("there"), 0, false, Optional.of("20"), Path.of("here"), true,
                Optional.of("piece.wav")), options);
        assertEquals(Optional.of(Path.of("piece.wav")), options.musicFile());
    }

    @Test
    void shouldTakeValuesBehindEquals() throws Problem {
        Options options = parse("--seconds=3", "--out=a=b");

        assertEquals(Optional.of("3"), options.seconds());
        assertEquals(Path.of("a=b"), options.out());
    }

    @Test
    void shouldTakeDashForStandardInput() throws Problem {
        Options options = parse("-");

        assertEquals(Optional.of("-"), options.music());
        assertTrue(options.musicFile().isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"--loud", "-s", "--Shell", "--no-recording=yes", "--"})
    void shouldRefuseUnknownOption(String option) {
        assertUsage(option.split("=")[0], option);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--radio", "--scenario", "--seconds", "--speed", "--out", "--port", "--record-hourly",
        "--data"})
    void shouldRefuseMissingValue(String option) {
        assertUsage(option, option);
        assertUsage(option, option, "--shell");
        assertUsage(option, option + "=");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "0.0", "-1", "NaN", "Infinity", "1e3", "1,5", "ten", "0x10", " 1", "5d", "1."})
    void shouldRefuseSecondsThatAreNone(String seconds) {
        assertUsage("--seconds: " + seconds, "--seconds", seconds);
        assertUsage("--record-hourly: " + seconds, "--record-hourly", seconds);
    }

    @ParameterizedTest
    @ValueSource(strings = {"65536", "-1", "80a", "99999999999", "80.5"})
    void shouldRefusePortThatIsNone(String port) {
        assertUsage("--port: " + port, "--port", port);
    }

    @ParameterizedTest
    @CsvSource({"--speed, fast", "--radio, marconi"})
    void shouldRefuseUnknownChoice(String option, String choice) {
        assertUsage(option + ": " + choice, option, choice);
    }

    @Test
    void shouldRefuseTwoPieces() {
        assertUsage("b.wav", "a.wav", "b.wav");
    }

    @Test
    void shouldRefusePathsThatAreNone() {
        assertUsage("music", "a\0b");
        assertUsage("music", "");
    }

    private static Options parse(String... arguments) throws Problem {
        return CommandLine.parse(List.of(arguments), DATA);
    }

    private static void assertUsage(String where, String... arguments) {
        Problem problem = assertThrows(Problem.class, () -> parse(arguments));
        String line = problem.getMessage();

        assertEquals(64, problem.exitCode(), line);
        assertTrue(line.startsWith("stereobridge: ") && line.contains(where), line);
        assertFalse(line.contains("\n"), line);
    }
}
