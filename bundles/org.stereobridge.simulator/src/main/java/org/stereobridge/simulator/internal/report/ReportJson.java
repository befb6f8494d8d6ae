package org.stereobridge.simulator.internal.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.IOException;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;
import org.stereobridge.simulator.internal.RecordingWindow;
import org.stereobridge.simulator.internal.RunFigures;
import org.stereobridge.simulator.internal.SpeakerFigures;

/** Writes {@code report.json}: the figures, for programs. What could not be told is null. */
final class ReportJson {

    private final RunFigures figures;
    private final Findings findings;
    private final Verdict verdict;
    private final JsonGenerator json;
    private final StringWriter text = new StringWriter();

    private ReportJson(RunFigures figures, Findings findings, Verdict verdict) throws IOException {
        this.figures = figures;
        this.findings = findings;
        this.verdict = verdict;
        json = new JsonFactory().createGenerator(text);
        json.setPrettyPrinter(new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n")));
    }

    static String of(RunFigures figures, Findings findings, Verdict verdict) throws IOException {
        var report = new ReportJson(figures, findings, verdict);
        report.write();
        report.json.close();
        return report.text + "\n";
    }

    private void write() throws IOException {
        json.writeStartObject();
        skew();
        json.writeObjectFieldStart("addedLatencyMs");
        number("p50", addedMs(0.5), 2);
        number("p99", addedMs(0.99), 2);
        number("max", addedMs(1), 2);
        json.writeEndObject();
        number("flatnessDb", findings == null ? Double.NaN : findings.flatnessDb(), 4);
        number("crosstalkDb", findings == null ? Double.NaN : findings.crosstalkDb(), 1);
        number("widthPercent", findings == null ? Double.NaN : findings.widthPercent(), 2);
        perSpeaker("lostSamples", SpeakerFigures::lostSamples);
        perSpeaker("underruns", SpeakerFigures::underruns);
        json.writeObjectFieldStart("packets");
        json.writeNumberField("in", figures.packetsIn());
        json.writeNumberField("dropped", figures.packetsDropped());
        json.writeEndObject();
        number("realTimeFactor", realTimeFactor(figures), 1);
        number("cpuPercent", cpuPercent(figures), 2);
        number("processCpuPercent", 100 * figures.cpuSeconds() / figures.wallSeconds(), 1);
        number("allocatedBytesPerPacket", figures.allocatedBytesPerPacket(), 3);
        run();
        speakers();
        windows();
        events();
        verdict();
        json.writeEndObject();
    }

    /** Seconds of audio for each second that the run took. */
    static double realTimeFactor(RunFigures figures) {
        return figures.audioSeconds() / figures.wallSeconds();
    }

    /** What the bridge's audio thread takes of one core where it plays in real time. */
    static double cpuPercent(RunFigures figures) {
        return 100 * figures.bridgeCpuSeconds() / figures.audioSeconds();
    }

    private double addedMs(double share) {
        return figures.addedLatency() == null ? Double.NaN : figures.addedLatency().quantileNs(share) / 1e6;
    }

    private void skew() throws IOException {
        Skew skew = findings == null ? null : findings.skew();
        json.writeObjectFieldStart("skewUs");
        number("p50", skew == null ? Double.NaN : skew.quantile(0.5), 2);
        number("p99", skew == null ? Double.NaN : skew.quantile(0.99), 2);
        number("max", skew == null ? Double.NaN : skew.quantile(1), 2);
        json.writeNumberField("windows", skew == null ? 0 : skew.count());
        number("fromSeconds", skew == null ? Double.NaN : skew.settledSeconds(), 2);
        json.writeEndObject();
    }

    private void perSpeaker(String field, ToLongFunction<SpeakerFigures> value) throws IOException {
        json.writeObjectFieldStart(field);
        for (SpeakerFigures speaker : figures.speakers()) {
            json.writeNumberField(speaker.name(), value.applyAsLong(speaker));
        }
        json.writeEndObject();
    }

    private void run() throws IOException {
        json.writeObjectFieldStart("run");
        json.writeStringField("music", figures.title());
        json.writeStringField("codecs", figures.codecs());
        json.writeNumberField("rateHz", figures.rateHz());
        number("audioSeconds", figures.audioSeconds(), 3);
        number("wallSeconds", figures.wallSeconds(), 3);
        number("cpuSeconds", figures.cpuSeconds(), 3);
        number("bridgeCpuSeconds", figures.bridgeCpuSeconds(), 3);
        json.writeBooleanField("interrupted", figures.interrupted());
        json.writeNumberField("seed", figures.scenario().seed());
        json.writeEndObject();
    }

    private void speakers() throws IOException {
        json.writeArrayFieldStart("speakers");
        for (int i = 0; i < figures.speakers().size(); i++) {
            SpeakerFigures speaker = figures.speakers().get(i);
            json.writeStartObject();
            json.writeStringField("name", speaker.name());
            json.writeStringField("channel", speaker.channel());
            json.writeStringField("codec", speaker.codec());
            json.writeNumberField("packets", speaker.packets());
            json.writeNumberField("lostPackets", speaker.lostPackets());
            json.writeNumberField("overruns", speaker.overruns());
            if (speaker.recording() != null) {
                json.writeStringField("recording", speaker.recording().getFileName().toString());
            }
            if (findings != null) {
                measured(findings.speakers().get(i));
            }
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void measured(Findings.Speaker speaker) throws IOException {
        number("latencyMs", speaker.latencyMs(), 4);
        number("clockPpm", speaker.clockPpm(), 3);
        number("gainDb", speaker.response().levelDb(), 4);
        number("flatnessDb", speaker.response().flatnessDb(), 4);
        number("crosstalkDb", speaker.crosstalkDb(), 1);
        json.writeArrayFieldStart("responseHzDb");
        for (int band = 0; band < speaker.response().hz().length; band++) {
            if (Double.isFinite(speaker.response().gainDb()[band])) {
                json.writeStartArray();
                json.writeNumber(rounded(speaker.response().hz()[band], 1));
                json.writeNumber(rounded(speaker.response().gainDb()[band], 4));
                json.writeEndArray();
            }
        }
        json.writeEndArray();
    }

    private void windows() throws IOException {
        if (findings == null || findings.skew() == null) {
            return;
        }
        json.writeArrayFieldStart("recorded");
        for (RecordingWindow window : figures.windows()) {
            double end = window.startSeconds() + (double) window.frames() / figures.rateHz();
            json.writeStartObject();
            number("startSeconds", window.startSeconds(), 3);
            number("endSeconds", end, 3);
            json.writeObjectFieldStart("skewUs");
            number("p50", findings.skew().quantile(0.5, window.startSeconds(), end), 2);
            number("p99", findings.skew().quantile(0.99, window.startSeconds(), end), 2);
            number("max", findings.skew().quantile(1, window.startSeconds(), end), 2);
            json.writeEndObject();
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void events() throws IOException {
        json.writeArrayFieldStart("events");
        for (EventFinding found : findings == null ? List.<EventFinding>of() : findings.events()) {
            json.writeStartObject();
            number("atS", found.event().atS(), 3);
            json.writeStringField("do", found.event().what().label());
            number("forS", found.event().forS(), 3);
            json.writeObjectFieldStart("lostMs");
            for (int i = 0; i < found.lostMs().length; i++) {
                number(figures.speakers().get(i).name(), found.lostMs()[i], 0);
            }
            json.writeEndObject();
            json.writeObjectFieldStart("skewP99Us");
            number("while", found.whileMicros(), 2);
            number("after", found.afterMicros(), 2);
            json.writeEndObject();
            number("wholeAfterS", found.wholeSeconds(), 3);
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void verdict() throws IOException {
        json.writeObjectFieldStart("verdict");
        json.writeStringField("grade", verdict.grade().name().toLowerCase(Locale.ROOT));
        json.writeStringField("headline", verdict.headline());
        json.writeArrayFieldStart("lines");
        for (String line : verdict.lines()) {
            json.writeString(line);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void number(String field, double value, int decimals) throws IOException {
        if (Double.isFinite(value)) {
            json.writeNumberField(field, rounded(value, decimals));
        } else {
            json.writeNullField(field);
        }
    }

    static BigDecimal rounded(double value, int decimals) {
        BigDecimal rounded = BigDecimal.valueOf(value).setScale(decimals, RoundingMode.HALF_EVEN).stripTrailingZeros();
        return rounded.scale() < 0 ? rounded.setScale(0) : rounded;
    }
}
