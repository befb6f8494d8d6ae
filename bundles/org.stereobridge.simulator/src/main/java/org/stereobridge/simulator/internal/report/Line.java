package org.stereobridge.simulator.internal.report;

/** The straight line through points told one by one, by least squares; Welford's sums, which keep precision. */
final class Line {

    private long count;
    private double meanX;
    private double meanY;
    private double squares;
    private double products;

    void add(double x, double y) {
        count++;
        double offX = x - meanX;
        meanX += offX / count;
        meanY += (y - meanY) / count;
        squares += offX * (x - meanX);
        products += offX * (y - meanY);
    }

    /** NaN for fewer than two points. */
    double slope() {
        return squares > 0 ? products / squares : Double.NaN;
    }

    /** Where the line is 0; NaN for fewer than two points. */
    double root() {
        return meanX - meanY / slope();
    }
}
