package org.stereobridge.codec.aptx.internal;

import java.lang.ref.Reference;
import org.stereobridge.codec.Encoder;
import org.stereobridge.natives.Samples;

/**
 * Encodes by libfreeaptx. A codecFrame is eight codewords, the period of the parity by which a decoder finds their
 * phase: so each packet begins in phase, and the loss of one does not cost the next. The rate is fixed.
 */
final class AptxEncoder implements Encoder {

    private static final int FRAMES = AptxKind.SYNC_WORDS * AptxKind.WORD_FRAMES;
    /** 2,048 frames: more than any packet of ours holds. */
    private static final int MOST_CODEC_FRAMES = 64;

    private final AptxContext context;
    private final int codecFrameBytes;

    AptxEncoder(AptxKind kind) {
        context = new AptxContext(kind, MOST_CODEC_FRAMES * AptxKind.SYNC_WORDS);
        codecFrameBytes = AptxKind.SYNC_WORDS * kind.wordBytes();
    }

    @Override
    public int codecFrameLength() {
        return FRAMES;
    }

    @Override
    public int maxCodecFrames(int payloadBytes) {
        return Math.max(0, Math.min(MOST_CODEC_FRAMES, payloadBytes / codecFrameBytes));
    }

    @Override
    public int encode(float[][] in, int frame, int codecFrames, byte[] payload, int offset) {
        if (!context.isOpen() || codecFrames < 1 || codecFrames > maxCodecFrames(payload.length - offset)) {
            throw new IllegalArgumentException("codecFrames=" + codecFrames + " open=" + context.isOpen());
        }
        int frames = codecFrames * FRAMES;
        float[] left = in[0];
        float[] right = in[1];
        // Each sample's fourth byte is overwritten by the next one.
        for (int n = 0, at = 0; n < frames; n++, at += AptxContext.FRAME_BYTES) {
            context.samples.putInt(at, Samples.int24(left[frame + n]));
            context.samples.putInt(at + AptxContext.SAMPLE_BYTES, Samples.int24(right[frame + n]));
        }
        int bytes = codecFrames * codecFrameBytes;
        long sampleBytes = (long) frames * AptxContext.FRAME_BYTES;
        long used = LibFreeAptx.aptx_encode(context.address(), context.samplesAddress, sampleBytes,
                context.wordsAddress, bytes, context.writtenAddress);
        if (used != sampleBytes || context.writtenBytes() != bytes) {
            throw new IllegalStateException("aptx_encode returned " + used);
        }
        context.words.get(0, payload, offset, bytes);
        // The address alone would not keep the memory from being freed.
        Reference.reachabilityFence(context);
        return bytes;
    }

    @Override
    public int qualities() {
        return 1;
    }

    @Override
    public void quality(int step) {
        if (step != 0) {
            throw new IllegalArgumentException("step=" + step);
        }
    }

    @Override
    public void reset() {
        context.reset();
    }

    @Override
    public void close() {
        context.close();
    }
}
