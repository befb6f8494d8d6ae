package org.stereobridge.simulator.internal.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.stereobridge.simulator.internal.ReportSummary;
import org.stereobridge.simulator.internal.Reporter;
import org.stereobridge.simulator.internal.RunFigures;
import org.stereobridge.simulator.internal.SpeakerFigures;

/** Measures a run's recordings and writes what they tell. */
public final class ReportWriter implements Reporter {

    @Override
    public ReportSummary write(RunFigures figures, Path folder) throws IOException {
        Findings findings = null;
        if (figures.programme() != null && !figures.windows().isEmpty()) {
            try (var analysis = new Analysis(figures)) {
                findings = analysis.run();
            }
        }
        Verdict verdict = Verdict.of(figures, findings);
        Path json = folder.resolve("report.json");
        Path page = folder.resolve("report.html");
        // Made first, written then: a fault leaves no half of a report.
        String jsonText = ReportJson.of(figures, findings, verdict);
        String pageText = ReportPage.of(figures, findings, verdict);
        Files.createDirectories(folder);
        Files.writeString(json, jsonText);
        Files.writeString(page, pageText);
        return new ReportSummary(files(figures, json, page), lines(figures, findings, verdict));
    }

    private static List<Path> files(RunFigures figures, Path json, Path page) {
        List<Path> files = new ArrayList<>();
        figures.speakers().stream().map(SpeakerFigures::recording).filter(Objects::nonNull).forEach(files::add);
        files.add(json);
        // Last, where it is seen first.
        files.add(page);
        return files;
    }

    private static List<String> lines(RunFigures figures, Findings findings, Verdict verdict) {
        List<String> lines = new ArrayList<>();
        lines.add(verdict.headline());
        var key = new StringBuilder();
        if (findings != null && findings.skew() != null && findings.skew().count() > 0) {
            key.append(String.format(Locale.ROOT, "skew p50 %.1f us, p99 %.1f us, max %.1f us; ",
                    findings.skew().quantile(0.5), findings.skew().quantile(0.99), findings.skew().quantile(1)));
        }
        if (figures.addedLatency() != null) {
            key.append(String.format(Locale.ROOT, "added latency p99 %.1f ms; ",
                    figures.addedLatency().quantileNs(0.99) / 1e6));
        }
        long lost = figures.speakers().stream().mapToLong(speaker -> speaker.lostSamples()).sum();
        int underruns = figures.speakers().stream().mapToInt(speaker -> speaker.underruns()).sum();
        key.append(lost).append(" samples lost, ").append(underruns).append(" underruns");
        lines.add(key.toString());
        lines.add(String.format(Locale.ROOT, "%.1f s of music in %.1f s: %.1f times real time", figures.audioSeconds(),
                figures.wallSeconds(), ReportJson.realTimeFactor(figures)));
        return lines;
    }
}
