package org.stereobridge.simulator.internal.world;

import java.util.Arrays;
import java.util.Objects;
import java.util.function.Function;
import org.stereobridge.codec.Decoder;
import org.stereobridge.codec.StreamConfig;
import org.stereobridge.dsp.Resampler;
import org.stereobridge.dsp.WindowedSinc;

/**
 * One speaker's recording: decodes what it plays, and lays its DAC's output on a clock that is perfect. The DAC's
 * position is linear in time between the instants at which its speed changes; samples in between are interpolated.
 */
final class SpeakerTape {

    private static final int CHUNK = 2_048;
    private static final int SEGMENTS = 16;
    /** Of a DAC at 48 kHz against a recording at 44.1 kHz. */
    private static final double FASTEST = 48.0 / 44.1;
    /** What lies between a DAC's clock and ours at one rate; two rates lie further apart. */
    private static final double MOST_DRIFT = 1e-3;
    private static final int MARGIN = Math.max(WindowedSinc.BEFORE, WindowedSinc.AFTER) + 2;

    /** From this time on the DAC is at {@code frame} and plays {@code speed} frames a ns. */
    private static final class Segment {

        private double fromNs;
        private double frame;
        private double speed;

        double frameAt(double timeNs) {
            return frame + (timeNs - fromNs) * speed;
        }
    }

    private final Function<StreamConfig, Decoder> decoders;
    private Decoder decoder;
    private float[][] decoded;
    private final double sampleNs;
    private final RecordingGate gate;
    private final WavWriter file;
    private final Resampler resampler = new Resampler();
    private final SlotRing<Segment> coming = new SlotRing<>(SEGMENTS, Segment::new);
    private final float[][] out = new float[1][CHUNK];

    /** What the DAC plays, from its frame {@code base} on; behind {@code filled} frames nothing is settled yet. */
    private final float[] tape;
    private long base = -2L * CHUNK;
    private int filled = 2 * CHUNK;

    private final Segment segment = new Segment();
    private boolean started;
    private long written;

    /**
     * @param config of the first stream
     * @param rateHz the recording's
     * @param reachNs how far ahead of its arrival a packet's end sounds at most
     */
    SpeakerTape(Function<StreamConfig, Decoder> decoders, StreamConfig config, int rateHz, double reachNs,
            RecordingGate gate, WavWriter file) {
        this.decoders = decoders;
        this.gate = gate;
        this.file = file;
        decode(config);
        sampleNs = 1e9 / rateHz;
        tape = new float[(int) (FASTEST * 1.1 * reachNs / sampleNs) + 8 * CHUNK + decoded[0].length];
    }

    private void decode(StreamConfig config) {
        if (decoder != null) {
            decoder.close();
        }
        decoder = decoders.apply(config);
        decoded = new float[config.channels()][decoder.maxFrames(SpeakerLink.MTU_BYTES)];
    }

    void accept(RecordSlot slot) throws RecordingException {
        if (slot.config != null) {
            decode(slot.config);
        }
        if (slot.cutFrame >= 0) {
            play(slot.timeNs, base + filled);
            cut(slot.cutFrame, slot.insertedFrames);
        }
        if (slot.isSpeedChanged) {
            Segment next = Objects.requireNonNull(coming.claim(), "segment");
            next.fromNs = slot.speedFromNs;
            next.frame = slot.frameAtSpeedFrom;
            next.speed = slot.speed;
            coming.publish();
        }
        if (slot.length > 0) {
            appendSilence(slot.frame, slot.timeNs);
            append(slot);
        }
        play(slot.timeNs, base + filled);
    }

    /** The run ends at this time; what sounds later is left out. */
    void finish(double endNs) throws RecordingException {
        while (written < Math.ceil(endNs / sampleNs)) {
            appendSilence(base + filled + CHUNK, endNs);
            play(endNs, base + filled);
        }
    }

    long frames() {
        return written;
    }

