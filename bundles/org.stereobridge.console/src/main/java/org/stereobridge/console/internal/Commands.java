package org.stereobridge.console.internal;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.Set;
import org.stereobridge.calibration.Calibrations;
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

    private static final String TRIM_HERE = "trimHereMs";

    /**
     * @param calibrations null while there is none
     * @param form {@code id} and any of {@code row}, {@code gainDb}, {@code trimMs}, {@code driftPpm}, {@code eq} (a
     *     band each, or flat), {@code trimHereMs} (a number, or off)
     */
    synchronized SpeakerSettings speaker(Routing routing, Calibrations calibrations, Form form) throws IOException {
        SpeakerSettings settings = routing.speaker(form.one("id"));
        for (String name : form.names()) {
            settings = switch (name) {
                case "id" -> settings;
                case "row" -> settings.withRow(MixRow.parse(form.one(name)));
                case "gainDb" -> settings.withGainDb(form.number(name));
                case "trimMs" -> settings.withTrimNs(Math.round(1e6 * form.number(name)));
                case "driftPpm" -> settings.withDriftPpm(form.number(name));
                case "eq" -> settings.withEq(bands(form.all(name)));
                case TRIM_HERE -> settings;
                default -> throw Form.unknown(name, "id, row, gainDb, trimMs, trimHereMs, driftPpm or eq");
            };
        }
        if (form.names().contains(TRIM_HERE)) {
            trimHere(calibrations, settings.speakerId(), form);
        }
        if (!Set.of("id", TRIM_HERE).containsAll(form.names())) {
            routing.speaker(settings);
        }
        return settings;
    }

    private static void trimHere(Calibrations calibrations, String speakerId, Form form) throws IOException {
        if (calibrations == null) {
            throw new IllegalArgumentException("no trim can be kept: the sync bundle is not active");
        }
        calibrations.trim(speakerId, form.one(TRIM_HERE).equals("off") ? OptionalLong.empty()
                : OptionalLong.of(Math.round(1e6 * form.number(TRIM_HERE))));
    }

    /** @param form any of {@code mode}, {@code masterDb}, {@code balance}, {@code isEquallyLoud} */
    synchronized ProgrammeSettings programme(Routing routing, Form form) throws IOException {
        ProgrammeSettings now = routing.programme();
        for (String name : form.names()) {
            now = switch (name) {
                case "mode" -> now.withMode(mode(form.one(name)));
                case "masterDb" -> now.withMasterDb(form.number(name));
                case "balance" -> now.withBalance(form.number(name));
                case "isEquallyLoud" -> now.withEquallyLoud(form.flag(name));
                default -> throw Form.unknown(name, "mode, masterDb, balance or isEquallyLoud");
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
            throw new IllegalArgumentException("mode \"" + text + "\" is not stereo, swap, mono or party", e);
        }
    }
}
