package org.stereobridge.simulator.internal;

import java.nio.file.Path;
import java.util.function.UnaryOperator;

/**
 * What the launcher was asked for, as framework properties tell it.
 *
 * @param scenario null for the built-in one
 * @param music null for the bundled piece, {@code -} for WAV on standard input
 * @param seconds NaN for the music once
 * @param isRealTime whether it is played as it would be heard
 * @param folder of recordings and report
 * @param isRecording whether recordings are made
 * @param hourlySeconds of each hour that are recorded, NaN for all
 * @param terminal {@code bar}, {@code plain} or {@code none}
 */
record DemonstrationSettings(Path scenario, String music, double seconds, boolean isRealTime, Path folder,
        boolean isRecording, double hourlySeconds, String terminal) {

    private static final String PREFIX = "stereobridge.simulator.";

    /** @param properties from a name to a value or null */
    static DemonstrationSettings of(UnaryOperator<String> properties) {
        String scenario = properties.apply(PREFIX + "scenario");
        return new DemonstrationSettings(scenario == null ? null : Path.of(scenario),
                properties.apply(PREFIX + "music"), number(properties.apply(PREFIX + "seconds")),
                !"max".equals(properties.apply(PREFIX + "speed")), Path.of(or(properties.apply(PREFIX + "out"), "out")),
                !"false".equals(properties.apply(PREFIX + "recording")),
                number(properties.apply(PREFIX + "recordHourlySeconds")),
                or(properties.apply("stereobridge.terminal"), "plain"));
    }

    private static double number(String text) {
        return text == null ? Double.NaN : Double.parseDouble(text);
    }

    private static String or(String text, String otherwise) {
        return text == null ? otherwise : text;
    }
}
