package org.stereobridge.simulator.internal.scenario;

import static org.stereobridge.simulator.internal.scenario.ScenarioEvent.DECODER;
import static org.stereobridge.simulator.internal.scenario.ScenarioEvent.ENCODER;
import static org.stereobridge.simulator.internal.scenario.ScenarioEvent.NONE;
import static org.stereobridge.simulator.internal.scenario.ScenarioEvent.NOTHING;
import static org.stereobridge.simulator.internal.scenario.ScenarioEvent.SILENCE;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.stereobridge.simulator.internal.RefusedException;
import org.stereobridge.simulator.internal.scenario.ScenarioEvent.What;

/** Reads a scenario's events, each with its own fields. */
final class EventReader {

    static final int MAX_EVENTS = 10_000;

    private static final double FIRST_S = 1;
    private static final double LAST_S = 604_800;
    private static final double SHORTEST_S = 0.5;
    private static final double LONGEST_S = 86_400;
    /** How long the Echo is away to agree on another stream. */
    private static final double RECONFIGURATION_S = 0.5;
    private static final Pattern BUNDLE = Pattern.compile("[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*");
    private static final Map<What, List<String>> FIELDS = Map.ofEntries(
            Map.entry(What.SPEAKER_LOST, List.of("speaker", "forS")),
            Map.entry(What.ECHO_LOST, List.of("forS")),
            Map.entry(What.ECHO_SILENT, List.of("mode", "forS")),
            Map.entry(What.RADIO_STALL, List.of("ms", "radio")),
            Map.entry(What.CONGESTION, List.of("percent", "forS", "radio")),
            Map.entry(What.LATENCY_STEP, List.of("ms", "speaker")),
            Map.entry(What.CLOCK_STEP, List.of("ppm", "speaker")),
            Map.entry(What.DELAY_REPORT, List.of("ms", "speaker")),
            Map.entry(What.ECHO_RATE, List.of("rateHz", "forS")),
            Map.entry(What.ECHO_RECONFIGURE, List.of("codec", "forS")),
            Map.entry(What.SWAP, List.of("bundle", "file", "takesMs")),
            Map.entry(What.CRASH, List.of("coder", "forS")),
            Map.entry(What.WRONG_PACKETS, List.of("n")));
    private static final List<String> ALL_FIELDS = Stream.concat(Stream.of("atS", "do"),
            FIELDS.values().stream().flatMap(List::stream)).distinct().toList();
    private static final String DO_REMEDY = "give "
            + Arrays.stream(What.values()).map(What::label).collect(Collectors.joining(", "));

    private final String file;
    private final Scenario.Echo echo;
    private final List<Scenario.Speaker> speakers;

    EventReader(String file, Scenario.Echo echo, List<Scenario.Speaker> speakers) {
        this.file = file;
        this.echo = echo;
        this.speakers = speakers;
    }

    /** In the file's order. */
    List<ScenarioEvent> read(List<?> values) throws RefusedException {
        List<ScenarioEvent> events = new ArrayList<>();
        for (Object value : values) {
            events.add(event("events[" + events.size() + "]", value));
        }
        return events;
    }

    private ScenarioEvent event(String path, Object value) throws RefusedException {
        var any = new JsonFields(file, path, value, ALL_FIELDS);
        String label = any.text("do", null, DO_REMEDY);
        What what = Arrays.stream(What.values()).filter(known -> known.label().equals(label)).findFirst()
                .orElseThrow(() -> any.refused("no such event: " + JsonFields.shown(label), "do", DO_REMEDY));
        var fields = new JsonFields(file, path, value,
                Stream.concat(Stream.of("atS", "do"), FIELDS.get(what).stream()).toList());
        double atS = fields.number("atS", FIRST_S, LAST_S);
        return switch (what) {
            case SPEAKER_LOST -> event(atS, what, speaker(fields), 0, forS(fields), "");
            case ECHO_LOST -> event(atS, what, NONE, 0, forS(fields), "");
            case ECHO_SILENT -> event(atS, what, NONE, 0, forS(fields),
                    choice(fields, "mode", null, NOTHING, SILENCE));
            case RADIO_STALL -> {
                double ms = fields.number("ms", 1, 10_000);
                yield new ScenarioEvent(atS, what, NONE, radio(fields, false), ms, ms / 1e3, "", null);
            }
            case CONGESTION -> new ScenarioEvent(atS, what, NONE, radio(fields, true), fields.number("percent", 1, 100),
                    forS(fields), "", null);
            case LATENCY_STEP -> event(atS, what, speaker(fields), fields.number("ms", 0.1, 1_000), 0, "");
            case CLOCK_STEP -> event(atS, what, fields.has("speaker") ? speaker(fields) : NONE,
                    fields.number("ppm", -300, 300), 0, "");
            case DELAY_REPORT -> event(atS, what, speaker(fields), fields.number("ms", 0, 6_553.5), 0, "");
            case ECHO_RATE -> event(atS, what, NONE, rate(fields), pause(fields), "");
            case ECHO_RECONFIGURE -> event(atS, what, NONE, 0, pause(fields), codec(fields));
            case SWAP -> new ScenarioEvent(atS, what, NONE, 0, 0, fields.number("takesMs", 150, 0, 10_000) / 1e3,
                    bundle(fields), path(fields));
            case CRASH -> event(atS, what, NONE, 0, fields.number("forS", 1, SHORTEST_S, LONGEST_S),
                    choice(fields, "coder", ENCODER, ENCODER, DECODER));
            case WRONG_PACKETS -> event(atS, what, NONE, number(fields), 0, "");
        };
    }

