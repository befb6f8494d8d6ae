package org.stereobridge.bluez.internal.device;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stereobridge.radio.RadioStatus.Duty;

class AdapterChoiceTest {

    /** Adapter hciN has the address 00:00:00:00:00:0N; SO stands for the source, SP for speakers. */
    @ParameterizedTest
    @CsvSource(nullValues = "-", value = {
        // source, speakers, adapters, expected
        "auto, auto, -, -",
        "auto, auto, hci0, hci0=SO+SP",
        "auto, auto, hci0 hci1, hci0=SO hci1=SP",
        "auto, auto, hci0 hci1 hci2, hci0=SO hci1=SP hci2=SP",
        "hci1, auto, hci0 hci1, hci0=SP hci1=SO",
        "hci1, auto, hci0, hci0=SO+SP",
        "auto, hci0, hci0 hci1, hci0=SP hci1=SO",
        "auto, hci0, hci0, hci0=SO+SP",
        "auto, hci7, hci0 hci1, hci0=SO hci1=SP",
        "hci0, hci0, hci0 hci1, hci0=SO+SP hci1=",
        "hci0, hci1 hci2, hci0 hci1 hci2 hci3, hci0=SO hci1=SP hci2=SP hci3=",
        "00:00:00:00:00:01, auto, hci0 hci1, hci0=SP hci1=SO",
        "auto, 00:00:00:00:00:00, hci0 hci1, hci0=SP hci1=SO",
        "auto, hci0 hci1, hci0 hci1, hci0=SO+SP hci1=SP",
    })
    void shouldShareDuties(String source, String speakers, String adapters, String expected) {
        var choice = new AdapterChoice(source, Set.of(speakers.split(" ")));
        List<AdapterChoice.Candidate> candidates = adapters == null ? List.of() : Arrays.stream(adapters.split(" "))
                .map(id -> candidate(id, Set.of())).toList();

        Map<String, Set<Duty>> duties = choice.duties(candidates);

        assertEquals(expected == null ? "" : expected, text(duties));
    }

    @Test
    void shouldTakeAddressInAnyCase() {
        var choice = new AdapterChoice("AA:BB:CC:DD:EE:FF", Set.of("auto"));

        Map<String, Set<Duty>> duties = choice.duties(List.of(candidate("hci0", Set.of()),
                new AdapterChoice.Candidate("hci1", "aa:bb:cc:dd:ee:ff", Set.of())));

        assertEquals("hci0=SP hci1=SO", text(duties));
    }

    @Test
    void shouldKeepServingWhatIsBonded() {
        var choice = new AdapterChoice("auto", Set.of("auto"));

        Map<String, Set<Duty>> duties = choice.duties(List.of(candidate("hci0", Set.of(Duty.SPEAKERS)),
                candidate("hci1", Set.of(Duty.SOURCE))));

        assertEquals("hci0=SO+SP hci1=SO+SP", text(duties));
    }

    @Test
    void shouldNotServeBondedAgainstOwnersWord() {
        var choice = new AdapterChoice("hci1", Set.of("hci0"));

        Map<String, Set<Duty>> duties = choice.duties(List.of(candidate("hci0", Set.of(Duty.SOURCE)),
                candidate("hci1", Set.of(Duty.SPEAKERS))));

        assertEquals("hci0=SP hci1=SO", text(duties));
    }

    private static AdapterChoice.Candidate candidate(String id, Set<Duty> bonded) {
        return new AdapterChoice.Candidate(id, "00:00:00:00:00:0" + id.substring(3), bonded);
    }

    private static String text(Map<String, Set<Duty>> duties) {
        return duties.entrySet().stream().map(entry -> entry.getKey() + "=" + new TreeSet<>(entry.getValue()).stream()
                .map(duty -> duty.name().substring(0, 2)).collect(Collectors.joining("+")))
                .collect(Collectors.joining(" "));
    }
}
