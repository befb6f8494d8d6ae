package org.stereobridge.simulator.internal.report;

/**
 * What a speaker plays of the channel that it was not to play, in dB of that channel's power.
 *
 * <p>By bands the recording is explained by both channels at once, y = Hx x + Hz z (least squares), so that what both
 * channels share is not taken for crosstalk. |Hz|^2 is too large by its variance, Snn / (n Szz|x), which is taken off;
 * what then remains is not told below twice the standard error.
 */
final class Crosstalk {

    private static final double MAX_SHARED = 0.9;
    /** Of the other channel, -70 dB of a full-scale sine: below, it is noise. */
    private static final double LEAST_POWER = 1e-7;
    /** A bound that is worse says nothing. */
    private static final double WORST_BOUND = 1e-5;
    private static final double NOTHING_DB = -140;

    private Crosstalk() {
    }

    /** In dB, or NaN where there is nothing that could leak, or all of it is in the speaker's own channel too. */
    static double db(BandSums sums) {
        double leaked = 0;
        double spread = 0;
        double offered = 0;
        for (int band = 0; band < sums.bands.count(); band++) {
            double xx = sums.xx[band];
            double zz = sums.zz[band];
            double shared = xx > 0 ? square(sums.xzRe[band], sums.xzIm[band]) / xx : 0;
            double alone = zz - shared;
            if (zz <= 0 || alone < (1 - MAX_SHARED) * zz) {
                continue;
            }
            // Hz = (Szy - Szx Sxy / Sxx) / Szz|x, Szx being the conjugate of Sxz.
            double re = sums.zyRe[band];
            double im = sums.zyIm[band];
            if (xx > 0) {
                re -= (sums.xzRe[band] * sums.xyRe[band] + sums.xzIm[band] * sums.xyIm[band]) / xx;
                im -= (sums.xzRe[band] * sums.xyIm[band] - sums.xzIm[band] * sums.xyRe[band]) / xx;
            }
            double own = xx > 0 ? square(sums.xyRe[band], sums.xyIm[band]) / xx : 0;
            double gain = square(re, im) / (alone * alone);
            double rest = Math.max(0, sums.yy[band] - own - gain * alone);
            double variance = rest / (alone * Math.max(1, sums.independent(band)));
            leaked += (gain - variance) * zz;
            spread += variance * variance * zz * zz;
            offered += zz;
        }
        double silence = LEAST_POWER * WindowSpectra.FRAMES * WindowSpectra.FRAMES / 16 * Math.max(1, sums.windows());
        if (offered <= silence) {
            return Double.NaN;
        }
        double bound = 2 * Math.sqrt(spread) / offered;
        double told = leaked / offered;
        if (told < bound) {
            if (bound > WORST_BOUND) {
                return Double.NaN;
            }
            told = bound;
        }
        return Math.max(NOTHING_DB, 10 * Math.log10(told));
    }

    private static double square(double re, double im) {
        return re * re + im * im;
    }
}
