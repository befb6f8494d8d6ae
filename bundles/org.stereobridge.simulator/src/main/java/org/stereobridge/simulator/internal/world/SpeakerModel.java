package org.stereobridge.simulator.internal.world;

/**
 * When a speaker plays what it gets. It waits for a prefill of its buffer, and what it takes out of the buffer sounds a
 * fixed time later; both together are its latency. Its DAC counts frames from 0, the first frame that it plays, and
 * knows where a packet belongs by its RTP timestamp, so that what was lost is silence.
 *
 * <p>Times are ns of true time, in double, which holds a day to 0.02 ns. Audio thread only; allocates nothing.
 */
final class SpeakerModel {

    private double crystal; // frames a ns
    private double latencyNs;
    private double pipelineNs;
    private final double bufferNs;
    private final RateLoop loop;

    private int rateHz;
    private double clockPpm;
    private boolean started;
    /** A new stream has not begun to come. */
    private boolean isAnew;
    private double anchorNs;
    private double anchorFrame;
    private double speed;
    private double soundingNs;
    private double updatedNs;
    private double leadNs;
    private long endFrame;
    private int nextTimestamp;
    private boolean speedChanged;
    private double speedFromNs;

    private int insertedFrames;
    private long lostFrames;
    private int underruns;
    private long overruns;

    /** @param followsSource whether the DAC is steered, or runs as its crystal does */
    SpeakerModel(int rateHz, double clockPpm, double latencyMs, double bufferMs, boolean followsSource) {
        this.rateHz = rateHz;
        this.clockPpm = clockPpm;
        crystal = rateHz * (1 + clockPpm * 1e-6) / 1e9;
        latencyNs = latencyMs * 1e6;
        bufferNs = bufferMs * 1e6;
        pipelineNs = latencyNs - Math.min(latencyNs, bufferNs / 2);
        loop = followsSource ? new RateLoop() : null;
        speed = crystal;
    }

    /**
     * Takes a packet in.
     *
     * @return the DAC's frame at which it will sound, -1 where the buffer has no room for it and it is cut out
     */
    long take(double nowNs, int timestamp, int frames) {
        speedChanged = false;
        long gap = started && !isAnew ? gap(timestamp, nowNs) : 0;
        lostFrames += gap;
        if (!started) {
            start(nowNs, 0);
        } else if (isAnew) {
            start(nowNs, (long) Math.ceil(frameAt(nowNs + latencyNs)));
        } else if (nowNs > timeOf(endFrame + gap) - pipelineNs) {
            underruns++;
            start(nowNs, (long) Math.ceil(frameAt(nowNs + latencyNs)));
        } else {
            endFrame += gap;
        }
        nextTimestamp = timestamp + frames;
        if (timeOf(endFrame + frames) - pipelineNs - nowNs > bufferNs) {
            overruns++;
            lostFrames += frames;
            return -1;
        }
        long frame = endFrame;
        endFrame += frames;
        // By the speed on average: by that of the moment, the error would hang on how the loop just answers it.
        leadNs = (frame - frameAt(nowNs)) / (loop == null ? crystal : crystal * (1 + loop.average()));
        steer(nowNs);
        return frame;
    }

    /** A packet was lost on the way. */
    void lose(double nowNs, int timestamp, int frames) {
        if (!started || isAnew) {
            lostFrames += frames;
            return;
        }
        // It counts as it would have had it come, and is silence.
        long gap = gap(timestamp, nowNs);
        lostFrames += gap + frames;
        endFrame += gap + frames;
        nextTimestamp = timestamp + frames;
    }

    /** Frames that are missing; a timestamp that leads beyond what the buffer can hold is a new stream's. */
    private long gap(int timestamp, double nowNs) {
        int gap = timestamp - nextTimestamp;
        return gap > 0 && timeOf(endFrame + gap) - pipelineNs - nowNs <= bufferNs ? gap : 0;
    }

