package org.stereobridge.simulator.internal.report;

import java.io.IOException;
import org.stereobridge.dsp.FractionalDelay;
import org.stereobridge.dsp.WindowedSinc;
import org.stereobridge.simulator.internal.RecordingWindow;

/** What the Echo was given, read on a clock other than its own, so that it lies in step with a recording. */
final class Programme {

    /** Over a strip the fraction of a sample is constant, and wrong by half of this at its ends. */
    private static final double MAX_MOVE = 0.008;
    private static final int LONGEST_STRIP = 512;
    private static final int SHORTEST_STRIP = 16;

    private final WavFile file;
    private final FractionalDelay delay = new FractionalDelay();
    private float[][] raw = new float[2][0];

    Programme(WavFile file) {
        this.file = file;
    }

    /**
     * Reads a window at a rate of its own.
     *
     * @param centre position in the programme of the frame that goes to {@code frames / 2}
     * @param step programme frames for each frame of the window, close to 1
     */
    void read(RecordingWindow stretch, double centre, double step, int frames, float[][] out) throws IOException {
        double start = centre - frames / 2 * step;
        // A strip may begin a little before the window does.
        long first = (long) Math.floor(start) - WindowedSinc.BEFORE - 1;
        int length = (int) Math.ceil(frames * step) + WindowedSinc.TAPS + 4;
        readPlain(stretch, first, length);
        double move = Math.abs(step - 1);
        int strip = (int) Math.max(SHORTEST_STRIP, Math.min(LONGEST_STRIP, MAX_MOVE / move));
        for (int done = 0; done < frames; done += strip) {
            int count = Math.min(strip, frames - done);
            double at = start + (done + (count - 1) / 2.0) * step - (count - 1) / 2.0;
            long whole = (long) Math.floor(at);
            delay.fraction(at - whole);
            int from = (int) (whole - WindowedSinc.BEFORE - first);
            for (int channel = 0; channel < 2; channel++) {
                delay.process(raw[channel], from, out[channel], done, count);
            }
        }
    }

    /** Reads programme frames as they are, to {@link #plain()}. */
    void readPlain(RecordingWindow stretch, long first, int frames) throws IOException {
        if (raw[0].length < frames) {
            raw = new float[2][frames];
        }
        long inFile = first - stretch.programmeFrame() + stretch.frame();
        file.read(inFile, frames, raw, stretch.frame(), stretch.frame() + stretch.frames());
    }

    float[][] plain() {
        return raw;
    }
}
