package org.stereobridge.simulator.internal.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.stereobridge.routing.MixRow;
import org.stereobridge.simulator.internal.RecordingWindow;
import org.stereobridge.simulator.internal.RunFigures;
import org.stereobridge.simulator.internal.SpeakerFigures;
import org.stereobridge.simulator.internal.scenario.ScenarioEvent;

/** Goes through a run's recordings, all speakers abreast; holds windows of them in memory, never more. */
final class Analysis implements AutoCloseable {

    private static final double SETTLED_SECONDS = 5;
    /** Longer than any speaker's latency. */
    private static final double LEAD_SECONDS = 3;
    private static final double HOP_SECONDS = 0.5;
    /** Of more than this, every second window is enough. */
    private static final double LONG_SECONDS = 300;

    private final RunFigures figures;
    private final int rateHz;
    private final Bands bands;
    private final List<WavFile> files = new ArrayList<>();
    private final List<SpeakerMeasurement> measurements = new ArrayList<>();
    private final List<Line> lines = new ArrayList<>();
    private final List<List<Gaps.Place>> places = new ArrayList<>();
    private final Skew.Builder skew = new Skew.Builder();

    Analysis(RunFigures figures) throws IOException {
        this.figures = figures;
        rateHz = figures.rateHz();
        bands = new Bands(rateHz);
        for (SpeakerFigures speaker : figures.speakers()) {
            // Each speaker has readers of its own, so that they can be gone through at once.
            WavFile recording = open(speaker.recording());
            measurements.add(new SpeakerMeasurement(rateHz, figures.scenario().echo().clockPpm(),
                    MixRow.parse(speaker.channel()), recording, open(figures.programme()), bands));
            lines.add(new Line());
            places.add(new ArrayList<>());
        }
    }

    private WavFile open(Path path) throws IOException {
        WavFile file = new WavFile(path);
        files.add(file);
        return file;
    }

    Findings run() throws IOException {
        double settled = Math.min(SETTLED_SECONDS, figures.audioSeconds() / 3);
        double recorded = figures.windows().stream().mapToLong(RecordingWindow::frames).sum() / (double) rateHz;
        long hop = Math.round(rateHz * HOP_SECONDS * (recorded > LONG_SECONDS ? 2 : 1));
        int half = WindowSpectra.FRAMES / 2;
        for (RecordingWindow stretch : figures.windows()) {
            long end = stretch.frame() + stretch.frames() - half;
            for (long centre = stretch.frame() + half + lead(stretch); centre <= end; centre += hop) {
                measure(stretch, centre, settled);
            }
        }
        List<Findings.Speaker> speakers = new ArrayList<>();
        for (int i = 0; i < measurements.size(); i++) {
            speakers.add(speaker(i));
        }
        Skew built = measurements.size() < 2 ? null : skew.build(settled);
        return new Findings(built, width(), envelope(figures.programme()), speakers, events(built));
    }

    private List<EventFinding> events(Skew built) throws IOException {
        List<ScenarioEvent> events = figures.scenario().events();
        if (events.isEmpty() || figures.windows().size() != 1) {
            return List.of();
        }
        List<Gaps> gaps = new ArrayList<>();
        for (int i = 0; i < measurements.size(); i++) {
            SpeakerFigures speaker = figures.speakers().get(i);
            try (var recording = new WavFile(speaker.recording()); var programme = new WavFile(figures.programme())) {
                gaps.add(Gaps.of(recording, programme, MixRow.parse(speaker.channel()), rateHz, places.get(i),
                        1 + figures.scenario().echo().clockPpm() * 1e-6));
            }
        }
        return EventFinding.of(events, built, gaps, figures.audioSeconds());
    }

    /** What speakers play at the beginning of a later stretch is of the programme before it, which is not recorded. */
    private long lead(RecordingWindow stretch) {
        return stretch.programmeFrame() == 0 ? 0 : Math.min(Math.round(LEAD_SECONDS * rateHz), stretch.frames() / 2);
    }

