package org.stereobridge.codec.aptx.internal;

import java.lang.ref.Reference;
import java.util.Arrays;
import org.stereobridge.codec.Decoder;

/**
 * Decodes by libfreeaptx. Payloads are codewords and nothing else; that some are missing shows only by their parity,
 * which is 0 in seven of them and 1 in the eighth. A codeword whose parity is not as expected is left out; a packet
 * keeps its length on the timeline, with silence for it. Where an eighth codeword has been found out of its place, and
 * none in its place, the library is led on to the right place: begun anew, it would take 0.1 s to adapt again.
 *
 * <p>The library leaves out the first 90 frames, which are the filters' delay; silence stands for them, so that as
 * many frames come out as went in.
 */
final class AptxDecoder implements Decoder {

    private static final float FROM_INT24 = 1f / (1 << 23);
    /** Codewords a call: 1,024 frames. */
    private static final int MOST_WORDS = 256;
    /** Parities that may fail in one packet; in what is no aptX every other one does. */
    private static final int MOST_FAILURES = 3;
    private static final int EIGHTH = AptxKind.SYNC_WORDS - 1;
    private static final int NOWHERE = -1;

    private final AptxContext context;
    private final int wordBytes;
    /** Where in its eight the library takes the next codeword to be. */
    private int place;
    /** Where one was that looked like an eighth and should not. */
    private int strayPlace = NOWHERE;
    private long badCodecFrames;

    AptxDecoder(AptxKind kind) {
        context = new AptxContext(kind, MOST_WORDS);
        wordBytes = kind.wordBytes();
    }

    @Override
    public int maxFrames(int payloadBytes) {
        return Math.max(0, payloadBytes / wordBytes * AptxKind.WORD_FRAMES);
    }

    @Override
    public int decode(byte[] payload, int offset, int length, float[][] out, int frame) {
        int words = context.isOpen() ? length / wordBytes : 0;
        int failures = 0;
        for (int at = 0; at < words;) {
            int wanted = Math.min(MOST_WORDS, words - at);
            int used = decodeWords(payload, offset + at * wordBytes, wanted, out, frame + at * AptxKind.WORD_FRAMES);
            at += used;
            if (used < wanted) {
                failures++;
                silence(out, frame + at * AptxKind.WORD_FRAMES, AptxKind.WORD_FRAMES);
                at++;
                failed();
            }
        }
        if (words == 0 || words * wordBytes != length || failures > 0) {
            badCodecFrames++;
        }
        return failures > MOST_FAILURES ? 0 : words * AptxKind.WORD_FRAMES;
    }

    /** The codeword at this place had the other parity. */
    private void failed() {
        if (place != EIGHTH) {
            strayPlace = place;
        } else if (strayPlace != NOWHERE) {
            for (int word = strayPlace; word < EIGHTH; word++) {
                LibFreeAptx.aptx_decode(context.address(), context.wordsAddress, wordBytes, context.samplesAddress,
                        context.samplesBytes, context.writtenAddress);
            }
            strayPlace = NOWHERE;
        }
        place = place + 1 & EIGHTH;
    }

    /** Gives the codewords that were decoded, fewer than asked for where a parity fails. */
    private int decodeWords(byte[] payload, int offset, int words, float[][] out, int frame) {
        int bytes = words * wordBytes;
        context.words.put(0, payload, offset, bytes);
        int used = (int) (LibFreeAptx.aptx_decode(context.address(), context.wordsAddress, bytes,
                context.samplesAddress, context.samplesBytes, context.writtenAddress) / wordBytes);
        int written = context.writtenBytes() / AptxContext.FRAME_BYTES;
        int silent = used * AptxKind.WORD_FRAMES - written;
        silence(out, frame, silent);
        float[] left = out[0];
        float[] right = out[1];
        for (int n = frame + silent, end = n + written, at = 0; n < end; n++, at += AptxContext.FRAME_BYTES) {
            left[n] = (context.samples.getInt(at) << 8 >> 8) * FROM_INT24;
            right[n] = (context.samples.getInt(at + AptxContext.SAMPLE_BYTES) << 8 >> 8) * FROM_INT24;
        }
        if (place + used > EIGHTH) {
            strayPlace = NOWHERE;
        }
        place = place + used & EIGHTH;
        // The address alone would not keep the memory from being freed.
        Reference.reachabilityFence(context);
        return used;
    }

    private static void silence(float[][] out, int frame, int frames) {
        Arrays.fill(out[0], frame, frame + frames, 0);
        Arrays.fill(out[1], frame, frame + frames, 0);
    }

    @Override
    public long badCodecFrames() {
        return badCodecFrames;
    }

    @Override
    public void reset() {
        context.reset();
        place = 0;
        strayPlace = NOWHERE;
    }

    @Override
    public void close() {
        context.close();
    }
}
