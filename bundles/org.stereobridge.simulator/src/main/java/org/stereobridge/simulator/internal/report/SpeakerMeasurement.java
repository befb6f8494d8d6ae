package org.stereobridge.simulator.internal.report;

import java.io.IOException;
import org.stereobridge.routing.MixRow;
import org.stereobridge.simulator.internal.RecordingWindow;

/** Follows one speaker's recording through the programme, and sums up what it made of it. One thread at a time. */
final class SpeakerMeasurement {

    private static final double SURE_LIKENESS = 0.97;
    private static final double LEAST_LIKENESS = 0.5;
    /** Less alike is a window that a gap or a jump cuts through. */
    private static final double WHOLE_LIKENESS = 0.9;
    /** By how much a place further away must be more alike: a tone is like itself everywhere. */
    private static final double CLEARLY_MORE = 0.02;
    private static final double NEAR_FRAMES = 2;
    /** As far as crystals go apart from one window to the next, or over a silence; what is further is a jump. */
    private static final double DRIFT_FRAMES = 16;
    /** Of a delay that counts. */
    private static final double MAX_ERROR_SECONDS = 2e-6;
    /** Of a delay that tells of a jump, as that of bass alone, where it is off by several times as much. */
    private static final double MAX_ROUGH_SECONDS = 30e-6;
    private static final double ROUGH_ERRORS = 8;
    /** A pace is put right where it is off by more than this, and by more than chance. */
    private static final double LEAST_PACE = 1e-6;
    private static final double MOST_PACE = 8e-4;
    private static final double PACE_ERRORS = 4;
    private static final int PACES = 4;
    private static final double SILENCE_POWER = 1e-6;
    private static final double HEARD_POWER = 1e-10;
    private static final int MISSES_TO_LOSE = 3;
    private static final int PAUSE_AFTER_FAILURE = 6;

    /** What is looked through reaches further back than ahead; a place that is known is sought in its middle. */
    private static final double REACH_SECONDS = 1.5;

    private final int rateHz;
    private final double guessedStep;
    private final double l;
    private final double r;
    private final WavFile recording;
    private final Programme programme;
    private final WindowSpectra spectra = new WindowSpectra();
    private final DelayTrack track;
    private final DelayFit fit = new DelayFit();
    private final PaceFit pace = new PaceFit();
    private final BandSums sums;
    private final float[][] heard = new float[2][WindowSpectra.FRAMES];
    private final float[][] wanted = new float[2][WindowSpectra.FRAMES];
    /** Position in the programme that lies beside the window's middle. */
    private double alignedAt;
    /** Programme frames for each frame of the window. */
    private double step;
    private double lag;
    private boolean isLaid;
    private boolean isPlaced;
    private boolean isDoubtful;
    private RecordingWindow lastStretch;
    private int misses;
    private int pause;

    /** @param clockPpm how far the programme's clock may run ahead: a guess, which a second of music makes good */
    SpeakerMeasurement(int rateHz, double clockPpm, MixRow row, WavFile recording, WavFile programme, Bands bands) {
        guessedStep = 1 + clockPpm * 1e-6;
        track = new DelayTrack(guessedStep);
        this.rateHz = rateHz;
        l = row.left();
        r = row.right();
        this.recording = recording;
        this.programme = new Programme(programme);
        sums = new BandSums(bands);
    }

    BandSums sums() {
        return sums;
    }

    /** Where it is by the last window, null where that is not known. */
    DelayTrack.Place place() {
        return track.place();
    }

    /**
     * Measures one window.
     *
     * @param centre index in the recording's file of the window's middle
     * @param guide where another speaker is, for music that does not tell; null where there is none
     * @return position in the programme that is heard at the window's middle, NaN where that cannot be told
     */
    double measure(RecordingWindow stretch, long centre, DelayTrack.Place guide) throws IOException {
        double time = stretch.startSeconds() * rateHz + (centre - stretch.frame());
        isLaid = false;
        isPlaced = false;
        if (!stretch.equals(lastStretch)) {
            lastStretch = stretch;
            track.leap();
        }
        recording.read(centre - WindowSpectra.FRAMES / 2, WindowSpectra.FRAMES, heard, stretch.frame(),
                stretch.frame() + stretch.frames());
        if (track.place() == null) {
            acquire(stretch, centre, time, guide);
        }
        boolean isOwn = track.place() != null;
        DelayTrack.Place place = isOwn ? track.place() : guide;
        if (place == null) {
            return Double.NaN;
        }
        spectra.heard(heard[0]);
        isLaid = true;
        boolean isTold = align(stretch, time, place, isOwn) && isOwn;
        lag = isTold ? fit.lag() : 0;
        double position = isTold ? follow(time, alignedAt - lag * step, place.positionAt(time)) : Double.NaN;
        isPlaced = !isTold || !isDoubtful;
        return position;
    }

    /** Whether the last window lies where it should for certain, not periods of a tone away. */
    boolean isPlaced() {
        return isPlaced;
    }

    /**
     * Sums up the last window.
     *
     * @param isAllPlaced whether it {@link #isPlaced} for all speakers, so that all sum up the same
     */
    void sum(boolean isAllPlaced) {
        if (isLaid) {
            sums.add(spectra, lag, isAllPlaced);
        }
    }