    private void measure(RecordingWindow stretch, long centre, double settled) throws IOException {
        double seconds = stretch.startSeconds() + (double) (centre - stretch.frame()) / rateHz;
        boolean isSettled = seconds >= settled;
        double[] positions = positions(stretch, centre);
        for (int i = 0; i < positions.length; i++) {
            if (!Double.isNaN(positions[i])) {
                places.get(i).add(new Gaps.Place(seconds, positions[i]));
            }
        }
        if (isSettled) {
            boolean isAllPlaced = measurements.stream().allMatch(SpeakerMeasurement::isPlaced);
            for (int i = 0; i < positions.length; i++) {
                measurements.get(i).sum(isAllPlaced);
                if (!Double.isNaN(positions[i])) {
                    lines.get(i).add(seconds, positions[i]);
                }
            }
        }
        double[] told = Arrays.stream(positions).filter(Double::isFinite).toArray();
        if (told.length >= 2 && told.length == positions.length) {
            double micros = 1e6 / rateHz / measurements.get(0).place().step();
            double spread = Arrays.stream(told).max().getAsDouble() - Arrays.stream(told).min().getAsDouble();
            skew.add(seconds, micros * (told.length == 2 ? told[0] - told[1] : spread));
        }
    }

    /** Where each speaker is: those that were found at once, then the others, guided by one of them. */
    private double[] positions(RecordingWindow stretch, long centre) throws IOException {
        double[] positions = new double[measurements.size()];
        boolean[] isFound = new boolean[positions.length];
        for (int i = 0; i < positions.length; i++) {
            isFound[i] = measurements.get(i).place() != null;
        }
        try {
            IntStream.range(0, positions.length).parallel().filter(i -> isFound[i])
                    .forEach(i -> positions[i] = position(i, stretch, centre, null));
            for (int i = 0; i < positions.length; i++) {
                if (!isFound[i]) {
                    positions[i] = position(i, stretch, centre, guide());
                }
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        return positions;
    }

    private double position(int index, RecordingWindow stretch, long centre, DelayTrack.Place guide) {
        try {
            return measurements.get(index).measure(stretch, centre, guide);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private DelayTrack.Place guide() {
        return measurements.stream().map(SpeakerMeasurement::place).filter(Objects::nonNull).findFirst().orElse(null);
    }

    private Findings.Speaker speaker(int index) throws IOException {
        BandSums sums = measurements.get(index).sums();
        Line line = lines.get(index);
        return new Findings.Speaker(figures.speakers().get(index).name(), 1e3 * line.root(),
                1e6 * (line.slope() / rateHz - 1), Response.of(sums), decibels(sums.in, sums), decibels(sums.out, sums),
                Crosstalk.db(sums), envelope(figures.speakers().get(index).recording()));
    }

    private Envelope envelope(Path path) throws IOException {
        try (WavFile file = new WavFile(path)) {
            return Envelope.of(file, rateHz);
        }
    }

    /** Mean power of each band; a raised cosine spreads a full-scale sine's bin so that its powers add up to this. */
    private static double[] decibels(double[] powers, BandSums sums) {
        double sine = Math.pow(WindowSpectra.FRAMES / 4.0, 2) * 1.5 * Math.max(1, sums.allWindows());
        double[] db = new double[powers.length];
        for (int band = 0; band < db.length; band++) {
            db[band] = Math.max(-140, 10 * Math.log10(powers[band] / sine));
        }
        return db;
    }

    private double width() {
        BandSums left = null;
        BandSums right = null;
        for (int i = 0; i < measurements.size(); i++) {
            MixRow row = MixRow.parse(figures.speakers().get(i).channel());
            left = left == null && row.equals(MixRow.LEFT) ? measurements.get(i).sums() : left;
            right = right == null && row.equals(MixRow.RIGHT) ? measurements.get(i).sums() : right;
        }
        return left == null || right == null ? Double.NaN : Width.percent(left, right);
    }

    @Override
    public void close() throws IOException {
        for (WavFile file : files) {
            file.close();
        }
    }
}
