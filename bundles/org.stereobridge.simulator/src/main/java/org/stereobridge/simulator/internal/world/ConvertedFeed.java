package org.stereobridge.simulator.internal.world;

import org.stereobridge.codec.Encoder;
import org.stereobridge.dsp.WindowedSinc;
import org.stereobridge.simulator.internal.PcmMusic;

/** Encodes music for a stream of another rate than its own. */
final class ConvertedFeed extends PcmFeed {

    /** Music that is kept: what the filter reaches back, and what it has been given ahead. */
    private static final int KEPT = 2 * WindowedSinc.TAPS;

    private final double step;
    private final float[][] history;
    private final float[][] out;
    private final EchoMusic progress;

    private double start = Double.NaN;
    private long packets;

    /** @param step frames of the music for each of the stream */
    ConvertedFeed(PcmMusic music, EchoMusic progress, Encoder encoder, int codecFrames, double step) {
        super(music, progress, encoder, codecFrames,
                (int) Math.ceil(codecFrames * encoder.codecFrameLength() * step) + WindowedSinc.TAPS);
        this.progress = progress;
        this.step = step;
        history = new float[2][KEPT + samples()[0].length];
        out = new float[2][packetFrames()];
    }

    @Override
    double position() {
        return (Double.isNaN(start) ? progress.frames() : start) + packets * (packetFrames() * step);
    }

    /** As many as the filter needs beyond those that it has been given. */
    @Override
    int wanted() {
        double end = position() + packetFrames() * step;
        return (int) ((long) Math.ceil(end) + WindowedSinc.AFTER - progress.frames());
    }

    @Override
    float[][] stream(float[][] music) {
        // The music has gone on by what was taken: what came of it ends at its present place.
        if (Double.isNaN(start)) {
            start = progress.frames() - taken();
        }
        int kept = history[0].length - taken();
        double at = position() - (progress.frames() - history[0].length);
        for (int channel = 0; channel < 2; channel++) {
            System.arraycopy(history[channel], taken(), history[channel], 0, kept);
            System.arraycopy(music[channel], 0, history[channel], kept, taken());
            Interpolation.process(history[channel], at, step, out[channel], 0, packetFrames());
        }
        packets++;
        return out;
    }
}
