package org.stereobridge.testkit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.stereobridge.journal.Entry;
import org.stereobridge.journal.Journal;
import org.stereobridge.journal.Severity;

/** Keeps everything, as entries of their own, a second after each other from noon of 1 March 2026 (UTC) on. */
public final class ListJournal implements Journal {

    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

    private final List<Entry> entries = new ArrayList<>();

    @Override
    public synchronized void add(Severity severity, String subject, String what, String done) {
        Instant at = START.plusSeconds(entries.size());
        entries.add(new Entry(entries.size() + 1L, at, at, 1, severity, subject, what, done));
    }

    /** The last entry happens again, an hour later. */
    public synchronized void repeat() {
        Entry last = entries.remove(entries.size() - 1);
        entries.add(last.again(last.lastAt().plusSeconds(3_600)));
    }

    @Override
    public synchronized List<Entry> entries() {
        List<Entry> latestFirst = new ArrayList<>(entries);
        Collections.reverse(latestFirst);
        return latestFirst;
    }

    @Override
    public synchronized long changes() {
        return entries.stream().mapToInt(Entry::count).sum();
    }

    /** What was written, the first first, a line each. */
    public synchronized List<String> lines() {
        return entries.stream().map(entry -> entry.severity() + " " + entry.subject() + " " + entry.what()
                + (entry.done().isEmpty() ? "" : ": " + entry.done())).toList();
    }
}
