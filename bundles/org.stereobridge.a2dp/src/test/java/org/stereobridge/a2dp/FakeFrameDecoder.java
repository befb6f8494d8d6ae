package org.stereobridge.a2dp;

/** Writes each frame's first octet of samples into all of its audio; counts what it is asked. */
final class FakeFrameDecoder implements SbcFrameDecoder {

    private final SbcConfig config;
    private final SbcFrameHeader header = new SbcFrameHeader();
    int decoded;
    int resets;
    boolean isClosed;
    boolean isRefusing;

    FakeFrameDecoder(SbcConfig config) {
        this.config = config;
    }

    @Override
    public int decode(byte[] frame, int offset, int length, float[][] out, int frameOffset) {
        if (!header.parse(frame, offset, length) || header.frameBytes() != length || !header.matches(config)) {
            throw new AssertionError("not a good frame of the stream");
        }
        if (isRefusing) {
            return -1;
        }
        decoded++;
        for (int channel = 0; channel < config.channels(); channel++) {
            for (int n = 0; n < config.frameLength(); n++) {
                out[channel][frameOffset + n] = header.bitpool();
            }
        }
        return config.frameLength();
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
