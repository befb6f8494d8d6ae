package org.stereobridge.simulator.internal.report;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.stereobridge.routing.MixRow;

/**
 * When one speaker was silent though it had music to play. Time goes in cells of 5 ms: one is a gap where the recording
 * stays below -80 dBFS and the programme is above -60 dBFS there and for 25 ms on either side, so that it does not
 * matter whether its place is known to the millisecond.
 */
final class Gaps {

    static final double CELL_SECONDS = 0.005;

    private static final double SILENT = 1e-4;
    private static final double MUSIC = 1e-3;
    private static final int AROUND = 5;

    private final boolean[] isGap;

    private Gaps(boolean[] isGap) {
        this.isGap = isGap;
    }

    /** A place in the programme that was heard at a time. */
    record Place(double seconds, double position) {
    }

    /**
     * Goes through a whole recording and its programme.
     *
     * @param places that were found, in the order of time
     * @param step programme frames for each of the recording
     */
    static Gaps of(WavFile recording, WavFile programme, MixRow row, int rateHz, List<Place> places, double step)
            throws IOException {
        double[] heard = peaks(recording, rateHz, 1, 0);
        double[] given = peaks(programme, rateHz, row.left(), row.right());
        boolean[] isGap = new boolean[heard.length];
        int place = 0;
        for (int cell = 0; cell < heard.length && !places.isEmpty(); cell++) {
            double seconds = (cell + 0.5) * CELL_SECONDS;
            while (place + 1 < places.size() && places.get(place + 1).seconds() <= seconds) {
                place++;
            }
            double position = places.get(place).position() + (seconds - places.get(place).seconds()) * rateHz * step;
            isGap[cell] = heard[cell] < SILENT && isMusic(given, (int) Math.floor(position / rateHz / CELL_SECONDS));
        }
        return new Gaps(isGap);
    }

    private static boolean isMusic(double[] peaks, int cell) {
        for (int i = cell - AROUND; i <= cell + AROUND; i++) {
            if (i < 0 || i >= peaks.length || peaks[i] < MUSIC) {
                return false;
            }
        }
        return true;
    }

    private static double[] peaks(WavFile file, int rateHz, double l, double r) throws IOException {
        double cellFrames = rateHz * CELL_SECONDS;
        double[] peaks = new double[(int) (file.frames() / cellFrames)];
        float[][] samples = new float[2][(int) Math.ceil(cellFrames) + 1];
        for (int cell = 0; cell < peaks.length; cell++) {
            long from = Math.round(cell * cellFrames);
            int frames = (int) (Math.round((cell + 1) * cellFrames) - from);
            file.read(from, frames, samples, 0, file.frames());
            for (int n = 0; n < frames; n++) {
                peaks[cell] = Math.max(peaks[cell], Math.abs(l * samples[0][n] + r * samples[1][n]));
            }
        }
        return peaks;
    }

    /** How long it was silent between two times. */
    double seconds(double from, double to) {
        return cells(from, to).size() * CELL_SECONDS;
    }

    /** When the last gap between two times ends, NaN where there is none. */
    double lastEnd(double from, double to) {
        List<Integer> cells = cells(from, to);
        return cells.isEmpty() ? Double.NaN : (cells.get(cells.size() - 1) + 1) * CELL_SECONDS;
    }

    private List<Integer> cells(double from, double to) {
        List<Integer> cells = new ArrayList<>();
        int end = (int) Math.min(isGap.length, Math.ceil(to / CELL_SECONDS - 0.5));
        for (int cell = (int) Math.max(0, Math.ceil(from / CELL_SECONDS - 0.5)); cell < end; cell++) {
            if (isGap[cell]) {
                cells.add(cell);
            }
        }
        return cells;
    }
}
