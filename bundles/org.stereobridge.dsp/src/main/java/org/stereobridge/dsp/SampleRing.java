package org.stereobridge.dsp;

import java.util.Arrays;

/**
 * The last frames of a stereo programme on one timeline, whose positions are frame numbers that never wrap.
 *
 * <p>It can be read at any position: where nothing was written, or what was written is overwritten, there is
 * silence.
 */
public final class SampleRing {

    /** How many frames fade out before a gap, and fade in behind it. */
    static final int FADE = 64;

    private static final float[] FADE_IN = fadeIn();

    private final float[] left;
    private final float[] right;
    private final int mask;

    private long startFrame;
    private long endFrame;
    private int faded = FADE; // frames of the present fade-in that are written; FADE where none is under way
    private boolean inGap;

    /** An empty ring, which begins at frame 0. */
    public SampleRing(int capacityFrames) {
        if (capacityFrames < FADE || Integer.bitCount(capacityFrames) != 1) {
            throw new IllegalArgumentException("capacityFrames must be a power of two from " + FADE + ": "
                    + capacityFrames);
        }
        left = new float[capacityFrames];
        right = new float[capacityFrames];
        mask = capacityFrames - 1;
    }

    /** The position of the next write. */
    public long endFrame() {
        return endFrame;
    }

    /** The first position that is still held; {@link #endFrame()} where the ring is empty. */
    long startFrame() {
        return Math.max(startFrame, endFrame - left.length);
    }

    /** Forgets all; the next write goes to this position. */
    public void restart(long frame) {
        startFrame = frame;
        endFrame = frame;
        faded = FADE;
        inGap = false;
    }

    /** Appends frames; those behind a gap fade in. */
    public void write(float[][] in, int frame, int frames) {
        if (frames == 0) {
            return;
        }
        // Of more than the ring can hold only the end matters.
        int skipped = Math.max(0, frames - left.length);
        int kept = frames - skipped;
        int index = (int) (endFrame + skipped) & mask;
        int first = Math.min(kept, left.length - index);
        System.arraycopy(in[0], frame + skipped, left, index, first);
        System.arraycopy(in[1], frame + skipped, right, index, first);
        System.arraycopy(in[0], frame + skipped + first, left, 0, kept - first);
        System.arraycopy(in[1], frame + skipped + first, right, 0, kept - first);
        endFrame += frames;
        inGap = false;
        if (faded < FADE) {
            fadeIn(frames);
        }
    }

    /** Appends a gap: what was written last fades out, in place, and what comes next fades in. */
    public void writeSilence(int frames) {
        if (frames == 0) {
            return;
        }
        if (!inGap) {
            fadeOut();
        }
        int kept = Math.min(frames, left.length);
        int index = (int) (endFrame + frames - kept) & mask;
        int first = Math.min(kept, left.length - index);
        Arrays.fill(left, index, index + first, 0);
        Arrays.fill(right, index, index + first, 0);
        Arrays.fill(left, 0, kept - first, 0);
        Arrays.fill(right, 0, kept - first, 0);
        endFrame += frames;
        inGap = true;
        faded = 0;
    }

    /** Reads frames from any position into both arrays. */
    public void read(long position, int frames, float[] leftOut, float[] rightOut, int offset) {
        int before = (int) Math.max(0, Math.min(frames, startFrame() - position));
        int held = (int) Math.max(0, Math.min(frames - before, endFrame - position - before));
        Arrays.fill(leftOut, offset, offset + before, 0);
        Arrays.fill(rightOut, offset, offset + before, 0);
        int index = (int) (position + before) & mask;
        int first = Math.min(held, left.length - index);
        int to = offset + before;
        System.arraycopy(left, index, leftOut, to, first);
        System.arraycopy(right, index, rightOut, to, first);
        System.arraycopy(left, 0, leftOut, to + first, held - first);
        System.arraycopy(right, 0, rightOut, to + first, held - first);
        Arrays.fill(leftOut, to + held, offset + frames, 0);
        Arrays.fill(rightOut, to + held, offset + frames, 0);
    }

    private void fadeIn(int frames) {
        int fading = Math.min(frames, FADE - faded);
        for (int n = 0; n < fading; n++) {
            scale(endFrame - frames + n, FADE_IN[faded + n]);
        }
        faded += fading;
    }

    private void fadeOut() {
        for (int n = 0; n < FADE; n++) {
            scale(endFrame - 1 - n, FADE_IN[n]);
        }
    }

    private void scale(long position, float gain) {
        if (position >= startFrame()) {
            int index = (int) position & mask;
            left[index] *= gain;
            right[index] *= gain;
        }
    }

    private static float[] fadeIn() {
        float[] gains = new float[FADE];
        for (int n = 0; n < FADE; n++) {
            gains[n] = (float) (0.5 - 0.5 * Math.cos(Math.PI * (n + 0.5) / FADE));
        }
        return gains;
    }
}
