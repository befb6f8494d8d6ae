package org.stereobridge.shell.internal;

import static java.util.concurrent.TimeUnit.NANOSECONDS;
import static org.stereobridge.shell.internal.Words.fixed;
import static org.stereobridge.shell.internal.Words.line;
import static org.stereobridge.shell.internal.Words.name;
import static org.stereobridge.shell.internal.Words.sentence;
import static org.stereobridge.shell.internal.Words.word;

import java.util.Optional;
import java.util.OptionalInt;
import org.stereobridge.radio.RadioStatus;

/** What the radio does, for a terminal. */
final class RadioText {

    private static final String UNKNOWN = "-";

    private RadioText() {
    }

    static String radio(RadioStatus status) {
        var text = new StringBuilder();
        line(text, "State", word(status.state()));
        if (!status.problem().isEmpty()) {
            line(text, "Problem", sentence(status.problem()));
        }
        String heading = "Adapter";
        for (RadioStatus.Adapter adapter : status.adapters()) {
            line(text, heading, fixed("%s (%s): %s", name(adapter.id()), name(adapter.address()), use(adapter)));
            heading = "";
        }
        line(text, "Pairing", status.pairingWindowNs() > 0
                ? fixed("open for %d s more", NANOSECONDS.toSeconds(status.pairingWindowNs() + 999_999_999))
                : "closed");
        line(text, "Scan", status.isScanning() ? "looks for speakers" : "off");
        line(text, "Playing", status.nowPlaying().map(RadioText::playing).orElse("nothing that a source tells of"));
        return text.toString().stripTrailing();
    }

    private static String use(RadioStatus.Adapter adapter) {
        if (!adapter.isPowered()) {
            return "switched off";
        }
        return adapter.duties().isEmpty() ? "not used" : "seen as " + name(adapter.name()) + ", for "
                + String.join(" and ", adapter.duties().stream().sorted().map(Words::word).toList());
    }

    private static String playing(RadioStatus.NowPlaying playing) {
        String title = playing.title().isEmpty() ? "something without a title" : sentence(playing.title());
        return title + (playing.artist().isEmpty() ? "" : " by " + sentence(playing.artist()))
                + (playing.album().isEmpty() ? "" : " (" + sentence(playing.album()) + ")")
                + (playing.isPlaying() ? "" : ", paused");
    }

    static String devices(RadioStatus status) {
        if (status.devices().isEmpty()) {
            return "No device is known. bridge:pair lets an Echo or phone pair, bridge:scan looks for speakers.";
        }
        var table = new Table("NAME", "ID", "ROLE", "LINK", "ADAPTER", " SIGNAL", "SPEAKER", "PAIRED", "TROUBLE");
        var remedies = new StringBuilder();
        for (RadioStatus.Device device : status.devices()) {
            Optional<RadioStatus.Trouble> trouble = device.trouble();
            table.row(name(device.name()), name(device.id()), word(device.role()), word(device.link()),
                    name(device.adapter()), signal(device.rssiDbm()), yesOrNo(device.isSpeaker()),
                    yesOrNo(device.isPaired()), trouble.map(what -> sentence(what.what())).orElse(UNKNOWN));
            trouble.ifPresent(what -> remedies.append('\n').append(name(device.name())).append(": ")
                    .append(sentence(what.remedy())));
        }
        return table + (remedies.isEmpty() ? "" : "\n" + remedies);
    }

    private static String signal(OptionalInt rssiDbm) {
        return rssiDbm.isPresent() ? rssiDbm.getAsInt() + " dBm" : UNKNOWN;
    }

    private static String yesOrNo(boolean is) {
        return is ? "yes" : "no";
    }
}
