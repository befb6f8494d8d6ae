package org.stereobridge.bluez.internal;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.stereobridge.codec.CodecId;
import org.stereobridge.codec.CodecProvider;

/** The codecs that there are, the best provider of each. Any thread. */
final class Codecs {

    private final Map<Comparable<?>, CodecProvider> providers = new TreeMap<>(Collections.reverseOrder()); // this
    private volatile List<CodecProvider> byRank = List.of();

    synchronized void add(Comparable<?> rank, CodecProvider provider) {
        providers.put(rank, provider);
        byRank = List.copyOf(providers.values());
    }

    synchronized void remove(Comparable<?> rank) {
        providers.remove(rank);
        byRank = List.copyOf(providers.values());
    }

    /** What endpoints are offered for. */
    List<CodecId> ids() {
        return byRank.stream().map(CodecProvider::id).distinct().toList();
    }

    Optional<CodecProvider> best(CodecId id) {
        return byRank.stream().filter(provider -> provider.id().equals(id)).findFirst();
    }
}
