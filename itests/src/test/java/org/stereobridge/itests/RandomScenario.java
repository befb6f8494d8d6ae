package org.stereobridge.itests;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Random;

/**
 * Events by chance, the same ones for the same seed. Each has a stretch of its own, an even share of the run,
 * and ends well before the next one begins: so none overlaps another, and all are legal.
 */
final class RandomScenario {

    /** Of each event's stretch, what it may take at most; in the rest the pair becomes whole. */
    private static final double LONGEST_SHARE = 0.3;
    private static final List<String> BUNDLES =
            List.of("org.stereobridge.router", "org.stereobridge.sync", "org.stereobridge.codec.sbc");
    private static final List<String> CODECS = List.of("sbc:joint:53", "sbc:dual:31", "sbc:stereo:45");
    private static final int LEAST_STRETCH_S = 5;

    private final Random random;
    private final List<String> speakers;
    private int rateHz = 44_100;

    private RandomScenario(long seed, List<String> speakers) {
        random = new Random(seed);
        this.speakers = speakers;
    }

    /**
     * So many events over a run.
     *
     * @param speakers the names of those that are there
     * @param seconds of the run; 5 an event at least
     */
    static ArrayNode events(long seed, List<String> speakers, int events, double seconds) {
        double stretchS = seconds / events;
        if (stretchS < LEAST_STRETCH_S) {
            throw new IllegalArgumentException(events + " events in " + seconds + " s");
        }
        var scenario = new RandomScenario(seed, speakers);
        ArrayNode all = JsonNodeFactory.instance.arrayNode();
        for (int i = 0; i < events; i++) {
            all.add(scenario.event(i * stretchS + 1 + scenario.random.nextInt(1_000) / 1e3, stretchS * LONGEST_SHARE));
        }
        return all;
    }

    private ObjectNode event(double atS, double longestS) {
        ObjectNode event = JsonNodeFactory.instance.objectNode().put("atS", Math.round(atS * 1e3) / 1e3);
        double forS = Math.round((0.5 + random.nextDouble() * (longestS - 0.5)) * 1e3) / 1e3;
        String speaker = speakers.get(random.nextInt(speakers.size()));
        return switch (random.nextInt(12)) {
            case 0 -> event.put("do", "speakerLost").put("speaker", speaker).put("forS", forS);
            case 1 -> event.put("do", "echoLost").put("forS", forS);
            case 2 -> event.put("do", "echoSilent").put("forS", forS)
                    .put("mode", random.nextBoolean() ? "nothing" : "silence");
            case 3 -> event.put("do", "radioStall").put("ms", 50 + random.nextInt(450));
            case 4 -> event.put("do", "latencyStep").put("speaker", speaker).put("ms", 1 + random.nextInt(20));
            case 5 -> event.put("do", "clockStep").put("ppm", random.nextInt(121) - 60);
            case 6 -> event.put("do", "clockStep").put("speaker", speaker).put("ppm", random.nextInt(121) - 60);
            case 7 -> event.put("do", "delayReport").put("speaker", speaker).put("ms", 100 + random.nextInt(150));
            case 8 -> rate(event);
            case 9 -> event.put("do", "echoReconfigure").put("codec", CODECS.get(random.nextInt(CODECS.size())));
            case 10 -> random.nextBoolean()
                    ? event.put("do", "swap").put("bundle", BUNDLES.get(random.nextInt(BUNDLES.size())))
                    : event.put("do", "crash").put("coder", random.nextBoolean() ? "encoder" : "decoder");
            default -> event.put("do", "wrongPackets").put("n", 1 + random.nextInt(30));
        };
    }

    private ObjectNode rate(ObjectNode event) {
        rateHz = rateHz == 44_100 ? 48_000 : 44_100;
        return event.put("do", "echoRate").put("rateHz", rateHz);
    }
}
