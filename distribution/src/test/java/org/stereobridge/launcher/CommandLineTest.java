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

        var simulation = new Options.Simulation(Optional.empty(), Optional.empty(), "realtime", Path.of("out"), true,
                Optional.empty(), Optional.empty());
        assertEquals(new Options(Optional.of(simulation), false, 8080, DATA, false), options);
        assertEquals("simulator", options.radio());
    }

    @Test
    void shouldTakeEveryOptionOfSimulator() throws Problem {
        Options options = parse("--radio", "simulator", "--scenario", "s.json", "--seconds", "2.5", "--speed", "max",
                "--out", "there", "--port", "0", "--no-recording", "--record-hourly", "20", "--data", "here", "--shell",
                "piece.wav");

        var simulation = new Options.Simulation(Optional.of(Path.of("s.json")), Optional.of("2.5"), "max",
                Path.of("there"), false, Optional.of("20"), Optional.of("piece.wav"));
        assertEquals(new Options(Optional.of(simulation), false, 0, Path.of("here"), true), options);
        assertEquals(Optional.of(Path.of("piece.wav")), simulation.musicFile());
    }

    @Test
    void shouldTakeEveryOptionOfRealRadio() throws Problem {
        Options options = parse("--radio", "bluez", "--wait", "--port", "0", "--data", "here", "--shell");

        assertEquals(new Options(Optional.empty(), true, 0, Path.of("here"), true), options);
        assertEquals("bluez", options.radio());
    }

    @ParameterizedTest
    @ValueSource(strings = {"--scenario=s.json", "--seconds=2", "--speed=max", "--speed=realtime", "--out=there",
        "--no-recording", "--record-hourly=5", "piece.wav", "-"})
    void shouldRefuseWhatIsOfSimulatorWithRealRadio(String argument) {
        assertUsage(argument.split("=")[0] + ": is for the simulated radio alone", "--radio", "bluez", argument);
        assertUsage(argument.split("=")[0] + ": is for the simulated radio alone", argument, "--radio=bluez", "--wait");
    }

    @Test
    void shouldRefuseToWaitForSimulator() {
        assertUsage("--wait: there is nothing to wait for", "--wait");
        assertUsage("--wait: takes no value", "--wait=5", "--radio", "bluez");
    }

    @Test
    void shouldTakeValuesBehindEquals() throws Problem {
        Options.Simulation simulation = parse("--seconds=3", "--out=a=b").simulation().orElseThrow();

        assertEquals(Optional.of("3"), simulation.seconds());
        assertEquals(Path.of("a=b"), simulation.out());
    }

    @Test
    void shouldTakeDashForStandardInput() throws Problem {
        Options.Simulation simulation = parse("-").simulation().orElseThrow();

        assertEquals(Optional.of("-"), simulation.music());
        assertTrue(simulation.musicFile().isEmpty());
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
