package org.stereobridge.router.internal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;
import org.stereobridge.radio.Link;
import org.stereobridge.radio.OutboundLink;
import org.stereobridge.routing.MixRow;
import org.stereobridge.routing.SpeakerSettings;

/**
 * Who plays what: each speaker its own row, and both channels where it stands in for one that is gone. A speaker that
 * has been here keeps its row for its return. One control thread.
 */
final class Casting {

    /**
     * What one speaker plays.
     *
     * @param standsIn whether it is to play both channels, since nobody is left for the other one
     */
    record Part(SpeakerSettings settings, boolean standsIn) {
    }

    private final boolean mayStandIn;
    /** What the radio suggests for each speaker that has been here, by id. */
    private final Map<String, Object> suggestions = new HashMap<>();

    /** @param mayStandIn whether a speaker may play more than its own row */
    Casting(boolean mayStandIn) {
        this.mayStandIn = mayStandIn;
    }

    /** The parts of all speakers that are here, by id. */
    Map<String, Part> cast(Devices devices) {
        Map<String, OutboundLink> present = devices.speakers();
        present.forEach((id, link) -> suggestions.put(id, devices.outbound().get(link).get(Link.ROW)));
        Map<String, SpeakerSettings> all = settings(devices.settings());
        List<MixRow> here = new ArrayList<>();
        List<MixRow> away = new ArrayList<>();
        all.forEach((id, settings) -> (present.containsKey(id) ? here : away).add(settings.row()));
        boolean lacksLeft = lacks(here, away, MixRow::left);
        boolean lacksRight = lacks(here, away, MixRow::right);
        Map<String, Part> parts = new HashMap<>();
        present.keySet().forEach(id -> {
            MixRow row = all.get(id).row();
            parts.put(id, new Part(all.get(id), mayStandIn && (lacksLeft && row.right() != 0
                    || lacksRight && row.left() != 0)));
        });
        return parts;
    }

    private Map<String, SpeakerSettings> settings(Map<String, SpeakerSettings> owners) {
        List<MixRow> taken = new ArrayList<>();
        suggestions.keySet().stream().filter(owners::containsKey).forEach(id -> taken.add(owners.get(id).row()));
        Set<String> ids = new TreeSet<>(suggestions.keySet());
        ids.addAll(owners.keySet());
        Map<String, SpeakerSettings> all = new TreeMap<>();
        for (String id : ids) {
            SpeakerSettings settings = owners.get(id);
            if (settings == null) {
                settings = new SpeakerSettings(id, MixPolicy.choose(suggestions.get(id), taken), 0, 0, List.of());
                taken.add(settings.row());
            }
            all.put(id, settings);
        }
        return all;
    }

    /** Whether a channel that somebody played is played by nobody now. */
    private static boolean lacks(List<MixRow> here, List<MixRow> away, ToDoubleFunction<MixRow> channel) {
        return here.stream().allMatch(row -> channel.applyAsDouble(row) == 0)
                && away.stream().anyMatch(row -> channel.applyAsDouble(row) != 0);
    }
}
