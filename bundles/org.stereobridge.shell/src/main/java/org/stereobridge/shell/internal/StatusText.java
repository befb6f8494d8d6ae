package org.stereobridge.shell.internal;

import static org.stereobridge.shell.internal.Words.db;
import static org.stereobridge.shell.internal.Words.fixed;
import static org.stereobridge.shell.internal.Words.line;
import static org.stereobridge.shell.internal.Words.lines;
import static org.stereobridge.shell.internal.Words.ms;
import static org.stereobridge.shell.internal.Words.name;
import static org.stereobridge.shell.internal.Words.word;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.stereobridge.routing.ProgrammeSettings;
import org.stereobridge.routing.SpeakerSettings;
import org.stereobridge.status.AirPlan;
import org.stereobridge.status.BridgeStatus;
import org.stereobridge.status.RealTimeCare;
import org.stereobridge.sync.SkewProbe;

/** What the bridge does, for a terminal. */
final class StatusText {

    private StatusText() {
    }

    static String status(BridgeStatus status, AirPlan air, List<SkewProbe> probes, Optional<RealTimeCare> care,
            Instant now) {
        var text = new StringBuilder();
        line(text, "State", word(status.state()));
        status.input().ifPresent(input -> input(text, input));
        lines(text, "Speakers", status.speakers().isEmpty() ? List.of("none") : status.speakers().stream()
                .map(speaker -> name(speaker.name()) + ": " + ms(speaker.latency().ns()) + ", "
                        + speaker.latency().describe(now)).toList());
        AirText.add(text, air);
        BridgeStatus.Loop loop = status.loop();
        line(text, "Latency", fixed("added %s p50, %s p99", ms(loop.addedLatency().quantileNs(0.5)),
                ms(loop.addedLatency().quantileNs(0.99))));
        line(text, "Loop", fixed("%d packets in, %d out, gaps %d, failures %d", loop.packetsIn(), loop.packetsOut(),
                loop.gaps(), loop.failures()));
        line(text, "Quality", quality(status));
        care.ifPresent(granted -> line(text, "Audio", granted.toString()));
        for (SkewProbe probe : probes) {
            OptionalLong skewNs = probe.skewNs();
            line(text, "Skew", (skewNs.isPresent() ? fixed("%.1f us", skewNs.getAsLong() / 1e3) : "nothing to compare")
                    + " (" + name(probe.origin()) + ")");
        }
        return text.toString().stripTrailing();
    }

    private static String quality(BridgeStatus status) {
        BridgeStatus.Loop loop = status.loop();
        int step = status.speakers().stream().mapToInt(BridgeStatus.Speaker::qualityStep).max().orElse(0);
        String now = step == 0 ? "best" : "step " + step;
        return loop.qualityChanges() == 0 ? now
                : fixed("%s, %d changes, the last for %s", now, loop.qualityChanges(), word(loop.qualityReason()));
    }

    private static void input(StringBuilder text, BridgeStatus.Input input) {
        line(text, "Input", fixed("%s: %s, decoded by %s", name(input.name()), input.config().label(),
                input.codecName()));
        line(text, "", fixed("%d packets, %d lost, %d dropped, %d bad frames", input.packets(), input.lostPackets(),
                input.droppedPackets(), input.badCodecFrames()));
        line(text, "", fixed("level %s left, %s right", db(input.leftDb()), db(input.rightDb())));
        line(text, "", fixed("buffer %s of %s, jitter %s, drift %+.1f ppm", ms(input.bufferNs()),
                ms(input.targetNs()), ms(input.jitterNs()), input.driftPpm()));
    }

    static String speakers(BridgeStatus status, Instant now) {
        if (status.speakers().isEmpty()) {
            return "No speaker is connected.";
        }
        var table = new Table("NAME", "ID", "PLAYS", " GAIN", " LEVEL", " LATENCY", "FROM", " DELAY", " LATE", " QUEUE",
                " PACKETS", " REFUSED", " SKIPPED", " LIMITED", " STEP", "CODEC");
        for (BridgeStatus.Speaker speaker : status.speakers()) {
            table.row(name(speaker.name()), name(speaker.id()), plays(speaker), db(speaker.gainDb()),
                    db(speaker.levelDb()), ms(speaker.latency().ns()), speaker.latency().describe(now),
                    ms(speaker.delayNs()), ms(speaker.residualNs()), String.valueOf(speaker.queuedPackets()),
                    String.valueOf(speaker.packets()), String.valueOf(speaker.refusedPackets()),
                    ms(Math.round(1e9 * speaker.skippedFrames() / speaker.config().rateHz())),
                    String.valueOf(speaker.limitedFrames()), String.valueOf(speaker.qualityStep()),
                    speaker.config().label() + " by " + speaker.codecName());
        }
        return table.toString();
    }

    private static String plays(BridgeStatus.Speaker speaker) {
        return speaker.standsIn() ? "both, not " + speaker.row() : speaker.row().toString();
    }

    static String programme(ProgrammeSettings programme) {
        return fixed("programme: %s, master %.1f dB, balance %.2f, %s", word(programme.mode()), programme.masterDb(),
                programme.balance(), programme.isEquallyLoud() ? "sides equally loud" : "sides as they are");
    }

    static String speaker(SpeakerSettings settings) {
        String eq = settings.eq().isEmpty() ? "flat"
                : String.join(" ", settings.eq().stream().map(Object::toString).toList());
        String drift = settings.driftPpm() == 0 ? "" : fixed(", drift %+.1f ppm", settings.driftPpm());
        return fixed("%s: plays %s, gain %.1f dB, trim %.3f ms, eq %s", name(settings.speakerId()),
                settings.row(), settings.gainDb(), settings.trimNs() / 1e6, eq) + drift;
    }
}
