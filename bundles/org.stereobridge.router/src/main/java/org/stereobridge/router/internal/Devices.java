package org.stereobridge.router.internal;

import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.stereobridge.codec.CodecId;
import org.stereobridge.codec.CodecProvider;
import org.stereobridge.radio.InboundLink;
import org.stereobridge.radio.Link;
import org.stereobridge.radio.OutboundLink;
import org.stereobridge.routing.ProgrammeSettings;
import org.stereobridge.routing.SpeakerSettings;
import org.stereobridge.sync.SyncController;

/**
 * What is there to plan with, at one moment.
 *
 * @param inbound streams that arrive, the latest last, with their service properties
 * @param outbound speakers with their service properties
 * @param codecs the best last
 * @param settings by speaker id
 * @param sync null while there is none
 */
record Devices(Map<InboundLink, Map<String, Object>> inbound, Map<OutboundLink, Map<String, Object>> outbound,
        Map<Comparable<?>, CodecProvider> codecs, Map<String, SpeakerSettings> settings, ProgrammeSettings programme,
        SyncController sync) {

    Devices {
        inbound = Collections.unmodifiableMap(new LinkedHashMap<>(inbound));
        outbound = Collections.unmodifiableMap(new LinkedHashMap<>(outbound));
        codecs = Collections.unmodifiableMap(new LinkedHashMap<>(codecs));
        settings = Map.copyOf(settings);
    }

    Optional<CodecProvider> codec(CodecId id) {
        return codecs.values().stream().filter(provider -> provider.id().equals(id)).reduce((worse, better) -> better);
    }

    /** Speakers in the order of their ids, so that the choice of channels does not hang on who came first. */
    Map<String, OutboundLink> speakers() {
        Map<String, OutboundLink> speakers = new TreeMap<>(Comparator.naturalOrder());
        outbound.forEach((link, properties) -> speakers.put((String) properties.get(Link.ID), link));
        return speakers;
    }

    static String name(Map<String, Object> properties) {
        return properties.get(Link.NAME) instanceof String name ? name : (String) properties.get(Link.ID);
    }
}
