package org.stereobridge.simulator.internal.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.stereobridge.simulator.internal.RunFigures;
import org.stereobridge.simulator.internal.SpeakerFigures;

/**
 * What a run comes to, in words for anyone.
 *
 * @param grade of the whole
 * @param headline one sentence
 * @param lines a sentence for each thing that one hears
 */
record Verdict(Grade grade, String headline, List<String> lines) {

    /** From best to worst. */
    enum Grade {
        GOOD, FAIR, BAD, UNKNOWN
    }

    private static final double GOOD_P99_MICROS = 100;
    private static final double GOOD_MAX_MICROS = 200;
    /** From about here on the image moves between the speakers; from 20 to 30 ms on it is an echo. */
    private static final double IMAGE_MOVES_MICROS = 1_000;
    private static final double ECHO_MICROS = 20_000;
    private static final double GOOD_FLATNESS_DB = 0.1;
    private static final double GOOD_CROSSTALK_DB = -30;
    private static final double AUDIBLE_LOSS_SECONDS = 0.05;

    Verdict {
        lines = List.copyOf(lines);
    }

    /** @param findings null where nothing was recorded */
    static Verdict of(RunFigures figures, Findings findings) {
        List<String> lines = new ArrayList<>();
        Grade skew = inStep(findings, lines);
        Grade whole = withoutGaps(figures, lines);
        if (findings != null) {
            sound(findings, lines);
        }
        delay(figures, findings, lines);
        Grade worst = skew == Grade.BAD || whole == Grade.BAD ? Grade.BAD
                : skew == Grade.FAIR || whole == Grade.FAIR ? Grade.FAIR
                : skew == Grade.UNKNOWN && figures.speakers().size() > 1 ? Grade.UNKNOWN : Grade.GOOD;
        return new Verdict(worst, headline(worst, skew, whole, figures.speakers().size()), lines);
    }

    private static String headline(Grade worst, Grade skew, Grade whole, int speakers) {
        if (worst == Grade.GOOD) {
            return speakers > 1 ? "The speakers played as one." : "The speaker played all of it, without a gap.";
        }
        if (worst == Grade.UNKNOWN) {
            return "The music arrived whole; whether the speakers were in step was not measured.";
        }
        // Of the two, what is worse; where both are alike, the skew.
        if (skew == worst) {
            return skew == Grade.BAD ? "The speakers were out of step."
                    : "The speakers were in step, but not as well as they can be.";
        }
        return whole == Grade.BAD ? "There were gaps that one hears." : "There were short gaps.";
    }

    private static Grade inStep(Findings findings, List<String> lines) {
        Skew skew = findings == null ? null : findings.skew();
        if (skew == null) {
            lines.add(findings == null ? "Nothing was recorded, so how well the speakers were in step is not known."
                    : "There was one speaker, so there was nothing to keep in step.");
            return Grade.UNKNOWN;
        }
        double most = skew.quantile(1);
        if (Double.isNaN(most)) {
            lines.add("How well the speakers were in step cannot be told from this music: both must have something to"
                    + " play at once.");
            return Grade.UNKNOWN;
        }
        double p99 = skew.quantile(0.99);
        String apart = "At their worst the speakers were " + time(most) + " apart, mostly " + time(skew.quantile(0.5));
        if (most >= ECHO_MICROS) {
            lines.add(apart + ": one hears an echo.");
        } else if (p99 > IMAGE_MOVES_MICROS) {
            lines.add(apart + ": the sound moves to one side.");
        } else {
            lines.add(apart + ". From about a thousandth of a second on one would hear that.");
        }
        return p99 > IMAGE_MOVES_MICROS ? Grade.BAD
                : p99 > GOOD_P99_MICROS || most > GOOD_MAX_MICROS ? Grade.FAIR : Grade.GOOD;
    }

    private static Grade withoutGaps(RunFigures figures, List<String> lines) {
        double lost = 0;
        int underruns = 0;
        for (SpeakerFigures speaker : figures.speakers()) {
            lost = Math.max(lost, (double) speaker.lostSamples() / figures.rateHz());
            underruns += speaker.underruns();
        }
        if (lost == 0 && underruns == 0) {
            lines.add("No sample was lost: every note arrived at every speaker.");
            return Grade.GOOD;
        }
        String each = figures.speakers().stream()
                .filter(speaker -> speaker.lostSamples() > 0 || speaker.underruns() > 0)
                .map(speaker -> String.format(Locale.ROOT, "%s lost %.2f s and ran dry %d times", speaker.name(),
                        (double) speaker.lostSamples() / figures.rateHz(), speaker.underruns()))
                .collect(Collectors.joining("; "));
        lines.add("There were gaps: " + each + ".");
        return lost > AUDIBLE_LOSS_SECONDS ? Grade.BAD : Grade.FAIR;
    }

    private static void sound(Findings findings, List<String> lines) {
        double flatness = findings.flatnessDb();
        if (!Double.isNaN(flatness)) {
            lines.add(flatness <= GOOD_FLATNESS_DB
                    ? String.format(Locale.ROOT, "The tone is unchanged (to %.3f dB).", flatness)
                    : String.format(Locale.ROOT, "The tone is changed by up to %.1f dB.", flatness));
        }
        double crosstalk = findings.crosstalkDb();
        if (!Double.isNaN(crosstalk)) {
            lines.add(crosstalk <= GOOD_CROSSTALK_DB
                    ? String.format(Locale.ROOT, (findings.speakers().size() > 1
                            ? "Left stays left and right stays right: of the other channel one hears nothing"
                            : "Of the other channel one hears nothing") + " (it is %.0f dB weaker).", -crosstalk)
                    : String.format(Locale.ROOT, "The channels mix: the other one is only %.0f dB weaker.",
                            -crosstalk));
        }
        for (Findings.Speaker speaker : findings.speakers()) {
            if (Double.isNaN(speaker.latencyMs()) && speaker.response().told() == 0) {
                lines.add(speaker.name() + " had nothing to play, or played something else.");
            }
        }
    }

    private static void delay(RunFigures figures, Findings findings, List<String> lines) {
        double heardMs = findings == null ? Double.NaN
                : findings.speakers().stream().mapToDouble(Findings.Speaker::latencyMs).filter(Double::isFinite).max()
                        .orElse(Double.NaN);
        String whole = Double.isNaN(heardMs) ? ""
                : String.format(Locale.ROOT, "What the Echo plays is heard %.2f s later", heardMs / 1e3);
        if (figures.addedLatency() != null) {
            String added = String.format(Locale.ROOT, "the bridge itself takes %.0f ms",
                    figures.addedLatency().quantileNs(0.99) / 1e6);
            lines.add(whole.isEmpty() ? "T" + added.substring(1) + " of delay."
                    : whole + "; " + added + " of that, the speakers the rest.");
        } else if (!whole.isEmpty()) {
            lines.add(whole + ".");
        }
    }

    private static String time(double micros) {
        return micros < 1_000 ? String.format(Locale.ROOT, "%.0f millionths of a second", micros)
                : String.format(Locale.ROOT, "%.1f thousandths of a second", micros / 1e3);
    }
}
