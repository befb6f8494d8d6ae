package org.stereobridge.simulator.internal.report;

import java.util.Arrays;

/**
 * How loud a speaker plays each band, against what it was to play: |sum of X* Y| / sum of |X|^2, over those windows in
 * which the codec's noise in the band is well below the music. Where there were too few of these to tell to 0.005 dB,
 * the band is left out.
 *
 * @param hz centres of the bands
 * @param gainDb of the bands, NaN for those left out
 * @param errorDb standard error of each
 * @param levelDb the level that went through: midway between the loudest band and the softest, or 0 where they are too
 *     few to tell one
 * @param flatnessDb the largest distance of a band from that level: all lie within plus and minus this; NaN where no
 *     band could be told
 */
record Response(double[] hz, double[] gainDb, double[] errorDb, double levelDb, double flatnessDb) {

    private static final double MAX_ERROR_DB = 0.005;
    /** Fewer bands, such as those of a sine, are compared with what went in. */
    private static final int BANDS_FOR_LEVEL = 8;
    private static final double DB_PER_NEPER = 20 / Math.log(10);

    static Response of(BandSums sums) {
        int count = sums.bands.count();
        double[] hz = new double[count];
        double[] gainDb = new double[count];
        double[] errorDb = new double[count];
        for (int band = 0; band < count; band++) {
            hz[band] = sums.bands.centreHz(band);
            double cross = Math.hypot(sums.clearRe[band], sums.clearIm[band]);
            double coherence = cross * cross / (sums.clearXx[band] * sums.clearYy[band]);
            // Bendat and Piersol, Random Data, 9.2: the random error of a gain estimate.
            double error = Math.sqrt(Math.max(0, 1 - coherence) / (2 * coherence * sums.clearCount[band]));
            errorDb[band] = DB_PER_NEPER * error;
            boolean isTold = sums.clearCount[band] > 0 && errorDb[band] <= MAX_ERROR_DB;
            gainDb[band] = isTold ? 20 * Math.log10(cross / sums.clearXx[band]) : Double.NaN;
        }
        double[] told = Arrays.stream(gainDb).filter(Double::isFinite).sorted().toArray();
        double level = told.length >= BANDS_FOR_LEVEL ? (told[0] + told[told.length - 1]) / 2 : 0;
        double flatness = told.length == 0 ? Double.NaN
                : Math.max(told[told.length - 1] - level, level - told[0]);
        return new Response(hz, gainDb, errorDb, level, flatness);
    }

    /** Bands that could be told. */
    int told() {
        return (int) Arrays.stream(gainDb).filter(Double::isFinite).count();
    }
}
