package org.stereobridge.shell.internal;

import static org.stereobridge.shell.internal.Words.name;
import static org.stereobridge.shell.internal.Words.sentence;
import static org.stereobridge.shell.internal.Words.word;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.apache.felix.service.command.Descriptor;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.stereobridge.journal.Entry;
import org.stereobridge.journal.Journal;

/** What happened and when, in the machine's own time. */
@Component(service = JournalCommands.class,
        property = {"osgi.command.scope=bridge", "osgi.command.function=journal"})
public final class JournalCommands {

    private static final int USUAL = 20;
    private static final String USAGE = "usage: journal [ENTRIES, 1 or more]";

    private final DateTimeFormatter time;

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile Journal journal;

    @Activate
    public JournalCommands() {
        this(ZoneId.systemDefault());
    }

    JournalCommands(ZoneId zone) {
        time = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(zone);
    }

    @Descriptor("shows what happened last, and what was done about it")
    public String journal(@Descriptor("[ENTRIES, 20 where nothing is said]") String... args) {
        int most = args.length == 0 ? USUAL : count(args);
        Journal present = journal;
        if (present == null) {
            throw new CommandRefused("nothing is kept: the journal's bundle is not active");
        }
        List<Entry> entries = present.entries();
        if (entries.isEmpty()) {
            return "Nothing has happened.";
        }
        var table = new Table("LAST", " TIMES", "KIND", "SUBJECT", "WHAT HAPPENED", "WHAT WAS DONE");
        for (Entry entry : entries.subList(0, Math.min(most, entries.size()))) {
            table.row(time.format(entry.lastAt()), String.valueOf(entry.count()), word(entry.severity()),
                    name(entry.subject()), sentence(entry.what()), sentence(entry.done()));
        }
        return table.toString();
    }

    private static int count(String[] args) {
        try {
            int count = args.length == 1 ? Integer.parseInt(args[0]) : 0;
            if (count > 0) {
                return count;
            }
        } catch (NumberFormatException e) {
            // Refused below, with what is allowed.
        }
        throw new CommandRefused(USAGE);
    }
}
