package org.stereobridge.codec.libsbc.internal;

import java.lang.ref.Reference;
import org.stereobridge.a2dp.SbcConfig;
import org.stereobridge.a2dp.SbcFrameDecoder;

/** Decodes SBC frames by libsbc, which gives interleaved 16-bit samples. */
final class LibSbcDecoder extends LibSbcCodec implements SbcFrameDecoder {

    private static final float FROM_INT16 = 1f / 32_768;

    LibSbcDecoder(SbcConfig config) {
        super(config);
    }

    @Override
    public int decode(byte[] frame, int offset, int length, float[][] out, int frameOffset) {
        if (!struct.isOpen() || length > maxFrameBytes) {
            return -1;
        }
        sbc.put(0, frame, offset, length);
        long used = LibSbc.sbc_decode(struct.address(), sbcAddress, length, samplesAddress, sampleBytes,
                writtenAddress);
        boolean isWhole = used == length && written.getLong(0) == sampleBytes;
        if (isWhole) {
            for (int channel = 0; channel < channels; channel++) {
                float[] row = out[channel];
                for (int n = 0, sample = channel; n < frames; n++, sample += channels) {
                    row[frameOffset + n] = samples.get(sample) * FROM_INT16;
                }
            }
        }
        // The address alone would not keep the memory from being freed.
        Reference.reachabilityFence(this);
        return isWhole ? frames : -1;
    }
}
