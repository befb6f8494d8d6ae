package org.stereobridge.simulator.internal.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.stereobridge.simulator.internal.RefusedException;
import org.stereobridge.simulator.internal.scenario.ScenarioEvent.What;

class EventReaderTest {

    @Test
    void shouldReadEachEvent() throws Exception {
        List<ScenarioEvent> events = read("{'atS': 1, 'do': 'speakerLost', 'speaker': 'B', 'forS': 8}",
                "{'atS': 10, 'do': 'echoLost', 'forS': 2}",
                "{'atS': 13, 'do': 'echoSilent', 'mode': 'silence', 'forS': 2}",
                "{'atS': 16, 'do': 'radioStall', 'ms': 300}",
                "{'atS': 17, 'do': 'congestion', 'percent': 60, 'forS': 3, 'radio': 1}",
                "{'atS': 21, 'do': 'latencyStep', 'ms': 14, 'speaker': 'A'}",
                "{'atS': 22, 'do': 'clockStep', 'ppm': -80}",
                "{'atS': 22, 'do': 'clockStep', 'ppm': 30, 'speaker': 'A'}",
                "{'atS': 23, 'do': 'delayReport', 'ms': 150.5, 'speaker': 'B'}",
                "{'atS': 24, 'do': 'echoRate', 'rateHz': 48000}",
                "{'atS': 26, 'do': 'echoReconfigure', 'codec': 'sbc:dual:31', 'forS': 1}",
                "{'atS': 28, 'do': 'swap', 'bundle': 'org.stereobridge.router', 'file': 'next.jar'}",
                "{'atS': 30, 'do': 'crash', 'coder': 'decoder', 'forS': 2}",
                "{'atS': 33, 'do': 'wrongPackets', 'n': 12}");

        assertEquals(new ScenarioEvent(1, What.SPEAKER_LOST, 1, 0, 0, 8, "", null), events.get(0));
        assertEquals(new ScenarioEvent(10, What.ECHO_LOST, -1, 0, 0, 2, "", null), events.get(1));
        assertEquals(new ScenarioEvent(13, What.ECHO_SILENT, -1, 0, 0, 2, "silence", null), events.get(2));
        assertEquals(new ScenarioEvent(16, What.RADIO_STALL, -1, 0, 300, 0.3, "", null), events.get(3));
        assertEquals(new ScenarioEvent(17, What.CONGESTION, -1, 1, 60, 3, "", null), events.get(4));
        assertEquals(new ScenarioEvent(21, What.LATENCY_STEP, 0, 0, 14, 0, "", null), events.get(5));
        assertEquals(new ScenarioEvent(22, What.CLOCK_STEP, -1, 0, -80, 0, "", null), events.get(6));
        assertEquals(new ScenarioEvent(22, What.CLOCK_STEP, 0, 0, 30, 0, "", null), events.get(7));
        assertEquals(new ScenarioEvent(23, What.DELAY_REPORT, 1, 0, 150.5, 0, "", null), events.get(8));
        assertEquals(new ScenarioEvent(24, What.ECHO_RATE, -1, 0, 48_000, 0.5, "", null), events.get(9));
        assertEquals(new ScenarioEvent(26, What.ECHO_RECONFIGURE, -1, 0, 0, 1, "sbc:dual:31", null), events.get(10));
        assertEquals(new ScenarioEvent(28, What.SWAP, -1, 0, 0, 0.15, "org.stereobridge.router",
                Path.of("next.jar")), events.get(11));
        assertEquals(new ScenarioEvent(30, What.CRASH, -1, 0, 0, 2, "decoder", null), events.get(12));
        assertEquals(new ScenarioEvent(33, What.WRONG_PACKETS, -1, 0, 12, 0, "", null), events.get(13));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', value = {
        "7 | not an object | events[0] | atS",
        "{'atS': 1} | missing | events[0].do | speakerLost",
        "{'atS': 1, 'do': 'explode'} | no such event: \"explode\" | events[0].do | wrongPackets",
        "{'do': 'echoLost', 'forS': 1} | missing | events[0].atS | 1 to 604800",
        "{'atS': 0.5, 'do': 'echoLost', 'forS': 1} | out of range: 0.5 | events[0].atS | 1 to 604800",
        "{'atS': 1, 'do': 'echoLost'} | missing | events[0].forS | 0.5 to 86400",
        "{'atS': 1, 'do': 'echoLost', 'forS': 1, 'ms': 3} | unknown field | events[0].ms | atS, do, forS",
        "{'atS': 1, 'do': 'echoLost', 'forS': 1, 'loud': 3} | unknown field | events[0].loud | percent",
        "{'atS': 1, 'do': 'speakerLost', 'speaker': 'C', 'forS': 1} | no such speaker: \"C\" | events[0].speaker"
                + " | give A, B",
        "{'atS': 1, 'do': 'speakerLost', 'forS': 1} | missing | events[0].speaker | give A, B",
        "{'atS': 1, 'do': 'echoSilent', 'mode': 'loud', 'forS': 1} | no such mode: \"loud\" | events[0].mode"
                + " | nothing or silence",
        "{'atS': 1, 'do': 'radioStall', 'ms': 0} | out of range: 0 | events[0].ms | 1 to 10000",
        "{'atS': 1, 'do': 'radioStall', 'ms': 1, 'radio': 2} | no device on radio 2 | events[0].radio | one of [1]",
        "{'atS': 1, 'do': 'congestion', 'percent': 0, 'forS': 1} | out of range: 0 | events[0].percent | 1 to 100",
        "{'atS': 1, 'do': 'latencyStep', 'ms': -14, 'speaker': 'A'} | out of range: -14 | events[0].ms | 0.1 to 1000",
        "{'atS': 1, 'do': 'clockStep', 'ppm': 500} | out of range: 500 | events[0].ppm | -300 to 300",
        "{'atS': 1, 'do': 'delayReport', 'ms': 7000, 'speaker': 'A'} | out of range: 7000 | events[0].ms | 6553.5",
        "{'atS': 1, 'do': 'echoRate', 'rateHz': 96000} | no such rate: 96000 | events[0].rateHz | 48000",
        "{'atS': 1, 'do': 'echoRate'} | missing | events[0].rateHz | 48000",
        "{'atS': 1, 'do': 'echoReconfigure', 'codec': 'aac'} | no such codec | events[0].codec | sbc:joint:53",
        "{'atS': 1, 'do': 'swap'} | missing | events[0].bundle | org.stereobridge.router",
        "{'atS': 1, 'do': 'swap', 'bundle': '../x'} | no symbolic name | events[0].bundle | org.stereobridge.router",
        "{'atS': 1, 'do': 'crash', 'coder': 'disk'} | no such coder: \"disk\" | events[0].coder | encoder or decoder",
        "{'atS': 1, 'do': 'wrongPackets'} | missing | events[0].n | 1 to 1000",
        "{'atS': 1, 'do': 'wrongPackets', 'n': 1.5} | not a whole number | events[0].n | 1 to 1000"})
    void shouldSayWhatIsWrong(String event, String what, String where, String remedy) {
        assertRefused(what, where, remedy, event);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', value = {
        "{'atS': 5, 'do': 'speakerLost', 'speaker': 'A', 'forS': 8}"
                + " | {'atS': 12.9, 'do': 'speakerLost', 'speaker': 'A', 'forS': 1}",
        "{'atS': 5, 'do': 'speakerLost', 'speaker': 'A', 'forS': 8}"
                + " | {'atS': 6, 'do': 'latencyStep', 'speaker': 'A', 'ms': 5}",
        "{'atS': 5, 'do': 'echoLost', 'forS': 8} | {'atS': 6, 'do': 'echoSilent', 'mode': 'nothing', 'forS': 1}",
        "{'atS': 5, 'do': 'echoLost', 'forS': 8} | {'atS': 6, 'do': 'wrongPackets', 'n': 1}",
        "{'atS': 5, 'do': 'speakerLost', 'speaker': 'B', 'forS': 8} | {'atS': 6, 'do': 'echoRate', 'rateHz': 48000}",
        "{'atS': 5, 'do': 'congestion', 'percent': 60, 'forS': 8}"
                + " | {'atS': 6, 'do': 'congestion', 'percent': 80, 'forS': 1, 'radio': 1}",
        "{'atS': 5, 'do': 'swap', 'bundle': 'b', 'takesMs': 500} | {'atS': 5.2, 'do': 'swap', 'bundle': 'c'}"})
    void shouldRefuseWhatCannotBeAtOnce(String first, String second) {
        assertRefused("overlaps events[0]", "events[1]", "outside", first, second);
        assertRefused("overlaps events[1]", "events[0]", "outside", second, first);
    }

    @Test
    void shouldRefuseTwoPacesFromOneTimeOn() {
        assertRefused("overlaps events[0], clockStep from 5 to 5 s", "events[1]", "outside",
                "{'atS': 5, 'do': 'clockStep', 'ppm': 3}", "{'atS': 5, 'do': 'clockStep', 'ppm': 4}");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "{'atS': 13, 'do': 'speakerLost', 'speaker': 'A', 'forS': 1}",
        "{'atS': 6, 'do': 'speakerLost', 'speaker': 'B', 'forS': 1}",
        "{'atS': 6, 'do': 'clockStep', 'speaker': 'A', 'ppm': 20}",
        "{'atS': 6, 'do': 'swap', 'bundle': 'b'}",
        "{'atS': 6, 'do': 'radioStall', 'ms': 300}"})
    void shouldTakeWhatCanBeAtOnce(String other) throws Exception {
        assertEquals(2, read("{'atS': 5, 'do': 'speakerLost', 'speaker': 'A', 'forS': 8}", other).size());
    }

    @Test
    void shouldRefuseCongestionWithoutSharedAir() {
        RefusedException refused = assertThrows(RefusedException.class, () -> ScenarioReader.read("s.json",
                ("{'speakers': [{'name': 'A', 'channel': 'left', 'latencyMs': 120}], 'events':"
                        + " [{'atS': 1, 'do': 'congestion', 'percent': 60, 'forS': 1}]}").replace('\'', '"')));

        assertEquals("no radio whose air is shared: s.json: events[0].do: give devices a radio, 1 or 2",
                refused.getMessage());
    }

    private static void assertRefused(String what, String where, String remedy, String... events) {
        RefusedException refused = assertThrows(RefusedException.class, () -> read(events));

        String message = refused.getMessage();
        assertTrue(message.contains(what), message);
        assertTrue(message.contains("s.json: " + where), message);
        assertTrue(message.contains(remedy), message);
        assertFalse(message.contains("\n"), message);
        assertEquals(RefusedException.CONTENT, refused.exitCode());
    }

    private static List<ScenarioEvent> read(String... events) throws RefusedException {
        return ScenarioReader.read("s.json", ("{'speakers': ["
                + "{'name': 'A', 'channel': 'left', 'latencyMs': 120, 'radio': 1},"
                + "{'name': 'B', 'channel': 'right', 'latencyMs': 120, 'radio': 1}],"
                + "'events': [" + String.join(",", events) + "]}").replace('\'', '"')).events();
    }
}
