package org.stereobridge.console.internal;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.stereobridge.journal.Entry;
import org.stereobridge.journal.Journal;

/** What the page is told of the journal, in the manner of {@link StatusJson}. */
final class JournalJson {

    private JournalJson() {
    }

    /** @param journal null while there is none */
    static Map<String, Object> of(Journal journal) {
        Map<String, Object> json = new LinkedHashMap<>();
        // Before the entries: what comes between is shown now and asked for again.
        json.put("changes", changes(journal));
        json.put("entries", journal == null ? List.of() : journal.entries().stream().map(JournalJson::entry).toList());
        return json;
    }

    /** By which the page sees whether there is something new; null while there is no journal. */
    static Long changes(Journal journal) {
        return journal == null ? null : journal.changes();
    }

    private static Map<String, Object> entry(Entry entry) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("number", entry.number());
        json.put("firstAt", entry.firstAt().toString());
        json.put("lastAt", entry.lastAt().toString());
        json.put("count", entry.count());
        json.put("severity", entry.severity().name());
        json.put("subject", entry.subject());
        json.put("what", entry.what());
        json.put("done", entry.done());
        return json;
    }
}
