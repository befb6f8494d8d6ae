package org.stereobridge.router.internal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.stereobridge.journal.Journal;
import org.stereobridge.journal.Severity;
import org.stereobridge.sync.LinkHealth;

/**
 * Tells log and journal what plans and the audio loop's figures say, of each subject not more often than one wants to
 * read it. One control thread.
 */
final class Chronicle {

    private static final Logger LOG = LoggerFactory.getLogger(Chronicle.class);
    private static final double LARGE_PPM = 200;

    private final AudioLoop loop;
    private final int pauseTurns;
    private final Map<Object, Tally> tallies = new HashMap<>();
    private volatile Journal journal;
    private String source;
    private Map<String, String> speakers = Map.of();

    /** A counter of which one tells now and then. */
    private static final class Tally {

        private long told;
        private int pause;
    }

    /** @param pauseTurns turns of {@link #watch} between two words on one subject */
    Chronicle(AudioLoop loop, int pauseTurns) {
        this.loop = loop;
        this.pauseTurns = pauseTurns;
    }

    /** Where it writes from now on; null for nowhere. Any thread. */
    void journal(Journal journal) {
        this.journal = journal;
    }

    /** Tells who has come and who has left. */
    void planned(Planner.Source from, List<Planner.Sink> to) {
        String next = from == null ? null : Devices.name(from.properties());
        if (source != null && !source.equals(next)) {
            write(Severity.WARNING, source, "has left", "silence until a source is here");
        }
        if (next != null && !next.equals(source)) {
            write(Severity.INFO, next, "is here", "it is played");
        }
        source = next;
        Map<String, String> now = new LinkedHashMap<>();
        to.forEach(sink -> now.put(sink.id(), Devices.name(sink.properties())));
        boolean standsIn = to.stream().anyMatch(sink -> sink.part().standsIn());
        speakers.forEach((id, name) -> {
            if (!now.containsKey(id)) {
                write(Severity.WARNING, name, "has left", to.isEmpty() ? "the music goes on unheard"
                        : standsIn ? "another one plays both channels" : "the others play on");
            }
        });
        for (Planner.Sink sink : to) {
            if (!speakers.containsKey(sink.id())) {
                write(Severity.INFO, now.get(sink.id()), "is here", sink.part().standsIn() ? "it plays both channels"
                        : "it plays " + sink.settings().row());
            }
        }
        speakers = now;
    }

    /** Looks at the figures; called at an even pace. */
    void watch(Planner.Source from, List<Planner.Sink> to) {
        loop.turns();
        tallies.values().forEach(tally -> tally.pause = Math.max(0, tally.pause - 1));
        if (news("failures", loop.failures()) > 0) {
            tell(Level.WARN, Severity.ERROR, "codec", "has failed",
                    "the speaker concerned is mute until its codec is replaced");
        }
        if (news("quality", loop.qualityChanges()) > 0) {
            boolean isBetter = loop.qualityReason() == LinkHealth.Reason.ROOM;
            tell(Level.INFO, isBetter ? Severity.INFO : Severity.WARNING, "speakers", reason(loop.qualityReason()),
                    "all take step " + loop.quality() + " of quality");
        }
        if (news("gaps", loop.gaps()) > 0) {
            tell(Level.DEBUG, Severity.WARNING, "source", "sent too late, or nothing", "silence was played instead");
        }
        for (Planner.Sink sink : to) {
            if (news(sink.departures(), sink.departures().skippedFrames()) > 0) {
                tell(Level.INFO, Severity.WARNING, speakers.getOrDefault(sink.id(), sink.id()),
                        "could not be reached in time", "what was late is left out for it alone");
            }
        }
        if (from != null) {
            watch(from);
        }
        List<Object> gone = new ArrayList<>(tallies.keySet());
        gone.removeIf(subject -> !(subject instanceof Departures departures)
                || to.stream().anyMatch(sink -> sink.departures() == departures));
        gone.forEach(tallies::remove);
    }

    private void watch(Planner.Source from) {
        if (news("pauses", from.chain().pauses()) > 0) {
            tell(Level.DEBUG, Severity.INFO, "source", "went on after a pause", "its time begins anew");
        }
        boolean isFar = Math.abs(from.chain().clock().driftPpm()) > LARGE_PPM;
        Tally drift = tallies.computeIfAbsent("drift", key -> new Tally());
        if (isFar && drift.told == 0) {
            tell(Level.INFO, Severity.WARNING, "source", "has a clock that is more than 200 ppm off",
                    "speakers follow it as far as they can");
        }
        drift.told = isFar ? 1 : 0;
    }

    /** By how much a counter has grown since it was told of last; 0 while it is not time for that again. */
    private long news(Object subject, long count) {
        Tally tally = tallies.computeIfAbsent(subject, key -> new Tally());
        if (count < tally.told) {
            tally.told = 0;
        }
        if (tally.pause > 0 || count == tally.told) {
            return 0;
        }
        long more = count - tally.told;
        tally.told = count;
        tally.pause = pauseTurns;
        return more;
    }

    private static String reason(LinkHealth.Reason reason) {
        return switch (reason) {
            case NONE -> "are served anew";
            case QUEUE -> "wait for the air: packets queue in the radio";
            case REFUSAL -> "wait for the air: the radio has no room for packets";
            case LATENESS -> "wait for the air: packets are late";
            case ROOM -> "have had room in the air for a while";
        };
    }

    private void tell(Level level, Severity severity, String subject, String what, String done) {
        LOG.atLevel(level).log("{}: {}; {}", subject, what, done);
        write(severity, subject, what, done);
    }

    private void write(Severity severity, String subject, String what, String done) {
        Journal to = journal;
        if (to != null) {
            to.add(severity, subject, what, done);
        }
    }
}
