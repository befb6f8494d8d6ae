package org.stereobridge.simulator.internal.report;

import java.io.IOException;
import java.util.Arrays;
import org.stereobridge.dsp.Fft;
import org.stereobridge.dsp.WindowedSinc;
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
    /** Peaks between samples are at most this much higher than the samples beside them. */
    private static final double ABOUT_AS_LIKE = 0.9;
    /** What noise makes of places that are the same. */
    private static final double EQUALLY_LIKE = 1 - 1e-4;
    /**
     * Less power than this is left of treble, from about 6 kHz up, when it is decimated. Over the seconds that are
     * compared, clocks that differ turn its phase round; then its loudness is looked for.
     */
    private static final double TREBLE_LEFT = 0.35;
    private static final double LEAST_LIKE_LOUDNESS = 0.8;
    private static final double SILENCE = 1e-3;
    private static final int CHUNK = 4096;
    private static final int PEAK_STEPS = 16;

    private final int rateHz;
    private final Fft fft = new Fft(FFT_SIZE);
    private final double[] re = new double[FFT_SIZE];
    private final double[] im = new double[FFT_SIZE];
    private final float[] heard = new float[SEGMENT];
    private final float[] own = new float[FFT_SIZE];
    private final float[][] chunk = new float[2][CHUNK];
    private final float[] taps = new float[WindowedSinc.TAPS];
    private double heardEnergy;
    private boolean isLoudness;

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
        isLoudness = false;
        double raw = readHeard(recording, stretch, first);
        if (heardEnergy < TREBLE_LEFT * raw) {
            isLoudness = true;
            readHeard(recording, stretch, first);
        }
        if (heardEnergy < SILENCE * SILENCE * SEGMENT) {
            return Double.NaN;
        }
        long from = (long) Math.floor(expected - SECONDS_BEHIND * rateHz);
        int lags = (int) ((SECONDS_BEHIND + SECONDS_AHEAD) * rateHz) / DECIMATION;
        readOwn(programme, stretch, l, r, from, lags + SEGMENT);
        correlate();
        int best = bestLag(lags, Double.isNaN(hint) ? Double.NaN : (hint - from) / DECIMATION);
        return best < 0 ? Double.NaN : from + (double) best * DECIMATION;
    }

    /** Reads and decimates; returns the energy before that. */
    private double readHeard(WavFile recording, RecordingWindow stretch, long first) throws IOException {
        double raw = 0;
        heardEnergy = 0;
        for (int done = 0; done < SEGMENT; done += CHUNK / DECIMATION) {
            recording.read(first + (long) done * DECIMATION, CHUNK, chunk, stretch.frame(),
                    stretch.frame() + stretch.frames());
            for (int n = 0; n < CHUNK / DECIMATION; n++) {
                float value = 0;
                for (int i = 0; i < DECIMATION; i++) {
                    float sample = chunk[0][n * DECIMATION + i];
                    raw += sample * sample / DECIMATION;
                    value += isLoudness ? Math.abs(sample) : sample;
                }
                heard[done + n] = value / DECIMATION;
                heardEnergy += (double) heard[done + n] * heard[done + n];
            }
        }
        return raw;
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
                    double sample = l * plain[0][n * DECIMATION + i] + r * plain[1][n * DECIMATION + i];
                    value += isLoudness ? Math.abs(sample) : sample;
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
    private int bestLag(int lags, double hint) {
        double energy = 0;
        for (int n = 0; n < SEGMENT; n++) {
            energy += (double) own[n] * own[n];
        }
        double highest = 0;
        for (int lag = 0; lag < lags; lag++) {
            // What is not needed again holds the programme's energy.
            im[lag] = energy;
            highest = Math.max(highest, likeness(lag, re[lag]));
            energy += (double) own[lag + SEGMENT] * own[lag + SEGMENT] - (double) own[lag] * own[lag];
        }
        return highest < (isLoudness ? LEAST_LIKE_LOUDNESS : LEAST_LIKENESS) ? -1 : bestPeak(lags, highest, hint);
    }

    private int bestPeak(int lags, double highest, double hint) {
        int best = -1;
        double bestLikeness = 0;
        for (int lag = 1; lag < lags - 1; lag++) {
            double like = likeness(lag, re[lag]);
            boolean isPeak = like >= ABOUT_AS_LIKE * highest && re[lag] >= re[lag - 1] && re[lag] >= re[lag + 1];
            if (!isPeak) {
                continue;
            }
            like = likeness(lag, peakBetweenSamples(lag));
            boolean isBetter = Double.isNaN(hint) ? like > bestLikeness
                    : like * EQUALLY_LIKE > bestLikeness
                            || like > bestLikeness * EQUALLY_LIKE && Math.abs(lag - hint) < Math.abs(best - hint);
            if (isBetter) {
                best = lag;
                bestLikeness = Math.max(like, bestLikeness);
            }
        }
        return best;
    }

    private double likeness(int lag, double correlation) {
        return im[lag] > SILENCE * SILENCE * SEGMENT ? correlation / Math.sqrt(im[lag] * heardEnergy) : 0;
    }

    /** The correlation's highest value beside one of its samples that is higher than both its neighbours. */
    private double peakBetweenSamples(int lag) {
        double low = lag - 1.0;
        double high = lag + 1.0;
        for (int i = 0; i < PEAK_STEPS; i++) {
            double third = (high - low) / 3;
            if (correlationAt(low + third) < correlationAt(high - third)) {
                low += third;
            } else {
                high -= third;
            }
        }
        return correlationAt((low + high) / 2);
    }

    private double correlationAt(double lag) {
        int whole = (int) Math.floor(lag);
        WindowedSinc.coefficients(lag - whole, taps);
        double sum = 0;
        for (int k = 0; k < taps.length; k++) {
            sum += taps[k] * re[whole - WindowedSinc.BEFORE + k & FFT_SIZE - 1];
        }
        return sum;
    }
}
