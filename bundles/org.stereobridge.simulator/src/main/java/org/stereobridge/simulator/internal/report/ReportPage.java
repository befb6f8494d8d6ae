package org.stereobridge.simulator.internal.report;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.stereobridge.simulator.internal.RunFigures;
import org.stereobridge.simulator.internal.SpeakerFigures;

/** Writes {@code report.html}: one file that needs no other. What is known without its charts stands in its text. */
final class ReportPage {

    private static final Pattern FIELD = Pattern.compile("\\{\\{(\\w+)}}");
    private static final double MICROS_IN_MS = 1_000;
    private static final String DASH = "\u2013";

    private ReportPage() {
    }

    static String of(RunFigures figures, Findings findings, Verdict verdict) throws IOException {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("style", resource("uPlot.min.css") + resource("report.css"));
        fields.put("script", resource("uPlot.iife.min.js") + "\n" + resource("report.js"));
        fields.put("data", ChartData.of(figures, findings));
        fields.put("grade", verdict.grade().name().toLowerCase(Locale.ROOT));
        fields.put("headline", escape(verdict.headline()));
        fields.put("lines", verdict.lines().stream().map(line -> "<li>" + escape(line) + "</li>")
                .reduce("", String::concat));
        fields.put("title", escape(figures.title()));
        fields.put("what", escape(what(figures)));
        fields.put("tiles", tiles(figures, findings));
        fields.put("speakers", speakers(figures, findings));
        fields.put("events", events(figures, findings));
        fields.put("run", run(figures));
        return fill(resource("report.html"), fields);
    }

    private static String what(RunFigures figures) {
        return String.format(Locale.ROOT, "%s of music on %d speaker%s, %s kHz%s", clock(figures.audioSeconds()),
                figures.speakers().size(), figures.speakers().size() == 1 ? "" : "s",
                ReportJson.rounded(figures.rateHz() / 1e3, 1).toPlainString(),
                figures.interrupted() ? "; ended before its time" : "");
    }

    private static String tiles(RunFigures figures, Findings findings) {
        Skew skew = findings == null ? null : findings.skew();
        long lost = figures.speakers().stream().mapToLong(SpeakerFigures::lostSamples).sum();
        int underruns = figures.speakers().stream().mapToInt(SpeakerFigures::underruns).sum();
        double p99Ms = figures.addedLatency() == null ? Double.NaN : figures.addedLatency().quantileNs(0.99) / 1e6;
        return skewTile(skew)
                + tile("Delay added by the bridge", p99Ms, 1, "ms", "99 % of all samples")
                + tile("Lost samples", lost, 0, "", underruns + " underruns")
                + tile("Flatness, 20 Hz to 20 kHz", findings == null ? Double.NaN : findings.flatnessDb(), 3, "dB",
                        "largest distance from flat")
                + tile("Crosstalk", findings == null ? Double.NaN : findings.crosstalkDb(), 0, "dB",
                        "of the other channel")
                + tile("Width kept", findings == null ? Double.NaN : findings.widthPercent(), 1, "%",
                        "side against mid, out over in")
                + tile("Heard after", heardMs(findings), 0, "ms", "what the Echo plays, at the latest speaker")
                + tile("Speed", ReportJson.realTimeFactor(figures), 1, "\u00d7", "real time, simulation included")
                + tile("The bridge's CPU", ReportJson.cpuPercent(figures), 2, "%", "of one core, in real time")
                + tile("Allocated a packet", figures.allocatedBytesPerPacket(), 1, "B", "on the audio thread");
    }

    private static String skewTile(Skew skew) {
        if (skew == null || skew.count() == 0) {
            return tile("Skew, 99 % of the time", Double.NaN, 1, "\u00b5s", "not measured");
        }
        boolean isLarge = skew.quantile(1) >= MICROS_IN_MS;
        double unit = isLarge ? MICROS_IN_MS : 1;
        return tile("Skew, 99 % of the time", skew.quantile(0.99) / unit, 1, isLarge ? "ms" : "\u00b5s",
                "half of it within " + number(skew.quantile(0.5) / unit, 1) + ", at most "
                        + number(skew.quantile(1) / unit, 1));
    }

    private static double heardMs(Findings findings) {
        return findings == null ? Double.NaN : findings.speakers().stream().mapToDouble(Findings.Speaker::latencyMs)
                .filter(Double::isFinite).max().orElse(Double.NaN);
    }

    private static String tile(String name, double value, int decimals, String unit, String note) {
        String shown = Double.isFinite(value) ? number(value, decimals) + " <small>" + unit + "</small>" : DASH;
        return "<div class=\"tile\"><span>" + name + "</span><b>" + shown + "</b><i>" + note + "</i></div>";
    }

