package org.stereobridge.simulator.internal.scenario;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.stereobridge.simulator.internal.scenario.ScenarioEvent.What;

/** Finds events that cannot both be: what is lost cannot be lost again, nor anything else happen to it meanwhile. */
public final class EventConflicts {

    private static final String ECHO = "Echo";
    private static final String PROGRAM = "program";

    private EventConflicts() {
    }

    /**
     * Two events that cannot both be, by their indices.
     *
     * @param later the one that comes later, or stands later
     */
    public record Conflict(int earlier, int later) {

        /** For people: which event is in the way of the later one. */
        String text(List<ScenarioEvent> events) {
            ScenarioEvent other = events.get(earlier);
            return String.format(Locale.ROOT, "overlaps events[%d], %s from %s to %s s", earlier, other.what().label(),
                    seconds(other.atS()), seconds(other.endS()));
        }

        private static String seconds(double seconds) {
            return String.format(Locale.ROOT, "%.3f", seconds).replaceAll("\\.?0+$", "");
        }
    }

    /** The first conflict, empty where all events can be. */
    public static Optional<Conflict> first(List<ScenarioEvent> events, int speakers, int radios) {
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < events.size(); i++) {
            order.add(i);
        }
        order.sort((a, b) -> Double.compare(events.get(a).atS(), events.get(b).atS()));
        List<Integer> going = new ArrayList<>();
        for (int next : order) {
            ScenarioEvent event = events.get(next);
            going.removeIf(other -> !areAtOnce(events.get(other), event));
            Set<String> taken = things(event, speakers, radios);
            for (int other : going) {
                Set<String> common = new HashSet<>(things(events.get(other), speakers, radios));
                common.retainAll(taken);
                if (!common.isEmpty()) {
                    return Optional.of(new Conflict(other, next));
                }
            }
            going.add(next);
        }
        return Optional.empty();
    }

    /** @param later does not begin before the earlier one does */
    private static boolean areAtOnce(ScenarioEvent earlier, ScenarioEvent later) {
        return later.atS() < earlier.endS() || later.atS() == earlier.atS();
    }

    /** What an event has for itself. */
    private static Set<String> things(ScenarioEvent event, int speakers, int radios) {
        Set<String> things = new HashSet<>();
        What what = event.what();
        switch (what) {
            case ECHO_LOST, ECHO_SILENT, ECHO_RECONFIGURE, WRONG_PACKETS -> things.add(ECHO);
            case ECHO_RATE -> {
                things.add(ECHO);
                for (int i = 0; i < speakers; i++) {
                    things.add("speaker " + i);
                }
            }
            case SPEAKER_LOST, LATENCY_STEP, DELAY_REPORT -> things.add("speaker " + event.speaker());
            // A clock runs on while its device is away; it only cannot have two rates at once.
            case CLOCK_STEP -> things.add("clock " + event.speaker());
            case RADIO_STALL, CONGESTION -> {
                for (int radio = 1; radio <= radios; radio++) {
                    if (event.radio() == 0 || event.radio() == radio) {
                        things.add(what + " " + radio);
                    }
                }
                if (event.radio() == 0) {
                    things.add(what + " own");
                }
            }
            case SWAP, CRASH -> things.add(PROGRAM);
        }
        return things;
    }
}
