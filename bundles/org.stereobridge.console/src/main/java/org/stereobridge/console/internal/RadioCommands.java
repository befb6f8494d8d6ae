package org.stereobridge.console.internal;

import java.time.Duration;
import java.util.Locale;
import org.stereobridge.radio.MediaKey;
import org.stereobridge.radio.Radio;
import org.stereobridge.radio.RadioException;

/** Asks of the radio what a form asks. */
final class RadioCommands {

    private RadioCommands() {
    }

    /**
     * @param form {@code command}: {@code pair}, perhaps with {@code seconds}, {@code pair-stop}, {@code scan},
     *     {@code scan-stop}; {@code add}, {@code connect}, {@code disconnect}, {@code forget} with {@code id}; {@code
     *     press} with {@code key}
     * @throws IllegalArgumentException with a message for people, where the form is wrong
     */
    static void obey(Radio radio, Form form) throws RadioException {
        String command = form.one("command");
        switch (command) {
            case "pair" -> pair(radio, form);
            case "pair-stop" -> radio.closePairingWindow();
            case "scan" -> radio.startScan();
            case "scan-stop" -> radio.stopScan();
            case "add" -> radio.addSpeaker(form.one("id"));
            case "connect" -> radio.connect(form.one("id"));
            case "disconnect" -> radio.disconnect(form.one("id"));
            case "forget" -> radio.forget(form.one("id"));
            case "press" -> radio.press(key(form.one("key")));
            default -> throw Form.unknown(command, "pair, pair-stop, scan, scan-stop, add, connect, disconnect, forget "
                    + "or press");
        }
    }

    private static void pair(Radio radio, Form form) throws RadioException {
        if (form.names().contains("seconds")) {
            radio.openPairingWindow(Duration.ofMillis(Math.round(1e3 * form.number("seconds"))));
        } else {
            radio.openPairingWindow();
        }
    }

    private static MediaKey key(String text) {
        try {
            return MediaKey.valueOf(text.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("key \"" + text + "\" is not play, pause, stop, next or previous", e);
        }
    }
}
