package org.stereobridge.sync.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.Dictionary;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.stereobridge.sync.Staleness;

class CalibrationBookTest {

    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");

    private final MemoryShelf shelf = new MemoryShelf();
    private final CalibrationBook book = new CalibrationBook(shelf);

    @Test
    void shouldReadWhatItWrote() throws Exception {
        Calibration kept = calibration(1).stale(Staleness.Cause.UNDERRUN, NOW.plusSeconds(1))
                .withTrim(OptionalLong.of(-1_250_001), NOW.plusMillis(5));
        book.put(kept);
        book.save(kept.key());

        assertEquals(kept, new CalibrationBook(shelf).get(kept.key()));
    }

    @Test
    void shouldForgetTheOldestWhereTheyBecomeTooMany() throws Exception {
        for (int n = 0; n < CalibrationBook.MOST + 5; n++) {
            book.put(calibration(n));
            book.save(calibration(n).key());
        }

        assertEquals(CalibrationBook.MOST, shelf.entries.size());
        assertTrue(book.get(calibration(4).key()).measured().isEmpty());
        assertTrue(book.get(calibration(5).key()).measured().isPresent());
    }

    @Test
    void shouldNotTakeItsOwnWritingForNews() throws Exception {
        Calibration fresh = calibration(1);
        book.put(fresh);
        book.save(fresh.key());
        Calibration stale = fresh.stale(Staleness.Cause.STARTED, NOW);
        book.put(stale);

        book.accept(fresh.key().configurationName(), CalibrationFormat.write(fresh));

        assertEquals(stale, book.get(fresh.key()));
    }

    @ParameterizedTest
    @MethodSource
    void shouldRefuseWrongValuesAndSayWhy(String property, Object value, String why) {
        Dictionary<String, Object> properties = CalibrationFormat.write(calibration(1));
        properties.put(property, value);

        var refused = assertThrows(IllegalArgumentException.class, () -> CalibrationFormat.read(properties));

        assertEquals(why, refused.getMessage());
    }

    static Stream<Arguments> shouldRefuseWrongValuesAndSayWhy() {
        return Stream.of(
                Arguments.of("speaker", 7, "speaker must be a text: 7"),
                Arguments.of("latency.ms", "150", "latency.ms must be a number: 150"),
                Arguments.of("latency.ms", Double.NaN, "latency.ms must be a number: NaN"),
                Arguments.of("latency.ms", -1, "latency must be 0 to 10 s: -1.0 ms"),
                Arguments.of("latency.ms", 1e300, "latency must be 0 to 10 s: 9.223372036854775E12 ms"),
                Arguments.of("error.ms", 1_001, "error must be 0 to 1 s: 1001.0 ms"),
                Arguments.of("reported.ms", -1e300, "reported delay must be 0 to 10 s: -9.223372036854775E12 ms"),
                Arguments.of("trim.ms", 1e9, "trim must be within 100 ms: 1.0E9 ms"),
                Arguments.of("trim.ms", Boolean.TRUE, "trim.ms must be a number: true"),
                Arguments.of("measured", "yesterday", "measured must be a time: yesterday"),
                Arguments.of("stale", "moths", "stale is not known: moths"),
                Arguments.of("stale", "STARTED", "stale.since must be a text: null"));
    }

    private static Calibration calibration(int number) {
        return Calibration.none(new SpeakerKey("speaker " + number, "0x00", "hci0"))
                .withMeasured(new Calibration.Measured(163_000_001, 40_000, OptionalLong.of(150_000_000), "s/1",
                        NOW.plusSeconds(number), Optional.empty()));
    }
}
