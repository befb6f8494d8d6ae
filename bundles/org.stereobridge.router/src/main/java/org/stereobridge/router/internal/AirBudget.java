package org.stereobridge.router.internal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.stereobridge.a2dp.AirTime;
import org.stereobridge.codec.CodecProvider;
import org.stereobridge.codec.StreamConfig;
import org.stereobridge.status.AirPlan;

/**
 * Shares the air of each adapter out among the streams that it carries. Quality yields before speakers do: whoever fits
 * at the lowest quality plays, in the order of preference, and then all have the best quality at which all of these
 * fit. It is the same step for all, so that no side sounds worse than the other.
 */
final class AirBudget {

    /** Refuses nobody. */
    static final AirBudget UNLIMITED = new AirBudget(AirTime.Modulation.EDR_3, Double.POSITIVE_INFINITY);

    private static final int MORE_THAN_ANYONE_HAS = 99;

    private final AirTime.Modulation modulation;
    private final double limit;

    /** @param limit the share of an adapter's air that its streams may take, above 0 */
    AirBudget(AirTime.Modulation modulation, double limit) {
        this.modulation = Objects.requireNonNull(modulation, "modulation");
        if (!(limit > 0)) {
            throw new IllegalArgumentException("limit=" + limit);
        }
        this.limit = limit;
    }

    /** What cannot be configured so is taken for the nearest that can. */
    static AirBudget of(int rateMbps, int limitPercent) {
        return new AirBudget(switch (Math.max(1, Math.min(3, rateMbps))) {
            case 1 -> AirTime.Modulation.BASIC;
            case 2 -> AirTime.Modulation.EDR_2;
            default -> AirTime.Modulation.EDR_3;
        }, Math.max(10, Math.min(100, limitPercent)) / 100.0);
    }

    /**
     * A stream that asks for air.
     *
     * @param adapter null where the radio names none: then it takes nothing from others
     */
    record Asking(String id, String name, Object adapter, AirNeed need) {
    }

    AirNeed need(CodecProvider codec, StreamConfig config, int mtuBytes) {
        return AirNeed.of(codec, config, mtuBytes, modulation);
    }

    /**
     * @param source null while there is none; it takes its share whatever is left then
     * @param speakers the preferred first
     */
    AirPlan share(Asking source, List<Asking> speakers) {
        int lowest = speakers.stream().mapToInt(speaker -> speaker.need().steps() - 1).max().orElse(0);
        List<Asking> playing = new ArrayList<>();
        List<AirPlan.Refused> refused = new ArrayList<>();
        Map<Object, Double> taken = taken(source, List.of(), 0);
        for (Asking speaker : speakers) {
            double asked = speaker.need().share(lowest);
            double left = limit - taken.getOrDefault(speaker.adapter(), 0.0);
            if (speaker.adapter() == null || asked <= left) {
                playing.add(speaker);
                taken.merge(speaker.adapter(), asked, Double::sum);
            } else {
                refused.add(new AirPlan.Refused(speaker.id(), speaker.name(), speaker.adapter().toString(), asked,
                        left));
            }
        }
        int step = 0;
        while (step < lowest && !fit(source, playing, step)) {
            step++;
        }
        return new AirPlan(step, adapters(source, speakers, playing, step, lowest), refused);
    }

    private boolean fit(Asking source, List<Asking> playing, int step) {
        Map<Object, Double> taken = taken(source, playing, step);
        return playing.stream().allMatch(speaker -> speaker.adapter() == null
                || taken.get(speaker.adapter()) <= limit);
    }

    private static Map<Object, Double> taken(Asking source, List<Asking> playing, int step) {
        Map<Object, Double> taken = new HashMap<>();
        if (source != null) {
            taken.put(source.adapter(), source.need().share(0));
        }
        playing.forEach(speaker -> taken.merge(speaker.adapter(), speaker.need().share(step), Double::sum));
        return taken;
    }

    private List<AirPlan.Adapter> adapters(Asking source, List<Asking> speakers, List<Asking> playing, int step,
            int lowest) {
        Map<String, AirPlan.Adapter> adapters = new TreeMap<>();
        Map<Object, Double> now = taken(source, playing, step);
        Map<Object, Double> least = taken(source, playing, lowest);
        Stream.concat(Stream.ofNullable(source), speakers.stream()).map(Asking::adapter).filter(Objects::nonNull)
                .distinct().forEach(adapter -> {
                    int served = (int) playing.stream().filter(speaker -> adapter.equals(speaker.adapter())).count();
                    double each = speakers.stream().filter(speaker -> adapter.equals(speaker.adapter()))
                            .mapToDouble(speaker -> speaker.need().share(lowest)).max().orElse(0);
                    double left = Math.max(0, limit - least.getOrDefault(adapter, 0.0));
                    int more = each == 0 ? 0 : (int) Math.min(MORE_THAN_ANYONE_HAS, left / each);
                    adapters.put(adapter.toString(), new AirPlan.Adapter(adapter.toString(),
                            source != null && adapter.equals(source.adapter()), served, served + more,
                            now.getOrDefault(adapter, 0.0), limit));
                });
        return List.copyOf(adapters.values());
    }
}
