package org.stereobridge.router.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stereobridge.radio.Link;
import org.stereobridge.radio.OutboundLink;
import org.stereobridge.routing.MixRow;
import org.stereobridge.routing.ProgrammeSettings;
import org.stereobridge.routing.SpeakerSettings;

/** Parts are written as speaker and row, with a + where it stands in. */
class CastingTest {

    private final Rig rig = new Rig();
    private final Map<String, OutboundLink> here = new TreeMap<>();
    private final Map<String, Object> suggestions = new HashMap<>();
    private final Map<String, SpeakerSettings> settings = new HashMap<>();

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            left  right            | B   | A:left+
            left  right            | A   | B:right+
            left  right            | AB  |
            left  right  mono      | B   | A:left C:mono
            left  right  left      | A   | B:right C:left
            left  right  left      | AC  | B:right+
            left  right  left      | B   | A:left+ C:left+
            left  right  0.7,0.3   | B   | A:left C:0.7,0.3
            left  left             | B   | A:left
            mono  mono             | B   | A:mono
            1,0   0,2  right       | BC  | A:left+
            """)
    void shouldStandInWhereAChannelIsLeftToNobody(String rows, String leaving, String parts) {
        Casting casting = new Casting(true);
        String[] each = rows.split(" +");
        for (int i = 0; i < each.length; i++) {
            String id = String.valueOf((char) ('A' + i));
            arrive(id);
            settings.put(id, new SpeakerSettings(id, MixRow.parse(each[i]), 0, 0, List.of()));
        }
        casting.cast(devices());
        here.keySet().removeAll(List.of(leaving.split("")));

        assertEquals(parts == null ? "" : parts, cast(casting));
    }

    @Test
    void shouldStandInForASpeakerThatIsConfiguredAndHasNotCome() {
        settings.put("B", new SpeakerSettings("B", MixRow.RIGHT, 0, 0, List.of()));
        arrive("A");

        assertEquals("A:left+", cast(new Casting(true)));
    }

    @Test
    void shouldKeepToItsChannelWhereTheOwnerWantsThat() {
        Casting casting = new Casting(false);
        arrive("A");
        arrive("B");
        casting.cast(devices());
        here.remove("B");

        assertEquals("A:left", cast(casting));
    }

    @Test
    void shouldNotGiveTheRowOfAnAbsentSpeakerAway() {
        Casting casting = new Casting(true);
        arrive("A");
        arrive("B");
        casting.cast(devices());

        here.remove("A");
        assertEquals("B:right+", cast(casting));

        arrive("A");
        assertEquals("A:left B:right", cast(casting));
    }

    @Test
    void shouldChooseRowsWhoeverComesFirst() {
        Casting casting = new Casting(true);
        arrive("B");
        assertEquals("B:left", cast(casting));

        arrive("A");

        assertEquals("A:left B:right", cast(casting));
    }

    @Test
    void shouldTakeWhatTheRadioSuggests() {
        suggestions.put("A", "right");
        arrive("A");
        arrive("B");

        assertEquals("A:right B:left", cast(new Casting(true)));
    }

    private void arrive(String id) {
        here.put(id, rig.speaker(id));
    }

    private Devices devices() {
        Map<OutboundLink, Map<String, Object>> outbound = new LinkedHashMap<>();
        here.forEach((id, link) -> {
            Map<String, Object> properties = new HashMap<>(Map.of(Link.ID, id));
            properties.computeIfAbsent(Link.ROW, name -> suggestions.get(id));
            outbound.put(link, properties);
        });
        return new Devices(Map.of(), outbound, Map.of(), settings, ProgrammeSettings.NEUTRAL, null);
    }

    private String cast(Casting casting) {
        List<String> parts = new ArrayList<>();
        new TreeMap<>(casting.cast(devices())).forEach((id, part) ->
                parts.add(id + ":" + part.settings().row() + (part.standsIn() ? "+" : "")));
        return String.join(" ", parts);
    }
}
