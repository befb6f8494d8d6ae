package org.stereobridge.journal.internal;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.stereobridge.journal.Entry;
import org.stereobridge.journal.Journal;
import org.stereobridge.journal.Severity;

/**
 * The last entries in memory. What happened already a short while ago is counted there; of one subject only so many
 * entries are begun in a while, and what comes beyond is counted to one that says so.
 */
@Component(configurationPid = "org.stereobridge.journal")
@Designate(ocd = MemoryJournal.Config.class)
public final class MemoryJournal implements Journal {

    @ObjectClassDefinition(name = "Stereobridge journal")
    public @interface Config {

        @AttributeDefinition(name = "Entries", min = "10", max = "10000", description = "Kept in memory; the oldest go")
        int entries() default 500;
    }

    static final int LONGEST = 200;
    /** Entries that one subject may begin within a while. */
    static final int MOST = 10;
    static final Duration WHILE = Duration.ofMinutes(10);
    static final String MORE = "more happens than is kept here";

    private final int room;
    private final InstantSource clock;
    private final Deque<Entry> entries = new ArrayDeque<>(); // the oldest first; guarded by this
    private long added; // guarded by this
    private long begun; // guarded by this

    @Activate
    public MemoryJournal(Config config) {
        this(config.entries(), InstantSource.system());
    }

    MemoryJournal(int room, InstantSource clock) {
        this.room = room;
        this.clock = clock;
    }

    @Override
    public synchronized void add(Severity severity, String subject, String what, String done) {
        Instant now = clock.instant();
        Instant since = now.minus(WHILE);
        var entry = new Entry(begun + 1, now, now, 1, severity, cut(subject), cut(what), cut(done));
        added++;
        if (count(entry, since, now)) {
            return;
        }
        if (begun(entry.subject(), since) < MOST) {
            begin(entry);
            return;
        }
        var more = new Entry(begun + 1, now, now, 1, Severity.WARNING, entry.subject(), MORE, "");
        if (!count(more, since, now)) {
            begin(more);
        }
    }

    /** Counts it to an entry that is like it and still young. */
    private boolean count(Entry entry, Instant since, Instant now) {
        List<Entry> kept = new ArrayList<>(entries);
        for (int i = kept.size() - 1; i >= 0; i--) {
            Entry old = kept.get(i);
            if (old.isLike(entry) && !old.lastAt().isBefore(since)) {
                kept.set(i, old.again(now));
                entries.clear();
                entries.addAll(kept);
                return true;
            }
        }
        return false;
    }

    private long begun(String subject, Instant since) {
        return entries.stream().filter(old -> old.subject().equals(subject) && !old.firstAt().isBefore(since)).count();
    }

    private void begin(Entry entry) {
        begun++;
        entries.addLast(entry);
        if (entries.size() > room) {
            entries.removeFirst();
        }
    }

    private static String cut(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST - 1) + "…";
    }

    @Override
    public synchronized List<Entry> entries() {
        List<Entry> latestFirst = new ArrayList<>(entries.size());
        for (Iterator<Entry> each = entries.descendingIterator(); each.hasNext();) {
            latestFirst.add(each.next());
        }
        return Collections.unmodifiableList(latestFirst);
    }

    @Override
    public synchronized long changes() {
        return added;
    }
}