    private static String speakers(RunFigures figures, Findings findings) {
        var rows = new StringBuilder();
        for (int i = 0; i < figures.speakers().size(); i++) {
            SpeakerFigures speaker = figures.speakers().get(i);
            Findings.Speaker found = findings == null ? null : findings.speakers().get(i);
            rows.append("<tr><th scope=\"row\">").append(escape(speaker.name())).append("</th>");
            cell(rows, escape(speaker.channel()));
            cell(rows, escape(speaker.codec()));
            cell(rows, found == null ? DASH : number(found.latencyMs(), 2));
            cell(rows, found == null ? DASH : number(found.response().levelDb(), 3));
            cell(rows, found == null ? DASH : number(found.response().flatnessDb(), 3));
            cell(rows, found == null ? DASH : number(found.crosstalkDb(), 1));
            cell(rows, Long.toString(speaker.lostSamples()));
            cell(rows, Integer.toString(speaker.underruns()));
            cell(rows, speaker.packets() + (speaker.lostPackets() > 0 ? " (" + speaker.lostPackets() + " lost)" : ""));
            rows.append("</tr>");
        }
        return rows.toString();
    }

    /** The whole section, empty where nothing happened. */
    private static String events(RunFigures figures, Findings findings) {
        if (findings == null || findings.events().isEmpty()) {
            return "";
        }
        var rows = new StringBuilder("<section><h2>What happened</h2><div class=\"scroll\"><table class=\"wide\">"
                + "<thead><tr><th scope=\"col\">Event</th><th scope=\"col\">At, s</th>");
        figures.speakers().forEach(speaker -> rows.append("<th scope=\"col\">Lost at ").append(escape(speaker.name()))
                .append(", ms</th>"));
        rows.append("<th scope=\"col\">Skew meanwhile, \u00b5s</th><th scope=\"col\">Afterwards, \u00b5s</th>"
                + "<th scope=\"col\">Whole after, s</th></tr></thead><tbody>");
        for (EventFinding found : findings.events()) {
            rows.append("<tr><th scope=\"row\">").append(found.event().what().label()).append("</th>");
            cell(rows, number(found.event().atS(), 1));
            for (double lostMs : found.lostMs()) {
                cell(rows, number(lostMs, 0));
            }
            cell(rows, number(found.whileMicros(), 1));
            cell(rows, number(found.afterMicros(), 1));
            cell(rows, number(found.wholeSeconds(), 2));
            rows.append("</tr>");
        }
        return rows.append("</tbody></table></div></section>").toString();
    }

    private static void cell(StringBuilder rows, String text) {
        rows.append("<td>").append(text).append("</td>");
    }

    private static String run(RunFigures figures) {
        var rows = new StringBuilder();
        row(rows, "Codecs", escape(figures.codecs()));
        row(rows, "Echo", String.format(Locale.ROOT, "%s, clock %+.1f ppm, jitter to %.1f ms, %d SBC frames a packet",
                escape(figures.scenario().echo().codec()), figures.scenario().echo().clockPpm(),
                figures.scenario().echo().jitterMs(), figures.scenario().echo().packetFrames()));
        row(rows, "Packets", figures.packetsIn() + " in, " + figures.packetsDropped() + " dropped");
        row(rows, "Took", String.format(Locale.ROOT, "%.1f s, %.1f s of CPU time in all, %s s of it the bridge's",
                figures.wallSeconds(), figures.cpuSeconds(), number(figures.bridgeCpuSeconds(), 1)));
        row(rows, "Seed", Long.toString(figures.scenario().seed()));
        return rows.toString();
    }

    private static void row(StringBuilder rows, String name, String text) {
        rows.append("<tr><th scope=\"row\">").append(name).append("</th><td>").append(text).append("</td></tr>");
    }

    private static String number(double value, int decimals) {
        return Double.isFinite(value) ? String.format(Locale.ROOT, "%." + decimals + "f", value).replace("-", "\u2212")
                : DASH;
    }

    private static String clock(double seconds) {
        long whole = Math.round(seconds);
        return whole < 3600 ? String.format(Locale.ROOT, "%d:%02d min", whole / 60, whole % 60)
                : String.format(Locale.ROOT, "%d:%02d h", whole / 3600, whole / 60 % 60);
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
    }

    private static String fill(String template, Map<String, String> fields) {
        return FIELD.matcher(template).replaceAll(match -> Matcher.quoteReplacement(fields.get(match.group(1))));
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = ReportPage.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IOException("the bundle lacks " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