    /** Takes in a place; the place where it counts, else NaN. */
    private double follow(double time, double position, double expected) {
        if (fit.error() < MAX_ERROR_SECONDS * rateHz) {
            track.add(time, position);
            // What a high tone may have put wrong by periods, broader music puts right, but a low tone does not.
            isDoubtful = fit.isNarrow() && (fit.isHigh() || isDoubtful);
            return isDoubtful ? Double.NaN : position;
        }
        if (Math.abs(position - expected) > ROUGH_ERRORS * fit.error()) {
            track.jump(time, position);
        }
        return Double.NaN;
    }

    private void acquire(RecordingWindow stretch, long centre, double time, DelayTrack.Place guide)
            throws IOException {
        if (resume(stretch, time)) {
            return;
        }
        if (pause > 0) {
            pause--;
            return;
        }
        double start = time - WindowSpectra.FRAMES / 2.0;
        DelayTrack.Place likely = track.lastKnown() != null ? track.lastKnown() : guide;
        double hint = likely != null ? likely.positionAt(start) : Double.NaN;
        double expected = likely != null ? hint + REACH_SECONDS * rateHz : start * guessedStep;
        // Rare: that its megabytes go again is worth more than its making.
        double found = new Acquisition(rateHz).find(recording, programme, stretch, l, r,
                centre - WindowSpectra.FRAMES / 2, expected, hint);
        if (Double.isNaN(found)) {
            pause = PAUSE_AFTER_FAILURE;
        } else {
            track.jump(start, found);
            misses = 0;
        }
    }

    /** Looks where it would be by now had it played on, as after a gap. */
    private boolean resume(RecordingWindow stretch, double time) throws IOException {
        DelayTrack.Place last = track.lastKnown();
        if (last == null || isSilent()) {
            return false;
        }
        spectra.heard(heard[0]);
        alignedAt = last.positionAt(time);
        step = last.step();
        if (read(stretch) < SILENCE_POWER * (l * l + r * r) || !fit.fit(spectra, spectra.wholeLag())
                || fit.likeness() < WHOLE_LIKENESS) {
            return false;
        }
        track.jump(time, alignedAt - fit.lag() * step);
        misses = 0;
        pause = 0;
        return true;
    }

    /** Whether nothing at all is heard in the window, which tells nothing of where in the programme it is. */
    private boolean isSilent() {
        double power = 0;
        for (float sample : heard[0]) {
            power += sample * sample;
        }
        return power < HEARD_POWER * heard[0].length;
    }

    /** Lays the programme beside the window that is heard, and fits the lag; false where it cannot be told. */
    private boolean align(RecordingWindow stretch, double time, DelayTrack.Place place, boolean isOwn)
            throws IOException {
        alignedAt = place.positionAt(time);
        step = place.step();
        double power = read(stretch);
        if (power < SILENCE_POWER * (l * l + r * r) || isSilent()) {
            return false;
        }
        boolean isSure = fit.fit(spectra, 0) && fit.likeness() > SURE_LIKENESS;
        if (!isSure) {
            isSure = search();
        }
        if (isSure && isOwn && Math.abs(fit.lag()) > NEAR_FRAMES) {
            alignedAt -= fit.lag() * step;
            if (Math.abs(fit.lag()) > DRIFT_FRAMES) {
                track.jump(time, alignedAt);
            }
            read(stretch);
            isSure = fit.fit(spectra, 0);
        }
        for (int i = 0; isSure && isOwn && i < PACES && isPaceOff(); i++) {
            step *= 1 - pace.growth();
            alignedAt -= fit.lag() * step;
            read(stretch);
            isSure = fit.fit(spectra, 0);
        }
        if (isSure) {
            misses = 0;
        } else if (++misses >= MISSES_TO_LOSE) {
            track.lose();
        }
        return isSure && fit.likeness() > WHOLE_LIKENESS && fit.error() < MAX_ROUGH_SECONDS * rateHz;
    }

    private boolean isPaceOff() {
        pace.fit(spectra, fit.lag(), fit.gain());
        double size = Math.abs(pace.growth());
        return size > LEAST_PACE && size < MOST_PACE && size > PACE_ERRORS * pace.error();
    }

    /** Looks further away, where there is nothing to see nearby or something better may be elsewhere. */
    private boolean search() {
        double near = fit.likeness();
        double nearLag = fit.lag();
        int whole = spectra.wholeLag();
        if (fit.fit(spectra, whole) && fit.likeness() > near + CLEARLY_MORE) {
            return fit.likeness() > LEAST_LIKENESS;
        }
        return near > LEAST_LIKENESS && fit.fit(spectra, nearLag);
    }

    private double read(RecordingWindow stretch) throws IOException {
        programme.read(stretch, alignedAt, step, WindowSpectra.FRAMES, wanted);
        spectra.programme(wanted[0], wanted[1], l, r);
        double power = 0;
        for (int n = 0; n < WindowSpectra.FRAMES; n++) {
            double own = l * wanted[0][n] + r * wanted[1][n];
            power += own * own / WindowSpectra.FRAMES;
        }
        return power;
    }
}
