package org.stereobridge.console.internal;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.stereobridge.routing.EqBand;
import org.stereobridge.routing.MixRow;
import org.stereobridge.routing.ProgrammeMode;
import org.stereobridge.routing.ProgrammeSettings;
import org.stereobridge.routing.Routing;
import org.stereobridge.routing.SpeakerSettings;

/**
 * Does what a form asks, one form at a time. Only what the form names is changed; a wrong value changes nothing. All
 * methods throw IllegalArgumentException with a message for people where a value is wrong.
 */
final class Commands {

    /**
     * @param form {@code id} and any of {@code row}, {@code gainDb}, {@code trimMs}, {@code eq} (a band each, or flat)
     */
    synchronized SpeakerSettings speaker(Routing routing, Map<String, String[]> form) throws IOException {
        SpeakerSettings settings = routing.speaker(one("id", form));
        for (String name : form.keySet()) {
            settings = switch (name) {
                case "id" -> settings;
                case "row" -> settings.withRow(MixRow.parse(one(name, form)));
                case "gainDb" -> settings.withGainDb(number(name, form));
                case "trimMs" -> settings.withTrimNs(Math.round(1e6 * number(name, form)));
                case "eq" -> settings.withEq(bands(form.get(name)));
                default -> throw unknown(name, "id, row, gainDb, trimMs or eq");
            };
        }
        routing.speaker(settings);
        return settings;
    }

    /** @param form any of {@code mode}, {@code masterDb}, {@code balance} */
    synchronized ProgrammeSettings programme(Routing routing, Map<String, String[]> form) throws IOException {
        ProgrammeSettings now = routing.programme();
        for (String name : form.keySet()) {
            now = switch (name) {
                case "mode" -> new ProgrammeSettings(mode(one(name, form)), now.masterDb(), now.balance());
                case "masterDb" -> new ProgrammeSettings(now.mode(), number(name, form), now.balance());
                case "balance" -> new ProgrammeSettings(now.mode(), now.masterDb(), number(name, form));
                default -> throw unknown(name, "mode, masterDb or balance");
            };
        }
        routing.programme(now);
        return now;
    }

    private static List<EqBand> bands(String[] texts) {
        return Arrays.equals(texts, new String[] {"flat"}) ? List.of()
                : Arrays.stream(texts).map(EqBand::parse).toList();
    }

    private static ProgrammeMode mode(String text) {
        try {
            return ProgrammeMode.valueOf(text.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("mode \"" + text + "\" is not stereo, swap or mono", e);
        }
    }

    private static double number(String name, Map<String, String[]> form) {
        String text = one(name, form);
        try {
            double number = Double.parseDouble(text);
            if (Double.isFinite(number)) {
                return number;
            }
        } catch (NumberFormatException e) {
            // The message below names the text.
        }
        throw new IllegalArgumentException(name + " \"" + text + "\" is not a number");
    }

    private static String one(String name, Map<String, String[]> form) {
        String[] values = form.get(name);
        if (values == null || values.length != 1) {
            throw new IllegalArgumentException(name + " must be given once");
        }
        return values[0];
    }

    private static IllegalArgumentException unknown(String name, String allowed) {
        return new IllegalArgumentException("\"" + name + "\" is not " + allowed);
    }
}
