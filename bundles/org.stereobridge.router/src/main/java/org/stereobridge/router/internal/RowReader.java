package org.stereobridge.router.internal;

import org.stereobridge.dsp.FractionalDelay;
import org.stereobridge.dsp.MixRamp;
import org.stereobridge.dsp.Resampler;
import org.stereobridge.dsp.SampleRing;
import org.stereobridge.dsp.WindowedSinc;

/**
 * Reads what one speaker plays from the ring: at any place between two frames, and at a pace that may be slightly other
 * than the ring's. Belongs to the audio thread.
 */
final class RowReader {

    private static final int OVERLAP = WindowedSinc.TAPS - 1;
    /** By how much a packet's window may be longer at another pace, which is within 1,000 ppm, between two frames. */
    private static final int SLACK = 4;

    private final FractionalDelay filter = new FractionalDelay();
    private final Resampler resampler = new Resampler();
    private final float[] left;
    private final float[] right;
    private final float[] mixed;

    private double fraction;
    private double step = 1;

    RowReader(int maxFrames) {
        left = new float[maxFrames + OVERLAP + SLACK];
        right = new float[maxFrames + OVERLAP + SLACK];
        mixed = new float[maxFrames + OVERLAP + SLACK];
    }

    /** Reads so from now on: the first frame lies so far behind its position, each next one this far from it. */
    void pace(double fraction, double step) {
        this.fraction = fraction;
        this.step = step;
    }

    /**
     * Reads what lies {@code back} frames before this position, {@link WindowedSinc#AFTER} at least, and moves from the
     * one mix to the other meanwhile.
     */
    void read(SampleRing ring, long position, double back, Plan.Mix before, Plan.Mix mix, float[] out, int frames) {
        if (fraction == 0 && step == 1) {
            long whole = (long) Math.ceil(back);
            mix(ring, position - whole, before, mix, frames, frames + OVERLAP);
            filter.fraction(whole - back);
            filter.process(mixed, 0, out, 0, frames);
            return;
        }
        double at = fraction - back;
        long whole = (long) Math.floor(at);
        mix(ring, position + whole, before, mix, frames, frames + OVERLAP + SLACK);
        resampler.process(mixed, WindowedSinc.BEFORE, at - whole, step, out, 0, frames);
    }

    private void mix(SampleRing ring, long from, Plan.Mix before, Plan.Mix mix, int frames, int window) {
        ring.read(from - WindowedSinc.BEFORE, window, left, right, 0);
        // Gains move between the parts of the window that it shares with its neighbours, so that both see the same.
        MixRamp.mix(left, right, 0, before.left(), before.right(), mix.left(), mix.right(),
                Math.min(OVERLAP, frames), frames, mixed, 0, window);
    }
}
