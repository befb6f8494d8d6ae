package org.stereobridge.simulator.internal.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stereobridge.routing.MixRow;
import org.stereobridge.simulator.internal.RefusedException;

class ScenarioReaderTest {

    private static final String SPEAKER = "{'name': 'A', 'channel': 'left', 'latencyMs': 120}";

    @Test
    void shouldReadBuiltIn() throws Exception {
        Scenario scenario = ScenarioReader.builtIn();

        assertEquals(7, scenario.seed());
        assertEquals(new Scenario.Echo(40, 15, 7, "sbc:joint:53", OptionalInt.empty(), OptionalInt.empty()),
                scenario.echo());
        assertEquals(new Scenario.Speaker("B", MixRow.RIGHT, 212.3, OptionalDouble.of(212.3), 35, true, 200, false, 0,
                OptionalInt.empty()),
                scenario.speakers().get(1));
    }

    @Test
    void shouldFillInWhatIsLeftOut() throws Exception {
        Scenario scenario = read("{'speakers': [" + SPEAKER + "]}");

        assertEquals(new Scenario.Echo(0, 0, 7, "sbc:joint:53", OptionalInt.empty(), OptionalInt.empty()),
                scenario.echo());
        assertEquals(new Scenario.Speaker("A", MixRow.LEFT, 120, OptionalDouble.empty(), 0, true, 200, false, 0,
                OptionalInt.empty()),
                scenario.speakers().get(0));
    }

    @Test
    void shouldTakeAnyRow() throws Exception {
        Scenario scenario = read("{'speakers': [{'name': 'A', 'channel': '0.7,0.3', 'latencyMs': 120}]}");

        assertEquals(new MixRow(0.7, 0.3), scenario.speakers().get(0).channel());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', value = {
        "{'speakers': [S], 'echoes': 1}         | unknown field | s.json: echoes | events",
        "{'speakers': [S], 'echo': {'ppm': 1}}  | unknown field | s.json: echo.ppm | clockPpm",
        "{'speakers': [{'name': 'A', 'channel': 'left', 'latencyMs': -5}]} | out of range: -5"
                + " | s.json: speakers[0].latencyMs | 0 to 2000",
        "{'speakers': [{'name': 'A', 'channel': 'left', 'latencyMs': 1e400}]} | out of range"
                + " | speakers[0].latencyMs | 0 to 2000",
        "{'speakers': [{'name': 'A', 'channel': 'left', 'latencyMs': '120'}]} | not a number: \"120\""
                + " | speakers[0].latencyMs | 0 to 2000",
        "{'speakers': [{'name': 'A', 'channel': 'left', 'latencyMs': 1, 'bufferMs': 40}]} | out of range: 40"
                + " | speakers[0].bufferMs | 100 to 5000",
        "{'speakers': [{'name': 'A', 'channel': 'left'}]} | missing | speakers[0].latencyMs | 0 to 2000",
        "{'speakers': [{'name': 'A', 'channel': 'middle', 'latencyMs': 1}]} | no such channel"
                + " | speakers[0].channel | mono",
        "{'speakers': [{'name': '../A', 'channel': 'left', 'latencyMs': 1}]} | no fit name"
                + " | speakers[0].name | letters",
        "{'speakers': [{'name': 7, 'channel': 'left', 'latencyMs': 1}]} | not a text: 7 | speakers[0].name | letters",
        "{'speakers': [S, S]}                   | second speaker | speakers[1].name | its own",
        "{'speakers': []}                       | no speakers | s.json: speakers | 1 to 8",
        "{}                                     | no speakers | s.json: speakers | 1 to 8",
        "{'speakers': {}}                       | not a list: an object | s.json: speakers | 1 to 8",
        "{'speakers': [S], 'echo': {'codec': 'sbc:joint:99'}} | no such codec | echo.codec | 2-53",
        "{'speakers': [S], 'echo': {'codec': 'aac'}} | no such codec | echo.codec | sbc:joint:53",
        "{'speakers': [S], 'echo': {'rateHz': 96000}} | no such rate: 96000 | echo.rateHz | 48000",
        "{'speakers': [S], 'echo': {'packetFrames': 7.5}} | not a whole number | echo.packetFrames | 1 to 15",
        "{'speakers': [S], 'echo': {'packetFrames': 1e999999999}} | out of range | echo.packetFrames | 1 to 15",
        "{'speakers': [S], 'echo': []}          | not an object | s.json: echo | clockPpm",
        "{'speakers': [S], 'events': {}}        | not a list: an object | s.json: events | []",
        "{'speakers': [S], 'echo': {'radio': 3}} | out of range: 3 | s.json: echo.radio | 1 to 2",
        "{'speakers': [{'name': 'A', 'channel': 'left', 'latencyMs': 1, 'radio': 1, 'lossPercent': 95}]}"
                + " | out of range: 95 | speakers[0].lossPercent | 0 to 90",
        "{'speakers': [S], 'seed': 'x'}         | not a number | s.json: seed | whole number",
        "{'speakers': [{'name': 'A', 'channel': 'left', 'latencyMs': NaN}]} | no valid JSON | line 1 | correct",
        "{'speakers': [S], 'seed': 1, 'seed': 2} | no valid JSON | line 1 | correct",
        "{'speakers': [S]} {}                   | no valid JSON | line 1 | correct",
        "[]                                     | not an object | s.json | speakers",
        "\"\"                                   | no valid JSON | s.json | correct"})
    void shouldSayWhatIsWrong(String json, String what, String where, String remedy) {
        RefusedException refused = assertThrows(RefusedException.class, () -> read(json.replace("S", SPEAKER)));

        String message = refused.getMessage();
        assertTrue(message.contains(what.replace('\'', '"')), message);
        assertTrue(message.contains(where), message);
        assertTrue(message.contains(remedy), message);
        assertFalse(message.contains("\n"), message);
        assertEquals(RefusedException.CONTENT, refused.exitCode());
    }

    @Test
    void shouldRefuseTwelveSpeakers() {
        String speakers = IntStream.range(0, 12).mapToObj(i -> SPEAKER.replace("'A'", "'A" + i + "'"))
                .collect(Collectors.joining(","));

        RefusedException refused = assertThrows(RefusedException.class, () -> read("{'speakers': [" + speakers + "]}"));

        assertEquals("12 speakers: s.json: speakers: give 1 to 8 speakers", refused.getMessage());
    }

    @Test
    void shouldRefuseWhatIsNoText(@TempDir Path folder) throws Exception {
        Path file = Files.write(folder.resolve("s.json"), new byte[] {(byte) 0xFF, (byte) 0xFE, 0});

        assertThrows(RefusedException.class, () -> ScenarioReader.read(file));
    }

    @Test
    void shouldReadFile(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("s.json");
        Files.write(file, ("{'speakers': [" + SPEAKER + "]}").replace('\'', '"').getBytes(StandardCharsets.UTF_8));

        assertEquals(1, ScenarioReader.read(file).speakers().size());
    }

    @Test
    void shouldTakeRadios() throws Exception {
        Scenario scenario = read("{'echo': {'radio': 2}, 'speakers': [{'name': 'A', 'channel': 'left',"
                + " 'latencyMs': 120, 'radio': 1}]}");

        assertEquals(OptionalInt.of(2), scenario.echo().radio());
        assertEquals(OptionalInt.of(1), scenario.speakers().get(0).radio());
    }

    private static Scenario read(String json) throws RefusedException {
        return ScenarioReader.read("s.json", json.replace('\'', '"'));
    }
}
