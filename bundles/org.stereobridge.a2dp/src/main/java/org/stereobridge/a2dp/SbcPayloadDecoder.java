package org.stereobridge.a2dp;

import java.util.Objects;
import org.stereobridge.codec.Decoder;

/**
 * Decodes SBC media payloads: splits them into frames, puts fragments together, and lets only good frames of the
 * stream's own configuration pass to the frame decoder.
 */
public final class SbcPayloadDecoder implements Decoder {

    private final SbcConfig config;
    private final SbcFrameDecoder frameDecoder;
    private final SbcFrameHeader header = new SbcFrameHeader();
    private final int leastFrameBytes;

    private final byte[] fragments;
    private int fragmentBytes;
    private int fragmentsLeft; // 0 while no frame is in pieces

    private long badCodecFrames;

    public SbcPayloadDecoder(SbcConfig config, SbcFrameDecoder frameDecoder) {
        this.config = config;
        this.frameDecoder = Objects.requireNonNull(frameDecoder, "frameDecoder");
        leastFrameBytes = config.frameBytes(SbcConfig.LEAST_BITPOOL);
        fragments = new byte[config.frameBytes(config.greatestBitpool())];
    }

    @Override
    public int maxFrames(int payloadBytes) {
        if (payloadBytes <= SbcPayloadHeader.LENGTH) {
            return 0;
        }
        // The last fragment of a frame, however short, completes one.
        int frames = Math.max(1, (payloadBytes - SbcPayloadHeader.LENGTH) / leastFrameBytes);
        return Math.min(SbcPayloadHeader.MAX_COUNT, frames) * config.frameLength();
    }

    @Override
    public int decode(byte[] payload, int offset, int length, float[][] out, int frame) {
        if (length <= SbcPayloadHeader.LENGTH) {
            badCodecFrames++;
            return 0;
        }
        int flags = payload[offset];
        int count = flags & SbcPayloadHeader.COUNT_MASK;
        int first = offset + SbcPayloadHeader.LENGTH;
        int bytes = length - SbcPayloadHeader.LENGTH;
        if ((flags & SbcPayloadHeader.FRAGMENTED) != 0) {
            return takeFragment(flags, count, payload, first, bytes, out, frame);
        }
        dropFragments();
        return decodeFrames(count, payload, first, bytes, out, frame);
    }

    @Override
    public long badCodecFrames() {
        return badCodecFrames;
    }

    @Override
    public void reset() {
        fragmentsLeft = 0;
        frameDecoder.reset();
    }

    @Override
    public void close() {
        frameDecoder.close();
    }

    private int decodeFrames(int count, byte[] payload, int offset, int length, float[][] out, int frame) {
        int decoded = 0;
        int used = 0;
        for (int i = 0; i < count; i++) {
            int frames = decodeFrame(payload, offset + used, length - used, out, frame + decoded);
            if (frames <= 0) {
                badCodecFrames += count - i;
                return decoded;
            }
            decoded += frames;
            used += header.frameBytes();
        }
        if (count == 0) {
            badCodecFrames++;
        }
        return decoded;
    }

    private int decodeFrame(byte[] bytes, int offset, int length, float[][] out, int frame) {
        if (!header.parse(bytes, offset, length) || !header.matches(config)) {
            return -1;
        }
        return frameDecoder.decode(bytes, offset, header.frameBytes(), out, frame);
    }

    private int takeFragment(int flags, int count, byte[] payload, int offset, int length, float[][] out, int frame) {
        if ((flags & SbcPayloadHeader.FIRST_FRAGMENT) != 0) {
            dropFragments();
            fragmentBytes = 0;
        } else if (fragmentsLeft == 0 || count != fragmentsLeft - 1) {
            // A fragment of a frame whose beginning is lost: the frame counts once, with its last one.
            boolean isCounted = fragmentsLeft != 0 || (flags & SbcPayloadHeader.LAST_FRAGMENT) != 0;
            fragmentsLeft = 0;
            badCodecFrames += isCounted ? 1 : 0;
            return 0;
        }
        boolean isLast = (flags & SbcPayloadHeader.LAST_FRAGMENT) != 0;
        if (isLast != (count == 1) || count == 0 || length > fragments.length - fragmentBytes) {
            fragmentsLeft = 0;
            badCodecFrames++;
            return 0;
        }
        System.arraycopy(payload, offset, fragments, fragmentBytes, length);
        fragmentBytes += length;
        fragmentsLeft = count;
        if (!isLast) {
            return 0;
        }
        fragmentsLeft = 0;
        return decodeFrames(1, fragments, 0, fragmentBytes, out, frame);
    }

    private void dropFragments() {
        if (fragmentsLeft != 0) {
            fragmentsLeft = 0;
            badCodecFrames++;
        }
    }
}
