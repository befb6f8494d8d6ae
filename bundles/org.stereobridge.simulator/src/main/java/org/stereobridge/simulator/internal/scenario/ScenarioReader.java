package org.stereobridge.simulator.internal.scenario;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;
import org.stereobridge.routing.MixRow;
import org.stereobridge.simulator.internal.RefusedException;

/** Reads a scenario file, and says in one line what is wrong with it and what is allowed. */
public final class ScenarioReader {

    private static final String BUILT_IN = "default.json";
    private static final int MAX_BYTES = 1 << 20;
    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N} ._-]{0,39}");
    /** Half of it is filled before a speaker plays; the largest packet, 15 codecFrames, must fit the other half. */
    private static final double LEAST_BUFFER_MS = 100;
    /** What is lost on a shared radio is sent again, until it has come. */
    private static final double MOST_RETRANSMITTED = 90;
    private static final String NAME_REMEDY = "give 1 to 40 letters, digits, spaces, dots, dashes or underscores";
    private static final String CHANNEL_REMEDY = "give left, right, mono or two numbers of -4 to 4, such as 0.7,0.3";
    private static final String SPEAKERS_REMEDY = "give 1 to " + Scenario.MAX_SPEAKERS + " speakers";

    private final String file;

    private ScenarioReader(String file) {
        this.file = file;
    }

    /** Two speakers of different latency and drift, and an Echo with jitter. */
    public static Scenario builtIn() throws RefusedException {
        try (InputStream in = ScenarioReader.class.getResourceAsStream(BUILT_IN)) {
            return read("built-in scenario", new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new IllegalStateException("no built-in scenario", e);
        }
    }

    public static Scenario read(Path path) throws RefusedException {
        try {
            if (Files.size(path) > MAX_BYTES) {
                throw new RefusedException(RefusedException.CONTENT, "longer than a scenario can be", path.toString(),
                        "give a JSON file of less than 1 MB");
            }
            return read(path.toString(), Files.readString(path));
        } catch (CharacterCodingException e) {
            throw new RefusedException(RefusedException.CONTENT, "no text in UTF-8", path.toString(),
                    "give a JSON file");
        } catch (IOException e) {
            throw new RefusedException(RefusedException.NO_INPUT, "scenario cannot be read", path.toString(),
                    "check the path and its permissions");
        }
    }

    /** @param file for the messages */
    static Scenario read(String file, String text) throws RefusedException {
        Object tree;
        try {
            tree = JsonTree.parse(text);
        } catch (JsonProcessingException e) {
            String place = e.getLocation() == null ? "" : ": line " + e.getLocation().getLineNr() + ", column "
                    + e.getLocation().getColumnNr();
            throw new RefusedException(RefusedException.CONTENT, "no valid JSON (" + e.getOriginalMessage() + ")",
                    file + place, "correct it there");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return new ScenarioReader(file).scenario(tree);
    }

    private Scenario scenario(Object tree) throws RefusedException {
        var fields = new JsonFields(file, "", tree, List.of("seed", "echo", "speakers", "events"));
        Scenario.Echo echo = echo(fields.has("echo") ? fields.get("echo") : Map.of());
        List<?> speakers = fields.list("speakers", SPEAKERS_REMEDY);
        if (speakers.isEmpty() || speakers.size() > Scenario.MAX_SPEAKERS) {
            throw fields.refused(speakers.isEmpty() ? "no speakers" : speakers.size() + " speakers", "speakers",
                    SPEAKERS_REMEDY);
        }
        List<Scenario.Speaker> read = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (int i = 0; i < speakers.size(); i++) {
            read.add(speaker("speakers[" + i + "]", speakers.get(i), names));
        }
        return new Scenario(fields.whole("seed", 1, Long.MIN_VALUE, Long.MAX_VALUE), echo, read,
                events(fields, echo, read));
    }

    private List<ScenarioEvent> events(JsonFields fields, Scenario.Echo echo, List<Scenario.Speaker> speakers)
            throws RefusedException {
        List<?> values = fields.list("events", "give a list, [] for none");
        if (values.size() > EventReader.MAX_EVENTS) {
            throw fields.refused(values.size() + " events", "events", "give " + EventReader.MAX_EVENTS + " at most");
        }
        List<ScenarioEvent> events = new EventReader(file, echo, speakers).read(values);
        Optional<EventConflicts.Conflict> conflict =
                EventConflicts.first(events, speakers.size(), Scenario.MAX_RADIOS);
        if (conflict.isPresent()) {
            throw fields.refused(conflict.get().text(events), "events[" + conflict.get().later() + "]",
                    "give a time outside of that");
        }
        return events;
    }

    private Scenario.Echo echo(Object value) throws RefusedException {
        var fields = new JsonFields(file, "echo", value,
                List.of("clockPpm", "jitterMs", "packetFrames", "codec", "rateHz", "radio"));
        String codec = fields.text("codec", "sbc:joint:53", "give " + EchoCodec.ALLOWED);
        try {
            EchoCodec.parse(codec);
        } catch (IllegalArgumentException e) {
            throw fields.refused("no such codec: " + JsonFields.shown(codec), "codec", "give " + EchoCodec.ALLOWED);
        }
        OptionalInt rateHz = OptionalInt.empty();
        if (fields.has("rateHz")) {
            rateHz = OptionalInt.of((int) fields.whole("rateHz", 0, 0, Integer.MAX_VALUE));
            if (rateHz.getAsInt() != 44_100 && rateHz.getAsInt() != 48_000) {
                throw fields.refused("no such rate: " + rateHz.getAsInt(), "rateHz", "give 44100 or 48000");
            }
        }
        return new Scenario.Echo(fields.number("clockPpm", 0, -300, 300), fields.number("jitterMs", 0, 0, 100),
                (int) fields.whole("packetFrames", 7, 1, 15), codec, rateHz, radio(fields));
    }

    private static OptionalInt radio(JsonFields fields) throws RefusedException {
        return fields.has("radio") ? OptionalInt.of((int) fields.whole("radio", 0, 1, Scenario.MAX_RADIOS))
                : OptionalInt.empty();
    }

    private Scenario.Speaker speaker(String path, Object value, Set<String> names) throws RefusedException {
        var fields = new JsonFields(file, path, value, List.of("name", "channel", "latencyMs", "reportedDelayMs",
                "clockPpm", "followsSource", "bufferMs", "refusesMono", "lossPercent", "radio"));
        String name = fields.text("name", null, NAME_REMEDY);
        if (!NAME.matcher(name).matches()) {
            throw fields.refused("no fit name: " + JsonFields.shown(name), "name", NAME_REMEDY);
        }
        if (!names.add(name.toLowerCase(Locale.ROOT))) {
            throw fields.refused("second speaker of this name: " + JsonFields.shown(name), "name", "give each its own");
        }
        MixRow channel;
        String row = fields.text("channel", null, CHANNEL_REMEDY);
        try {
            channel = MixRow.parse(row);
        } catch (IllegalArgumentException e) {
            throw fields.refused("no such channel: " + JsonFields.shown(row), "channel", CHANNEL_REMEDY);
        }
        OptionalInt radio = radio(fields);
        return new Scenario.Speaker(name, channel, fields.number("latencyMs", 0, 2_000),
                fields.optionalNumber("reportedDelayMs", 0, 6_553.5), fields.number("clockPpm", 0, -300, 300),
                fields.truth("followsSource", true), fields.number("bufferMs", 200, LEAST_BUFFER_MS, 5_000),
                fields.truth("refusesMono", false),
                fields.number("lossPercent", 0, 0, radio.isPresent() ? MOST_RETRANSMITTED : 100), radio);
    }
}
