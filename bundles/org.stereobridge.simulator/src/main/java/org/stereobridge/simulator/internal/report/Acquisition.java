package org.stereobridge.simulator.internal.report;

import java.io.IOException;
import java.util.Arrays;
import org.stereobridge.dsp.Fft;
import org.stereobridge.simulator.internal.RecordingWindow;

/**
 * Finds a stretch of a recording in the programme, over seconds, to a few frames.
 *
 * <p>By the normalised cross-correlation of both at a quarter of their rate. Music repeats itself: of places that are
 * equally like, the one nearest to a hint is taken.
 */
final class Acquisition {

    private static final int DECIMATION = 4;
    private static final int FFT_SIZE = 1 << 17;
    private static final int SEGMENT = 1 << 15;
    private static final double SECONDS_BEHIND = 4;
    private static final double SECONDS_AHEAD = 1;
    private static final double LEAST_LIKENESS = 0.4;
    /** Places whose likenesses are within this ratio cannot be told apart by it. */
    static final double EQUALLY_LIKE = 0.985;
    private static final double SILENCE = 1e-3;
    private static final int CHUNK = 4096;

    private final int rateHz;
    private final Fft fft = new Fft(FFT_SIZE);
    private final double[] re = new double[FFT_SIZE];
    private final double[] im = new double[FFT_SIZE];
    private final float[] heard = new float[SEGMENT];
    private final float[] own = new float[FFT_SIZE];
    private final float[][] chunk = new float[2][CHUNK];

    Acquisition(int rateHz) {
        this.rateHz = rateHz;
    }

    /**
     * Where in the programme a stretch of a recording is.
     *
     * @param first index in the recording's file of the stretch's first frame
     * @param expected position in the programme around which it is looked for: from 4 s before to 1 s behind
     * @param hint which of several likely places is the best; NaN for the most likely
     * @return position in the programme of the stretch's first frame, NaN where it is silent or not found
     */
    double find(WavFile recording, Programme programme, RecordingWindow stretch, double l, double r, long first,
            double expected, double hint) throws IOException {
        double energy = readHeard(recording, stretch, first);
        if (energy < SILENCE * SILENCE * SEGMENT) {
            return Double.NaN;
        }
        long from = (long) Math.floor(expected - SECONDS_BEHIND * rateHz);
        int lags = (int) ((SECONDS_BEHIND + SECONDS_AHEAD) * rateHz) / DECIMATION;
        readOwn(programme, stretch, l, r, from, lags + SEGMENT);
        correlate();
        int best = bestLag(lags, energy, Double.isNaN(hint) ? Double.NaN : (hint - from) / DECIMATION);
        return best < 0 ? Double.NaN : from + (double) best * DECIMATION;
    }

    private double readHeard(WavFile recording, RecordingWindow stretch, long first) throws IOException {
        double energy = 0;
        for (int done = 0; done < SEGMENT; done += CHUNK / DECIMATION) {
            recording.read(first + (long) done * DECIMATION, CHUNK, chunk, stretch.frame(),
                    stretch.frame() + stretch.frames());
            for (int n = 0; n < CHUNK / DECIMATION; n++) {
                float value = 0;
                for (int i = 0; i < DECIMATION; i++) {
                    value += chunk[0][n * DECIMATION + i];
                }
                heard[done + n] = value / DECIMATION;
                energy += (double) heard[done + n] * heard[done + n];
            }
        }
        return energy;
    }

    private void readOwn(Programme programme, RecordingWindow stretch, double l, double r, long from, int count)
            throws IOException {
        Arrays.fill(own, 0);
        for (int done = 0; done < count; done += CHUNK / DECIMATION) {
            programme.readPlain(stretch, from + (long) done * DECIMATION, CHUNK);
            float[][] plain = programme.plain();
            int length = Math.min(CHUNK / DECIMATION, count - done);
            for (int n = 0; n < length; n++) {
                double value = 0;
                for (int i = 0; i < DECIMATION; i++) {
                    value += l * plain[0][n * DECIMATION + i] + r * plain[1][n * DECIMATION + i];
                }
                own[done + n] = (float) (value / DECIMATION);
            }
        }
    }

    private void correlate() {
        for (int n = 0; n < FFT_SIZE; n++) {
            re[n] = own[n];
            im[n] = n < SEGMENT ? heard[n] : 0;
        }
        fft.forward(re, im);
        for (int k = 0; k <= FFT_SIZE / 2; k++) {
            int m = FFT_SIZE - k & FFT_SIZE - 1;
            double ownRe = 0.5 * (re[k] + re[m]);
            double ownIm = 0.5 * (im[k] - im[m]);
            double heardRe = 0.5 * (im[k] + im[m]);
            double heardIm = 0.5 * (re[m] - re[k]);
            double crossRe = ownRe * heardRe + ownIm * heardIm;
            double crossIm = ownIm * heardRe - ownRe * heardIm;
            re[k] = crossRe;
            im[k] = crossIm;
            re[m] = crossRe;
            im[m] = m == k ? crossIm : -crossIm;
        }
        fft.inverse(re, im);
    }

    /** The lag of the best place, -1 where none is good. */
    private int bestLag(int lags, double heardEnergy, double hint) {
        double ownEnergy = 0;
        for (int n = 0; n < SEGMENT; n++) {
            ownEnergy += (double) own[n] * own[n];
        }
        int best = -1;
        double bestLikeness = LEAST_LIKENESS;
        for (int lag = 0; lag < lags; lag++) {
            double likeness = ownEnergy > SILENCE * SILENCE * SEGMENT
                    ? re[lag] / Math.sqrt(ownEnergy * heardEnergy) : 0;
            // What is not needed again holds the likeness.
            im[lag] = likeness;
            if (likeness > bestLikeness) {
                bestLikeness = likeness;
                best = lag;
            }
            ownEnergy += (double) own[lag + SEGMENT] * own[lag + SEGMENT] - (double) own[lag] * own[lag];
        }
        return best < 0 || Double.isNaN(hint) ? best : nearest(lags, hint, EQUALLY_LIKE * bestLikeness);
    }

    private int nearest(int lags, double hint, double least) {
        int best = -1;
        for (int lag = 1; lag < lags - 1; lag++) {
            boolean isPeak = im[lag] >= im[lag - 1] && im[lag] >= im[lag + 1] && im[lag] >= least;
            if (isPeak && (best < 0 || Math.abs(lag - hint) < Math.abs(best - hint))) {
                best = lag;
            }
        }
        return best;
    }
}
