package org.stereobridge.simulator.internal.world;

import java.util.ArrayList;
import java.util.List;

/**
 * What of a stream of frames is recorded: all of it, or a stretch at its beginning and at each full hour. Immutable.
 */
final class RecordingGate {

    private static final double HOUR_S = 3_600;

    private final double framesPerSecond;
    private final boolean isHourly;
    private final long windowFrames;

    /**
     * @param framesPerSecond of true time
     * @param hourlySeconds length of a stretch, NaN for one that has no end but the file's
     * @param rateHz nominal rate, which gives all streams stretches of the same length
     * @param mostFrames what a file can hold
     */
    RecordingGate(double framesPerSecond, double hourlySeconds, int rateHz, long mostFrames) {
        this.framesPerSecond = framesPerSecond;
        isHourly = !Double.isNaN(hourlySeconds);
        windowFrames = isHourly ? Math.round(hourlySeconds * rateHz) : mostFrames;
    }

    /** How many of the next frames are recorded; where none is, how many are not, as a negative number. */
    int run(long frame, int frames) {
        long window = windowAt(frame);
        long left = start(window) + windowFrames - frame;
        if (left > 0) {
            return (int) Math.min(frames, left);
        }
        return isHourly ? (int) -Math.min(frames, start(window + 1) - frame) : -frames;
    }

    /** Whether something between these frames is recorded. */
    boolean isOpenWithin(long from, long to) {
        long window = windowAt(from);
        return from < start(window) + windowFrames || isHourly && to > start(window + 1);
    }

    /** The first frame of a stretch. */
    long start(long window) {
        return Math.round(window * HOUR_S * framesPerSecond);
    }

    /** How long each stretch is, of so many frames in all. */
    List<Long> lengths(long frames) {
        List<Long> lengths = new ArrayList<>();
        for (long window = 0; start(window) < frames && (window == 0 || isHourly); window++) {
            lengths.add(Math.min(windowFrames, frames - start(window)));
        }
        return lengths;
    }

    private long windowAt(long frame) {
        if (!isHourly) {
            return 0;
        }
        long window = (long) (frame / (HOUR_S * framesPerSecond));
        return start(window + 1) <= frame ? window + 1 : window;
    }
}
