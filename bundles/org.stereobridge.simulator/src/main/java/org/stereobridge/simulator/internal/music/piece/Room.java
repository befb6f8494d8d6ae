package org.stereobridge.simulator.internal.music.piece;

/** A small room, one channel at a time: four combs with damped feedback and two all-passes, after Schroeder. */
final class Room {

    private static final double[] COMB_SECONDS = {0.0297, 0.0371, 0.0411, 0.0437};
    private static final double[] ALL_PASS_SECONDS = {0.0050, 0.0017};
    private static final float FEEDBACK = 0.74f;
    private static final float DAMPING = 0.35f;
    private static final float ALL_PASS = 0.6f;

    private Room() {
    }

    /**
     * Adds the room's answer to a channel.
     *
     * @param size of the room; different ones for the channels make them two rooms
     */
    static void add(float[] channel, int rateHz, double size, float wet) {
        float[] sum = new float[channel.length];
        for (double seconds : COMB_SECONDS) {
            comb(channel, sum, (int) (seconds * size * rateHz));
        }
        for (double seconds : ALL_PASS_SECONDS) {
            allPass(sum, (int) (seconds * size * rateHz));
        }
        for (int n = 0; n < channel.length; n++) {
            channel[n] += wet * sum[n];
        }
    }

    private static void comb(float[] in, float[] out, int length) {
        float[] ring = new float[length];
        float low = 0;
        for (int n = 0, at = 0; n < in.length; n++) {
            float heard = ring[at];
            out[n] += heard;
            low = heard + DAMPING * (low - heard);
            ring[at] = in[n] + FEEDBACK * low;
            at = at + 1 == length ? 0 : at + 1;
        }
    }

    private static void allPass(float[] io, int length) {
        float[] ring = new float[length];
        for (int n = 0, at = 0; n < io.length; n++) {
            float held = ring[at];
            float in = io[n] + ALL_PASS * held;
            io[n] = held - ALL_PASS * in;
            ring[at] = in;
            at = at + 1 == length ? 0 : at + 1;
        }
    }
}
