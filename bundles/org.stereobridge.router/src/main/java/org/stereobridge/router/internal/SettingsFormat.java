package org.stereobridge.router.internal;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.HexFormat;
import java.util.Locale;
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
        properties.put("eq", settings.eq().stream().map(EqBand::toString).toArray(String[]::new));
        return properties;
    }

    /** @throws IllegalArgumentException that says what is wrong */
    static SpeakerSettings speaker(String speaker, String row, double gainDb, double trimMs, String[] eq) {
        return new SpeakerSettings(speaker, MixRow.parse(row), gainDb, Math.round(trimMs * 1e6),
                Arrays.stream(eq).map(EqBand::parse).toList());
    }

    static Dictionary<String, Object> write(ProgrammeSettings settings) {
        Dictionary<String, Object> properties = new Hashtable<>();
        properties.put("mode", settings.mode().name());
        properties.put("master.dB", settings.masterDb());
        properties.put("balance", settings.balance());
        return properties;
    }

    static ProgrammeSettings programme(String mode, double masterDb, double balance) {
        return new ProgrammeSettings(ProgrammeMode.valueOf(mode.toUpperCase(Locale.ROOT)), masterDb, balance);
    }
}