    private void append(RecordSlot slot) {
        makeRoom(slot.frames);
        int frames = 0;
        if (gate.isOpenWithin(written, written + 2L * tape.length)) {
            frames = Math.min(slot.frames, decoder.decode(slot.payload, 0, slot.length, decoded, 0));
            for (int n = 0; n < frames; n++) {
                tape[filled + n] = decoded.length == 1 ? decoded[0][n] : 0.5f * (decoded[0][n] + decoded[1][n]);
            }
        }
        Arrays.fill(tape, filled + frames, filled + slot.frames, 0);
        filled += slot.frames;
    }

    private void appendSilence(long toFrame, double untilNs) throws RecordingException {
        while (base + filled < toFrame) {
            int count = (int) Math.min(CHUNK, toFrame - base - filled);
            makeRoom(count);
            Arrays.fill(tape, filled, filled + count, 0);
            filled += count;
            play(untilNs, base + filled);
        }
    }

    /** Drops what has not sounded, or holds it back by this many frames of silence. */
    private void cut(long frame, int inserted) {
        makeRoom(inserted);
        int from = (int) Math.max(0, Math.min(filled, frame - base));
        if (inserted == 0) {
            filled = from;
            return;
        }
        System.arraycopy(tape, from, tape, from + inserted, filled - from);
        Arrays.fill(tape, from, from + inserted, 0);
        filled += inserted;
    }

    private void makeRoom(int frames) {
        if (filled + frames <= tape.length) {
            return;
        }
        double next = !started ? base : segment.frameAt(written * sampleNs);
        int spent = (int) Math.max(0, Math.min(filled, Math.floor(next) - 2 * MARGIN - base));
        System.arraycopy(tape, spent, tape, 0, filled - spent);
        base += spent;
        filled -= spent;
        if (filled + frames > tape.length) {
            throw new IllegalStateException("tape holds " + filled + " frames and gets " + frames);
        }
    }

    /** Writes what sounds before this time, as far as the tape is settled. */
    private void play(double untilNs, long settled) throws RecordingException {
        while (true) {
            Segment next = coming.peek();
            boolean isLast = next == null || next.fromNs >= untilNs;
            double endNs = isLast ? untilNs : next.fromNs;
            int count = (int) Math.min(CHUNK, Math.ceil(endNs / sampleNs) - written);
            if (count <= 0) {
                if (isLast) {
                    return;
                }
                enter(next);
                continue;
            }
            int run = gate.run(written, count);
            count = Math.abs(run);
            if (started) {
                double step = segment.speed * sampleNs;
                double position = segment.frameAt(written * sampleNs);
                count = (int) Math.min(count, Math.floor((settled - MARGIN - position) / step));
                if (count <= 0) {
                    return;
                }
                if (run > 0) {
                    count = resample(position, step, count);
                }
            } else {
                Arrays.fill(out[0], 0, count, 0);
            }
            if (run > 0) {
                file.write(out, 0, count);
            }
            written += count;
        }
    }

    private void enter(Segment next) {
        started = true;
        segment.fromNs = next.fromNs;
        segment.frame = next.frame;
        segment.speed = next.speed;
        coming.release();
    }

    /** Returns how many frames are in {@link #out}. */
    private int resample(double position, double step, int count) {
        double at = position - base;
        if (at < MARGIN) {
            // Long before the first frame that it plays: the DAC is not started yet.
            int silent = (int) Math.min(count, Math.ceil((MARGIN - at) / step));
            Arrays.fill(out[0], 0, silent, 0);
            return silent;
        }
        if (Math.abs(step - 1) < MOST_DRIFT) {
            resampler.process(tape, 0, at, step, out[0], 0, count);
        } else {
            Interpolation.process(tape, at, step, out[0], 0, count);
        }
        return count;
    }

    void close() throws RecordingException {
        decoder.close();
        file.close();
    }
}
