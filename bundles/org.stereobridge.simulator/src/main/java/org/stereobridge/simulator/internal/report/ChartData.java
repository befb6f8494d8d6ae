package org.stereobridge.simulator.internal.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import org.stereobridge.simulator.internal.RunFigures;
import org.stereobridge.simulator.internal.SpeakerFigures;
import org.stereobridge.status.LatencyHistogram;

/** What the page's charts draw, as JSON that may stand within a script element. */
final class ChartData {

    /** More points than columns of a screen only make the page heavy. */
    private static final int MAX_POINTS = 1500;
    private static final double NS_PER_MS = 1e6;

    private final JsonGenerator json;

    private ChartData(JsonGenerator json) {
        this.json = json;
    }

    static String of(RunFigures figures, Findings findings) throws IOException {
        var text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
            new ChartData(json).write(figures, findings);
        }
        return text.toString().replace("<", "\\u003c");
    }

    private void write(RunFigures figures, Findings findings) throws IOException {
        json.writeStartObject();
        if (findings != null) {
            if (findings.skew() != null && findings.skew().micros().length > 0) {
                skew(findings.skew());
            }
            numbers("hz", findings.speakers().get(0).response().hz(), 1);
            speakers(figures, findings);
        }
        if (figures.addedLatency() != null) {
            latency(figures.addedLatency());
        }
        json.writeEndObject();
    }

    private void skew(Skew skew) throws IOException {
        int stride = (skew.micros().length + MAX_POINTS - 1) / MAX_POINTS;
        int count = (skew.micros().length + stride - 1) / stride;
        double[] seconds = new double[count];
        double[] micros = new double[count];
        for (int i = 0; i < skew.micros().length; i++) {
            int at = i / stride;
            // Of several the worst is shown.
            if (i % stride == 0 || Math.abs(skew.micros()[i]) > Math.abs(micros[at])) {
                seconds[at] = skew.seconds()[i];
                micros[at] = skew.micros()[i];
            }
        }
        json.writeObjectFieldStart("skew");
        numbers("seconds", seconds, 2);
        numbers("micros", micros, 2);
        json.writeNumberField("from", ReportJson.rounded(skew.settledSeconds(), 2));
        json.writeEndObject();
    }

    private void speakers(RunFigures figures, Findings findings) throws IOException {
        json.writeArrayFieldStart("speakers");
        for (int i = 0; i < findings.speakers().size(); i++) {
            SpeakerFigures known = figures.speakers().get(i);
            Findings.Speaker speaker = findings.speakers().get(i);
            json.writeStartObject();
            json.writeStringField("name", known.name());
            json.writeStringField("channel", known.channel());
            numbers("response", speaker.response().gainDb(), 4);
            numbers("in", speaker.inDb(), 1);
            numbers("out", speaker.outDb(), 1);
            envelope("heard", speaker.recording(), 0);
            if (known.channel().equals("left") || known.channel().equals("right")) {
                envelope("given", findings.programme(), known.channel().equals("left") ? 0 : 1);
            }
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void envelope(String field, Envelope envelope, int channel) throws IOException {
        json.writeObjectFieldStart(field);
        json.writeNumberField("step", ReportJson.rounded(envelope.columnSeconds(), 6));
        floats("low", envelope.low()[channel]);
        floats("high", envelope.high()[channel]);
        json.writeEndObject();
    }

    private void latency(LatencyHistogram histogram) throws IOException {
        long[] frames = histogram.frames();
        int first = 0;
        int end = frames.length;
        while (end > 0 && frames[end - 1] == 0) {
            end--;
        }
        while (first < end && frames[first] == 0) {
            first++;
        }
        double total = 0;
        for (long count : frames) {
            total += count;
        }
        int length = end - first;
        int stride = Math.max(1, (length + MAX_POINTS / 5 - 1) / (MAX_POINTS / 5));
        double[] ms = new double[(length + stride - 1) / stride];
        double[] percent = new double[ms.length];
        for (int i = 0; i < length; i++) {
            ms[i / stride] = (first + i - i % stride + stride / 2.0) * histogram.binNs() / NS_PER_MS;
            percent[i / stride] += 100 * frames[first + i] / total;
        }
        json.writeObjectFieldStart("latency");
        numbers("ms", ms, 3);
        numbers("percent", percent, 4);
        json.writeEndObject();
    }

    private void numbers(String field, double[] values, int decimals) throws IOException {
        json.writeArrayFieldStart(field);
        for (double value : values) {
            if (Double.isFinite(value)) {
                json.writeNumber(ReportJson.rounded(value, decimals));
            } else {
                json.writeNull();
            }
        }
        json.writeEndArray();
    }

    private void floats(String field, float[] values) throws IOException {
        json.writeArrayFieldStart(field);
        for (float value : values) {
            json.writeNumber(ReportJson.rounded(value, 3));
        }
        json.writeEndArray();
    }
}
