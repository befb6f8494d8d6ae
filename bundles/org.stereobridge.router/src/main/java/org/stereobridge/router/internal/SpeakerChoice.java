package org.stereobridge.router.internal;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.stereobridge.codec.CodecProvider;
import org.stereobridge.radio.OutboundLink;
import org.stereobridge.routing.MixRow;
import org.stereobridge.routing.SpeakerSettings;

/**
 * A speaker that could be played to, and as what.
 *
 * @param isOwners whether its settings are its owner's
 */
record SpeakerChoice(String id, OutboundLink link, Map<String, Object> properties, CodecProvider codec,
        Casting.Part part, boolean isOwners) {

    /** All, in the order of their ids; {@code codecs} has one for a speaker and its link, or null. */
    static List<SpeakerChoice> of(Devices devices, Map<String, Casting.Part> parts,
            BiFunction<String, OutboundLink, CodecProvider> codecs) {
        return devices.speakers().entrySet().stream().map(speaker -> {
            String id = speaker.getKey();
            OutboundLink link = speaker.getValue();
            return new SpeakerChoice(id, link, devices.outbound().get(link), codecs.apply(id, link), parts.get(id),
                    devices.settings().containsKey(id));
        }).toList();
    }

    /** Those that an owner would miss most come first: speakers that were set up, then one pair, then by id. */
    static List<SpeakerChoice> preferred(List<SpeakerChoice> choices) {
        List<SpeakerChoice> pair = Stream.of(MixRow.LEFT, MixRow.RIGHT).flatMap(row -> choices.stream()
                .filter(choice -> choice.settings().row().equals(row))
                .min(Comparator.comparing((SpeakerChoice choice) -> !choice.isOwners())
                        .thenComparing(SpeakerChoice::id)).stream()).toList();
        return choices.stream().sorted(Comparator.comparing((SpeakerChoice choice) -> !choice.isOwners())
                .thenComparing(choice -> !pair.contains(choice)).thenComparing(SpeakerChoice::id)).toList();
    }

    SpeakerSettings settings() {
        return part.settings();
    }

    String name() {
        return Devices.name(properties);
    }
}
