package org.stereobridge.simulator.internal.world;

import java.util.List;
import java.util.OptionalLong;
import java.util.function.ToLongFunction;
import org.stereobridge.sync.SkewProbe;

/**
 * How far apart the simulated speakers are. Packets of all speakers leave together, so that it is the spread of the
 * latencies that the speakers really have, with what the bridge holds each speaker's content back.
 */
public final class SkewMeter implements SkewProbe {

    private static final long NOTHING = Long.MIN_VALUE;

    private final List<Speaker> speakers;
    private final List<String> ids;
    private final ToLongFunction<String> contentDelayNs;

    private volatile long skewNs = NOTHING;

    /** @param contentDelayNs by how much the bridge holds back what it sends to the speaker of this id */
    SkewMeter(List<Speaker> speakers, List<String> ids, ToLongFunction<String> contentDelayNs) {
        this.speakers = List.copyOf(speakers);
        this.ids = List.copyOf(ids);
        this.contentDelayNs = contentDelayNs;
    }

    /** Audio thread. */
    void update(double nowNs) {
        double earliest = Double.POSITIVE_INFINITY;
        double latest = Double.NEGATIVE_INFINITY;
        int sounding = 0;
        for (int i = 0; i < speakers.size(); i++) {
            Speaker speaker = speakers.get(i);
            if (speaker.isSounding(nowNs)) {
                double ns = speaker.latencyNs() + contentDelayNs.applyAsLong(ids.get(i));
                earliest = Math.min(earliest, ns);
                latest = Math.max(latest, ns);
                sounding++;
            }
        }
        skewNs = sounding < 2 ? NOTHING : Math.round(latest - earliest);
    }

    @Override
    public OptionalLong skewNs() {
        long ns = skewNs;
        return ns == NOTHING ? OptionalLong.empty() : OptionalLong.of(ns);
    }

    @Override
    public String origin() {
        return "simulated world";
    }
}