    private static ScenarioEvent event(double atS, What what, int speaker, double amount, double forS, String text) {
        return new ScenarioEvent(atS, what, speaker, 0, amount, forS, text, null);
    }

    private static double forS(JsonFields fields) throws RefusedException {
        return fields.number("forS", SHORTEST_S, LONGEST_S);
    }

    private static double pause(JsonFields fields) throws RefusedException {
        return fields.number("forS", RECONFIGURATION_S, SHORTEST_S, LONGEST_S);
    }

    private int speaker(JsonFields fields) throws RefusedException {
        String remedy = "give " + speakers.stream().map(Scenario.Speaker::name).collect(Collectors.joining(", "));
        String name = fields.text("speaker", null, remedy);
        for (int i = 0; i < speakers.size(); i++) {
            if (speakers.get(i).name().equals(name)) {
                return i;
            }
        }
        throw fields.refused("no such speaker: " + JsonFields.shown(name), "speaker", remedy);
    }

    /** @param isShared whether a radio of a device's own will not do */
    private int radio(JsonFields fields, boolean isShared) throws RefusedException {
        List<Integer> radios = Stream.concat(Stream.of(echo.radio()),
                speakers.stream().map(Scenario.Speaker::radio)).filter(radio -> radio.isPresent())
                .map(radio -> radio.getAsInt()).distinct().sorted().toList();
        if (radios.isEmpty() && isShared) {
            throw fields.refused("no radio whose air is shared", "do", "give devices a radio, 1 or 2");
        }
        if (!fields.has("radio")) {
            return 0;
        }
        int radio = (int) fields.whole("radio", 0, 1, Scenario.MAX_RADIOS);
        if (!radios.contains(radio)) {
            throw fields.refused("no device on radio " + radio, "radio",
                    radios.isEmpty() ? "leave it out" : "give one of " + radios + ", or leave it out for all");
        }
        return radio;
    }

    private static double rate(JsonFields fields) throws RefusedException {
        String remedy = "give 44100 or 48000";
        if (!fields.has("rateHz")) {
            throw fields.missing("rateHz", remedy);
        }
        long rateHz = fields.whole("rateHz", 0, 0, Integer.MAX_VALUE);
        if (rateHz != 44_100 && rateHz != 48_000) {
            throw fields.refused("no such rate: " + rateHz, "rateHz", remedy);
        }
        return rateHz;
    }

    private static double number(JsonFields fields) throws RefusedException {
        if (!fields.has("n")) {
            throw fields.missing("n", "give a whole number, 1 to 1000");
        }
        return fields.whole("n", 0, 1, 1_000);
    }

    private static String codec(JsonFields fields) throws RefusedException {
        String codec = fields.text("codec", null, "give " + EchoCodec.ALLOWED);
        try {
            EchoCodec.parse(codec);
        } catch (IllegalArgumentException e) {
            throw fields.refused("no such codec: " + JsonFields.shown(codec), "codec", "give " + EchoCodec.ALLOWED);
        }
        return codec;
    }

    private static String bundle(JsonFields fields) throws RefusedException {
        String remedy = "give a symbolic name, such as org.stereobridge.router";
        String bundle = fields.text("bundle", null, remedy);
        if (!BUNDLE.matcher(bundle).matches()) {
            throw fields.refused("no symbolic name: " + JsonFields.shown(bundle), "bundle", remedy);
        }
        return bundle;
    }

    private static Path path(JsonFields fields) throws RefusedException {
        if (!fields.has("file")) {
            return null;
        }
        String path = fields.text("file", null, "give a jar, or leave it out");
        try {
            return Path.of(path);
        } catch (InvalidPathException e) {
            throw fields.refused("no path: " + JsonFields.shown(path), "file", "give a jar, or leave it out");
        }
    }

    private static String choice(JsonFields fields, String name, String fallback, String one, String other)
            throws RefusedException {
        String remedy = "give " + one + " or " + other;
        String text = fields.text(name, fallback, remedy);
        if (!text.equals(one) && !text.equals(other)) {
            throw fields.refused("no such " + name + ": " + JsonFields.shown(text), name, remedy);
        }
        return text;
    }
}
