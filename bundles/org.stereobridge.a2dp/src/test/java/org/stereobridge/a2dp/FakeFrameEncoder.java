package org.stereobridge.a2dp;

import java.util.Arrays;

/** Writes frames with a right header, silent, and remembers where their audio was. */
final class FakeFrameEncoder implements SbcFrameEncoder {

    private final SbcConfig config;
    int lastFrameOffset;
    int resets;
    boolean isClosed;

    FakeFrameEncoder(SbcConfig config) {
        this.config = config;
    }

    @Override
    public int encode(float[][] in, int frameOffset, int bitpool, byte[] out, int offset) {
        int bytes = config.frameBytes(bitpool);
        Arrays.fill(out, offset, offset + bytes, (byte) 0);
        out[offset] = (byte) SbcFrameHeader.SYNC_WORD;
        out[offset + 1] = (byte) SbcFrameHeader.shape(config);
        out[offset + 2] = (byte) bitpool;
        int sideInfoBits = SbcFrameHeader.sideInfoBits(config.mode(), config.subbands());
        out[offset + 3] = (byte) SbcFrameHeader.crc(out, offset, sideInfoBits);
        lastFrameOffset = frameOffset;
        return bytes;
    }

    @Override
    public void reset() {
        resets++;
    }

    @Override
    public void close() {
        isClosed = true;
    }
}
