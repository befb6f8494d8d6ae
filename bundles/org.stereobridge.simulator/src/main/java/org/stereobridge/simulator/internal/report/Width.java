package org.stereobridge.simulator.internal.report;

/**
 * How much of the stereo image's width is kept: the power of side (L - R) against that of mid (L + R), out over in.
 * Only what of the output follows from the input counts, so that noise, which has no side, does not pass for width.
 */
final class Width {

    private static final double LEAST_SIDE = 1e-5;
    private static final double LEAST_MID = 1e-3;

    private Width() {
    }

    /**
     * In percent.
     *
     * @param left of a speaker that plays the left channel
     * @param right of one that plays the right channel, over the same windows
     * @return NaN where the music has no side
     */
    static double percent(BandSums left, BandSums right) {
        double sideIn = 0;
        double midIn = 0;
        double sideOut = 0;
        double midOut = 0;
        double both = 0;
        for (int band = 0; band < left.bands.count(); band++) {
            // The left speaker's own channel is L and its other one R; the right speaker's own is R, its other one -L.
            double leftOfLeft = left.xyRe[band];
            double rightOfLeft = left.zyRe[band];
            double rightOfRight = right.xyRe[band];
            double leftOfRight = -right.zyRe[band];
            double power = left.xx[band] + left.zz[band];
            sideIn += power - 2 * left.xzRe[band];
            midIn += power + 2 * left.xzRe[band];
            sideOut += leftOfLeft - rightOfLeft - leftOfRight + rightOfRight;
            midOut += leftOfLeft + rightOfLeft + leftOfRight + rightOfRight;
            both += power;
        }
        if (both <= 0 || sideIn < LEAST_SIDE * both || midIn < LEAST_MID * both && midIn <= 0) {
            return Double.NaN;
        }
        double side = sideOut / sideIn;
        // Music that is all side has no mid to compare with: then it is compared with what went in.
        double mid = midIn < LEAST_MID * both ? 1 : midOut / midIn;
        return 100 * side * side / (mid * mid);
    }
}
