package org.stereobridge.codec.ldac.internal;

import org.stereobridge.codec.Encoder;

/**
 * Encodes LDAC media payloads: an octet with the count of frames, and as many LDAC frames as were asked for. The
 * library gives frames in groups, the longer the lower the quality is; so that each payload has frames enough, some are
 * held back here. The quality ladder is the library's EQMID; a step reaches the air once what is held back has left.
 */
final class LdacEncoder implements Encoder {

    private static final int HEADER_BYTES = 1;
    private static final int MOST_CODEC_FRAMES = 15;
    private static final int QUALITIES = 3;
    /** Bytes of an LDAC frame of one channel by quality, as the specification has them; two channels take twice. */
    private static final int[] CHANNEL_BYTES = {165, 110, 55};
    private static final int GROUP_BYTES = 660;
    private static final int SLOTS = 32; // a power of two
    /** Frames by which the transform's windows overlap. */
    private static final int TRANSFORM_DELAY = LibLdac.FRAME_LENGTH;

    private final LdacConfig config;
    private final LdacHandle handle;
    private final int held;
    private final byte[] header = new byte[LdacFrame.HEADER_BYTES];
    private final byte[][] frames = new byte[SLOTS][LibLdac.MOST_BYTES];
    private final int[] lengths = new int[SLOTS];
    private int first;
    private int count;
    private int quality;

    LdacEncoder(LdacConfig config) {
        this.config = config;
        held = heldFrames(config);
        handle = new LdacHandle(config);
        fill();
    }

    /** What encoder and decoder delay by: the transform, and the LDAC frames that are held back. */
    static int delayFrames(LdacConfig config) {
        return TRANSFORM_DELAY + heldFrames(config) * LibLdac.FRAME_LENGTH;
    }

    /** One less than the longest group. */
    private static int heldFrames(LdacConfig config) {
        return GROUP_BYTES / (CHANNEL_BYTES[QUALITIES - 1] * config.channels()) - 1;
    }

    /** Frames of silence until enough is held back. The groups of the best quality are a divisor of the longest. */
    private void fill() {
        first = 0;
        count = 0;
        for (int channel = 0; channel < config.channels(); channel++) {
            for (int n = 0; n < LibLdac.FRAME_LENGTH; n++) {
                handle.put(channel, n, 0);
            }
        }
        while (count <= held) {
            take(handle.encode());
        }
        drop();
    }

    @Override
    public int codecFrameLength() {
        return LibLdac.FRAME_LENGTH;
    }

    @Override
    public int maxCodecFrames(int payloadBytes) {
        int longest = CHANNEL_BYTES[quality] * config.channels();
        for (int i = 0; i < count; i++) {
            longest = Math.max(longest, lengths[first + i & SLOTS - 1]);
        }
        return Math.max(0, Math.min(MOST_CODEC_FRAMES, (payloadBytes - HEADER_BYTES) / longest));
    }

    @Override
    public int encode(float[][] in, int frame, int codecFrames, byte[] payload, int offset) {
        if (!handle.isOpen() || codecFrames < 1 || codecFrames > maxCodecFrames(payload.length - offset)) {
            throw new IllegalArgumentException("codecFrames=" + codecFrames + " open=" + handle.isOpen());
        }
        payload[offset] = (byte) codecFrames;
        int bytes = HEADER_BYTES;
        for (int i = 0; i < codecFrames; i++) {
            put(in, frame + i * LibLdac.FRAME_LENGTH);
            take(handle.encode());
            System.arraycopy(frames[first], 0, payload, offset + bytes, lengths[first]);
            bytes += lengths[first];
            drop();
        }
        return bytes;
    }

    private void put(float[][] in, int frame) {
        for (int channel = 0; channel < config.channels(); channel++) {
            float[] row = in[channel];
            for (int n = 0; n < LibLdac.FRAME_LENGTH; n++) {
                float sample = Math.max(-1, Math.min(1, row[frame + n]));
                handle.put(channel, n, sample == sample ? sample : 0); // NaN
            }
        }
    }

    /** Splits a group: the library's own lengths, since a change of the quality mixes them. */
    private void take(int codecFrames) {
        int at = 0;
        for (int i = 0; i < codecFrames; i++) {
            handle.copy(at, header, 0, header.length);
            int slot = first + count & SLOTS - 1;
            lengths[slot] = LdacFrame.bytes(header, 0);
            handle.copy(at, frames[slot], 0, lengths[slot]);
            at += lengths[slot];
            count++;
        }
    }

    private void drop() {
        first = first + 1 & SLOTS - 1;
        count--;
    }

    @Override
    public int qualities() {
        return QUALITIES;
    }

    @Override
    public void quality(int step) {
        if (step < 0 || step >= QUALITIES) {
            throw new IllegalArgumentException("step=" + step);
        }
        if (step != quality && handle.isOpen()) {
            quality = step;
            handle.quality(step);
        }
    }

    @Override
    public void reset() {
        if (handle.isOpen()) {
            handle.reset();
            fill();
            handle.quality(quality);
        }
    }

    @Override
    public void close() {
        handle.close();
    }
}
