package org.stereobridge.journal.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.stereobridge.journal.Entry;
import org.stereobridge.journal.Severity;

class MemoryJournalTest {

    private static final int ROOM = 50;
    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

    private Instant now = START;
    private final MemoryJournal journal = new MemoryJournal(ROOM, () -> now);

    @Test
    void shouldKeepWhatHappenedTheLatestFirst() {
        journal.add(Severity.WARNING, "Kitchen", "has left", "Hall plays both channels");
        pass(Duration.ofSeconds(8));
        journal.add(Severity.INFO, "Kitchen", "is back", "");

        assertEquals(List.of(
                new Entry(2, START.plusSeconds(8), START.plusSeconds(8), 1, Severity.INFO, "Kitchen", "is back", ""),
                new Entry(1, START, START, 1, Severity.WARNING, "Kitchen", "has left", "Hall plays both channels")),
                journal.entries());
        assertEquals(2, journal.changes());
    }

    @Test
    void shouldCountWhatHappensAgain() {
        journal.add(Severity.WARNING, "Kitchen", "has left", "");
        journal.add(Severity.INFO, "Kitchen", "is back", "");
        pass(Duration.ofMinutes(9));
        journal.add(Severity.WARNING, "Kitchen", "has left", "");
        pass(Duration.ofMinutes(9));
        journal.add(Severity.WARNING, "Kitchen", "has left", "");

        Entry left = journal.entries().get(1);
        assertEquals(3, left.count());
        assertEquals(START, left.firstAt());
        assertEquals(START.plus(Duration.ofMinutes(18)), left.lastAt());
        assertEquals(2, journal.entries().size());
        assertEquals(4, journal.changes());
    }

    @Test
    void shouldBeginAnewWhatHappensAgainMuchLater() {
        journal.add(Severity.WARNING, "Kitchen", "has left", "");
        pass(MemoryJournal.WHILE.plusSeconds(1));
        journal.add(Severity.WARNING, "Kitchen", "has left", "");

        assertEquals(2, journal.entries().size());
    }

    @Test
    void shouldKeepApartWhatDiffers() {
        journal.add(Severity.WARNING, "Kitchen", "has left", "");
        journal.add(Severity.ERROR, "Kitchen", "has left", "");
        journal.add(Severity.WARNING, "Hall", "has left", "");
        journal.add(Severity.WARNING, "Kitchen", "has come", "");
        journal.add(Severity.WARNING, "Kitchen", "has left", "all is silent");

        assertEquals(5, journal.entries().size());
    }

    @Test
    void shouldNotBeFloodedByOneSubject() {
        journal.add(Severity.INFO, "Hall", "is back", "");
        for (int i = 0; i < 10_000; i++) {
            journal.add(Severity.INFO, "Kitchen", "reports " + i, "");
        }

        assertEquals(1 + MemoryJournal.MOST + 1, journal.entries().size());
        Entry more = journal.entries().get(0);
        assertEquals(MemoryJournal.MORE, more.what());
        assertEquals(10_000 - MemoryJournal.MOST, more.count());
    }

    @Test
    void shouldListenAgainAfterAFlood() {
        for (int i = 0; i < 100; i++) {
            journal.add(Severity.INFO, "Kitchen", "reports " + i, "");
        }
        pass(MemoryJournal.WHILE.plusSeconds(1));

        journal.add(Severity.INFO, "Kitchen", "is back", "");

        assertEquals("is back", journal.entries().get(0).what());
    }

    @Test
    void shouldForgetTheOldest() {
        for (int i = 0; i < 2 * ROOM; i++) {
            journal.add(Severity.INFO, "speaker " + i, "has come", "");
        }

        assertEquals(ROOM, journal.entries().size());
        assertEquals("speaker 50", journal.entries().get(ROOM - 1).subject());
        assertEquals(100, journal.entries().get(0).number());
    }

    @Test
    void shouldCutLongTexts() {
        journal.add(Severity.INFO, "x".repeat(5_000), "y".repeat(5_000), "z".repeat(5_000));

        Entry entry = journal.entries().get(0);
        assertEquals(MemoryJournal.LONGEST, entry.subject().length());
        assertTrue(entry.done().endsWith("z…"));
    }

    @Test
    void shouldGiveSnapshots() {
        journal.add(Severity.INFO, "Hall", "has come", "");
        List<Entry> before = journal.entries();
        journal.add(Severity.INFO, "Kitchen", "has come", "");

        assertEquals(1, before.size());
        assertThrows(UnsupportedOperationException.class, () -> before.remove(0));
    }

    @Test
    void shouldLoseNothingWhereManyWriteAtOnce() {
        List<CompletableFuture<Void>> writers = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            String subject = "speaker " + i;
            writers.add(CompletableFuture.runAsync(() -> {
                for (int n = 0; n < 1_000; n++) {
                    journal.add(Severity.INFO, subject, "has come", "");
                }
            }));
        }
        CompletableFuture.allOf(writers.toArray(CompletableFuture[]::new)).join();

        assertEquals(8_000, journal.entries().stream().mapToInt(Entry::count).sum());
        assertEquals(8_000, journal.changes());
    }

    private void pass(Duration time) {
        now = now.plus(time);
    }
}
