package org.stereobridge.simulator.internal.world;

/** The Echo's clock, whose pace may change. Times are ns since its first packet. */
final class EchoClock {

    private final int rateHz;
    private final double[] fromNs;
    private final double[] frames;
    private final double[] frameNs;

    private int count;

    /** @param steps how often its pace changes at most */
    EchoClock(int rateHz, double ppm, int steps) {
        this.rateHz = rateHz;
        fromNs = new double[steps + 1];
        frames = new double[steps + 1];
        frameNs = new double[steps + 1];
        add(0, 0, ppm);
    }

    /** From this time on, later than any before, it is so fast. */
    void step(double atNs, double ppm) {
        add(atNs, frames[count - 1] + (atNs - fromNs[count - 1]) / frameNs[count - 1], ppm);
    }

    private void add(double atNs, double frame, double ppm) {
        fromNs[count] = atNs;
        frames[count] = frame;
        frameNs[count] = 1e9 / (rateHz * (1 + ppm * 1e-6));
        count++;
    }

    /** When this frame of the music is played. */
    double nsOf(double frame) {
        int last = 0;
        while (last + 1 < count && frames[last + 1] <= frame) {
            last++;
        }
        return fromNs[last] + (frame - frames[last]) * frameNs[last];
    }
}