    /** Sets the DAC so that this frame of it sounds at the nominal latency from now. */
    private void start(double nowNs, long frame) {
        double startNs = nowNs + latencyNs;
        // What came before plays to its end as it would have.
        speedFromNs = started ? Math.max(nowNs, timeOf(endFrame)) : 0;
        if (loop != null) {
            speed = crystal * (1 + loop.restart());
        }
        started = true;
        isAnew = false;
        anchorNs = startNs;
        anchorFrame = frame;
        endFrame = frame;
        soundingNs = startNs;
        updatedNs = startNs;
        speedChanged = true;
    }

    private void steer(double nowNs) {
        if (loop == null || nowNs < soundingNs) {
            return;
        }
        double correction = loop.update((leadNs - latencyNs) / 1e9, (nowNs - updatedNs) / 1e9);
        updatedNs = nowNs;
        anchorFrame = frameAt(nowNs);
        anchorNs = nowNs;
        speed = crystal * (1 + correction);
        speedFromNs = nowNs;
        speedChanged = true;
    }

    /**
     * The stream ends, and with it the sound of what came by it.
     *
     * @return the DAC's frame from which on it is silent, -1 where it was silent already
     */
    long lose(double nowNs) {
        speedChanged = false;
        if (!started || isAnew) {
            return -1;
        }
        isAnew = true;
        long cut = Math.max(0, (long) Math.ceil(frameAt(nowNs)));
        if (cut >= endFrame) {
            return -1;
        }
        lostFrames += endFrame - cut;
        endFrame = cut;
        return cut;
    }

    /** A new stream comes, to a buffer that is empty. */
    void anew(int rateHz) {
        this.rateHz = rateHz;
        isAnew = started;
        crystal = rateHz * (1 + clockPpm * 1e-6) / 1e9;
    }

    /**
     * Is later by this from now on: what it has is held back.
     *
     * @return the DAC's frame before which {@link #insertedFrames} of silence come, -1 where it plays nothing
     */
    long delay(double nowNs, double delayNs) {
        speedChanged = false;
        insertedFrames = (int) Math.round(delayNs * rateHz / 1e9);
        latencyNs += 1e9 * insertedFrames / rateHz;
        pipelineNs += 1e9 * insertedFrames / rateHz;
        long from = Math.max(0, (long) Math.ceil(frameAt(nowNs)));
        if (!started || isAnew || from >= endFrame) {
            return -1;
        }
        endFrame += insertedFrames;
        return from;
    }

    /** How many frames of silence the last {@link #delay} put in. */
    int insertedFrames() {
        return insertedFrames;
    }

    /** The crystal is so fast from now on. */
    void clock(double nowNs, double ppm) {
        double before = crystal;
        clockPpm = ppm;
        crystal = rateHz * (1 + ppm * 1e-6) / 1e9;
        speedChanged = started && !isAnew;
        if (speedChanged) {
            // What has not begun to sound begins when it would have.
            double fromNs = Math.max(nowNs, soundingNs);
            anchorFrame = frameAt(fromNs);
            anchorNs = fromNs;
            speed *= crystal / before;
            speedFromNs = fromNs;
        }
    }

    /** The DAC's frame that sounds at this time, by its present speed. */
    double frameAt(double timeNs) {
        return anchorFrame + (timeNs - anchorNs) * speed;
    }

    private double timeOf(double frame) {
        return anchorNs + (frame - anchorFrame) / speed;
    }

    /** Whether the last packet taken changed the DAC's speed. */
    boolean isSpeedChanged() {
        return speedChanged;
    }

    /** From when on the DAC runs as it does now. */
    double speedFromNs() {
        return speedFromNs;
    }

    /** Frames that the DAC plays in a ns. */
    double speed() {
        return speed;
    }

    /** Whether what was sent has begun to sound. */
    boolean isSounding(double nowNs) {
        return started && !isAnew && nowNs >= soundingNs;
    }

    /** From the last packet's arrival to its sound. */
    double leadNs() {
        return leadNs;
    }

    long lostFrames() {
        return lostFrames;
    }

    int underruns() {
        return underruns;
    }

    long overruns() {
        return overruns;
    }
}
