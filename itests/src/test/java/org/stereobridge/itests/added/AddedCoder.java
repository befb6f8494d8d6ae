package org.stereobridge.itests.added;

import org.stereobridge.codec.Decoder;
import org.stereobridge.codec.Encoder;

/** Both directions of {@link AddedCodec}. */
public final class AddedCoder implements Encoder, Decoder {

    private final int frameBytes;
    private final int channels;
    private long bad;

    public AddedCoder(int channels) {
        this.channels = channels;
        frameBytes = channels * Short.BYTES;
    }

    @Override
    public int codecFrameLength() {
        return AddedCodec.FRAMES;
    }

    @Override
    public int maxCodecFrames(int payloadBytes) {
        return payloadBytes / (AddedCodec.FRAMES * frameBytes);
    }

    @Override
    public int encode(float[][] in, int frame, int codecFrames, byte[] payload, int offset) {
        int at = offset;
        for (int n = 0; n < codecFrames * AddedCodec.FRAMES; n++) {
            for (int channel = 0; channel < channels; channel++, at += Short.BYTES) {
                int sample = ~Math.round(in[channel][frame + n] * Short.MAX_VALUE);
                payload[at] = (byte) (sample >> 8);
                payload[at + 1] = (byte) sample;
            }
        }
        return at - offset;
    }

    @Override
    public int maxFrames(int payloadBytes) {
        return payloadBytes / frameBytes;
    }

    @Override
    public int decode(byte[] payload, int offset, int length, float[][] out, int frame) {
        bad += length % frameBytes == 0 ? 0 : 1;
        int frames = length / frameBytes;
        int at = offset;
        for (int n = 0; n < frames; n++) {
            for (int channel = 0; channel < channels; channel++, at += Short.BYTES) {
                out[channel][frame + n] = (short) ~(payload[at] << 8 | payload[at + 1] & 0xFF)
                        / (float) Short.MAX_VALUE;
            }
        }
        return frames;
    }

    @Override
    public long badCodecFrames() {
        return bad;
    }

    @Override
    public int qualities() {
        return 1;
    }

    @Override
    public void quality(int step) {
        // There is one.
    }

    @Override
    public void reset() {
        // There is no history.
    }

    @Override
    public void close() {
        // Nothing is held.
    }
}
