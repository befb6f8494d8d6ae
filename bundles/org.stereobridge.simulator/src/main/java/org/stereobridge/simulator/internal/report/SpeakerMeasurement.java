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
    /** Of a delay that is good enough to follow, as that of bass alone. */
    private static final double MAX_FOLLOWED_SECONDS = 30e-6;
    private static final double SILENCE_POWER = 1e-6;
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
    private final BandSums sums;
    private final float[][] heard = new float[2][WindowSpectra.FRAMES];
    private final float[][] wanted = new float[2][WindowSpectra.FRAMES];
    /** Position in the programme that lies beside the window's middle. */
    private double alignedAt;
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
     * @param isSettled whether the window counts for response and crosstalk
     * @return position in the programme that is heard at the window's middle, NaN where that cannot be told
     */
    double measure(RecordingWindow stretch, long centre, DelayTrack.Place guide, boolean isSettled) throws IOException {
        double time = stretch.startSeconds() * rateHz + (centre - stretch.frame());
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
        boolean isFollowed = align(stretch, time, place, isOwn) && isOwn;
        if (isSettled) {
            sums.add(spectra, isFollowed ? fit.lag() : 0);
        }
        if (!isFollowed) {
            return Double.NaN;
        }
        double position = alignedAt - fit.lag() * place.step();
        track.add(time, position);
        return fit.error() < MAX_ERROR_SECONDS * rateHz && !fit.isTone() ? position : Double.NaN;
    }

    private void acquire(RecordingWindow stretch, long centre, double time, DelayTrack.Place guide)
            throws IOException {
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

    /** Lays the programme beside the window that is heard, and fits the lag; false where it cannot be told. */
    private boolean align(RecordingWindow stretch, double time, DelayTrack.Place place, boolean isOwn)
            throws IOException {
        alignedAt = place.positionAt(time);
        double power = read(stretch, place.step());
        if (power < SILENCE_POWER * (l * l + r * r)) {
            return false;
        }
        boolean isSure = fit.fit(spectra, 0) && fit.likeness() > SURE_LIKENESS;
        if (!isSure) {
            isSure = search();
        }
        if (isSure && isOwn && Math.abs(fit.lag()) > NEAR_FRAMES) {
            alignedAt -= fit.lag() * place.step();
            if (Math.abs(fit.lag()) > DRIFT_FRAMES) {
                track.jump(time, alignedAt);
            }
            read(stretch, place.step());
            isSure = fit.fit(spectra, 0);
        }
        if (isSure) {
            misses = 0;
        } else if (++misses >= MISSES_TO_LOSE) {
            track.lose();
        }
        return isSure && fit.likeness() > WHOLE_LIKENESS && fit.error() < MAX_FOLLOWED_SECONDS * rateHz;
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

    private double read(RecordingWindow stretch, double step) throws IOException {
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
