package org.stereobridge.simulator.internal.music.piece;

/** Two channels that notes are added to. */
final class Canvas {

    private static final double DC_HZ = 8;

    final int rateHz;
    final float[] left;
    final float[] right;

    Canvas(int rateHz, double seconds) {
        this.rateHz = rateHz;
        left = new float[(int) Math.round(seconds * rateHz)];
        right = new float[left.length];
    }

    int frames() {
        return left.length;
    }

    /** One voice: its value at each frame of a note, told one after the other. */
    interface Voice {
        /** @param seconds since the note began */
        double at(double seconds);
    }

    /**
     * Adds a note.
     *
     * @param pan -1 is left alone, 1 right alone; what lies between keeps the power
     */
    void add(double atSeconds, double seconds, double pan, double gain, Voice voice) {
        int start = (int) Math.round(atSeconds * rateHz);
        int end = Math.min(left.length, start + (int) Math.round(seconds * rateHz));
        double angle = (pan + 1) * Math.PI / 4;
        float toLeft = pan >= 1 ? 0 : (float) (gain * Math.cos(angle));
        float toRight = pan <= -1 ? 0 : (float) (gain * Math.sin(angle));
        for (int n = start; n < end; n++) {
            float value = (float) voice.at((n - start) / (double) rateHz);
            left[n] += toLeft * value;
            right[n] += toRight * value;
        }
    }

    /** Takes out what is constant, which bent phases leave. */
    void blockDc() {
        blockDc(left);
        blockDc(right);
    }

    private void blockDc(float[] channel) {
        double part = 1 - 2 * Math.PI * DC_HZ / rateHz;
        double in = 0;
        double out = 0;
        for (int n = 0; n < channel.length; n++) {
            out = part * out + channel[n] - in;
            in = channel[n];
            channel[n] = (float) out;
        }
    }

    void fadeOut(double seconds) {
        int length = (int) (seconds * rateHz);
        for (int n = 0; n < length; n++) {
            float gain = (float) (0.5 + 0.5 * Math.cos(Math.PI * n / length));
            left[left.length - length + n] *= gain;
            right[left.length - length + n] *= gain;
        }
    }

    /** Scales both channels so that the louder one peaks at this. */
    void normalise(double peak) {
        float loudest = 0;
        for (int n = 0; n < left.length; n++) {
            loudest = Math.max(loudest, Math.max(Math.abs(left[n]), Math.abs(right[n])));
        }
        float gain = (float) (peak / loudest);
        for (int n = 0; n < left.length; n++) {
            left[n] *= gain;
            right[n] *= gain;
        }
    }
}
