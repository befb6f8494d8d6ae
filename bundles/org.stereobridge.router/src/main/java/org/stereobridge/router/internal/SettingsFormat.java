package org.stereobridge.router.internal;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.HexFormat;
import org.stereobridge.routing.EqBand;
import org.stereobridge.routing.MixRow;
import org.stereobridge.routing.ProgrammeMode;
import org.stereobridge.routing.ProgrammeSettings;
import org.stereobridge.routing.SpeakerSettings;

/** How the owner's settings stand in configuration: a factory configuration a speaker, one for the programme. */
final class SettingsFormat {

    private SettingsFormat() {
    }

    /** A name for a factory configuration, from an id that may hold anything. */
    static String name(String speakerId) {
        return speakerId.matches("[A-Za-z0-9_-]{1,40}") ? speakerId
                : "x" + HexFormat.of().formatHex(speakerId.getBytes(StandardCharsets.UTF_8));
    }

    static Dictionary<String, Object> write(SpeakerSettings settings) {
        Dictionary<String, Object> properties = new Hashtable<>();
        properties.put("speaker", settings.speakerId());
        properties.put("row", settings.row().toString());
        properties.put("gain.dB", settings.gainDb());
        properties.put("trim.ms", settings.trimNs() / 1e6);
        properties.put("drift.ppm", settings.driftPpm());
        properties.put("eq", settings.eq().stream().map(EqBand::toString).toArray(String[]::new));
        return properties;
    }

    /** @throws IllegalArgumentException that says what is wrong */
    static SpeakerSettings speaker(ConfiguredValues values) {
        return new SpeakerSettings(values.text("speaker", null), MixRow.parse(values.text("row", "mono")),
                values.number("gain.dB", 0), Math.round(values.number("trim.ms", 0) * 1e6),
                Arrays.stream(values.texts("eq")).map(EqBand::parse).toList(), values.number("drift.ppm", 0));
    }

    static Dictionary<String, Object> write(ProgrammeSettings settings) {
        Dictionary<String, Object> properties = new Hashtable<>();
        properties.put("mode", settings.mode().name());
        properties.put("master.dB", settings.masterDb());
        properties.put("balance", settings.balance());
        properties.put("equally.loud", settings.isEquallyLoud());
        return properties;
    }

    /** @throws IllegalArgumentException that says what is wrong */
    static ProgrammeSettings programme(ConfiguredValues values) {
        return new ProgrammeSettings(mode(values.text("mode", "STEREO")), values.number("master.dB", 0),
                values.number("balance", 0), values.flag("equally.loud", true));
    }

    private static ProgrammeMode mode(String text) {
        return Arrays.stream(ProgrammeMode.values()).filter(mode -> mode.name().equalsIgnoreCase(text)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("mode is not known: " + text));
    }
}
