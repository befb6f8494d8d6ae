package org.stereobridge.bluez.internal.device;

import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.stereobridge.radio.RadioStatus.Duty;

/**
 * Which adapter serves the source and which the speakers. Left to itself: with one adapter that one does both; with
 * several the first serves the source and the others the speakers, and each keeps serving what is bonded with it.
 *
 * @param source {@code auto}, or an adapter's id or address
 * @param speakers {@code auto}, or adapters' ids or addresses
 */
public record AdapterChoice(String source, Set<String> speakers) {

    static final String AUTO = "auto";

    public AdapterChoice {
        speakers = Set.copyOf(speakers);
    }

    /**
     * What is known of an adapter.
     *
     * @param bonded what devices that are bonded with it need
     */
    record Candidate(String id, String address, Set<Duty> bonded) {

        boolean isCalled(String name) {
            return id.equals(name) || address.equalsIgnoreCase(name);
        }
    }

    /** @param adapters in the order in which they are preferred for the source; the result has each of them */
    Map<String, Set<Duty>> duties(List<Candidate> adapters) {
        Map<String, Set<Duty>> duties = new LinkedHashMap<>();
        adapters.forEach(adapter -> duties.put(adapter.id(), EnumSet.noneOf(Duty.class)));
        List<String> forSource = named(adapters, Set.of(source));
        List<String> forSpeakers = named(adapters, speakers);
        if (forSource.isEmpty()) {
            List<String> taken = forSpeakers;
            forSource = adapters.stream().map(Candidate::id).filter(id -> !taken.contains(id)).limit(1).toList();
            if (forSource.isEmpty()) {
                forSource = adapters.stream().map(Candidate::id).limit(1).toList();
            }
            give(duties, adapters, Duty.SOURCE);
        }
        if (forSpeakers.isEmpty()) {
            List<String> taken = forSource;
            forSpeakers = adapters.stream().map(Candidate::id)
                    .filter(id -> !taken.contains(id) || adapters.size() == 1).toList();
            give(duties, adapters, Duty.SPEAKERS);
        }
        forSource.forEach(id -> duties.get(id).add(Duty.SOURCE));
        forSpeakers.forEach(id -> duties.get(id).add(Duty.SPEAKERS));
        return duties;
    }

    private static List<String> named(Collection<Candidate> adapters, Set<String> names) {
        return adapters.stream().filter(adapter -> names.stream().anyMatch(adapter::isCalled)).map(Candidate::id)
                .toList();
    }

    private static void give(Map<String, Set<Duty>> duties, List<Candidate> adapters, Duty duty) {
        adapters.stream().filter(adapter -> adapter.bonded().contains(duty))
                .forEach(adapter -> duties.get(adapter.id()).add(duty));
    }
}
