package org.stereobridge.router.internal;

import org.stereobridge.codec.Encoder;

/** An encoder without its best qualities, for air that has no room for them. Allocates nothing, as what it wraps. */
final class CappedEncoder implements Encoder {

    private final Encoder encoder;
    private final int best;

    /** @param best the step that is step 0 here, less than the encoder has */
    CappedEncoder(Encoder encoder, int best) {
        if (best < 0 || best >= encoder.qualities()) {
            throw new IllegalArgumentException("best=" + best);
        }
        this.encoder = encoder;
        this.best = best;
        encoder.quality(best);
    }

    @Override
    public int codecFrameLength() {
        return encoder.codecFrameLength();
    }

    @Override
    public int maxCodecFrames(int payloadBytes) {
        return encoder.maxCodecFrames(payloadBytes);
    }

    @Override
    public int encode(float[][] in, int frame, int codecFrames, byte[] payload, int offset) {
        return encoder.encode(in, frame, codecFrames, payload, offset);
    }

    @Override
    public int qualities() {
        return encoder.qualities() - best;
    }

    @Override
    public void quality(int step) {
        encoder.quality(best + step);
    }

    @Override
    public void reset() {
        encoder.reset();
    }

    @Override
    public void close() {
        encoder.close();
    }
}
