package org.stereobridge.console.internal;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
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
    synchronized SpeakerSettings speaker(Routing routing, Form form) throws IOException {
        SpeakerSettings settings = routing.speaker(form.one("id"));
        for (String name : form.names()) {
            settings = switch (name) {
                case "id" -> settings;
                case "row" -> settings.withRow(MixRow.parse(form.one(name)));
                case "gainDb" -> settings.withGainDb(form.number(name));
                case "trimMs" -> settings.withTrimNs(Math.round(1e6 * form.number(name)));
                case "eq" -> settings.withEq(bands(form.all(name)));
                default -> throw Form.unknown(name, "id, row, gainDb, trimMs or eq");
            };
        }
        routing.speaker(settings);
        return settings;
    }

    /** @param form any of {@code mode}, {@code masterDb}, {@code balance} */
    synchronized ProgrammeSettings programme(Routing routing, Form form) throws IOException {
        ProgrammeSettings now = routing.programme();
        for (String name : form.names()) {
            now = switch (name) {
                case "mode" -> new ProgrammeSettings(mode(form.one(name)), now.masterDb(), now.balance());
                case "masterDb" -> new ProgrammeSettings(now.mode(), form.number(name), now.balance());
                case "balance" -> new ProgrammeSettings(now.mode(), now.masterDb(), form.number(name));
                default -> throw Form.unknown(name, "mode, masterDb or balance");
            };
        }
        routing.programme(now);
        return now;
    }

    private static List<EqBand> bands(List<String> texts) {
        return texts.equals(List.of("flat")) ? List.of() : texts.stream().map(EqBand::parse).toList();
    }

    private static ProgrammeMode mode(String text) {
        try {
            return ProgrammeMode.valueOf(text.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("mode \"" + text + "\" is not stereo, swap or mono", e);
        }
    }
}
