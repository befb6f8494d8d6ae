package org.stereobridge.codec.libsbc.internal;

import java.lang.ref.Reference;
import org.stereobridge.a2dp.SbcConfig;
import org.stereobridge.a2dp.SbcFrameEncoder;
import org.stereobridge.natives.Samples;

/** Encodes SBC frames by libsbc, which takes interleaved 16-bit samples: rounded, without dither. */
final class LibSbcEncoder extends LibSbcCodec implements SbcFrameEncoder {

    private final SbcConfig config;

    LibSbcEncoder(SbcConfig config) {
        super(config);
        this.config = config;
    }

    @Override
    public int encode(float[][] in, int frameOffset, int bitpool, byte[] out, int offset) {
        int bytes = config.frameBytes(bitpool);
        if (!struct.isOpen() || bitpool < SbcConfig.LEAST_BITPOOL || bytes > maxFrameBytes) {
            throw new IllegalArgumentException("bitpool=" + bitpool + " open=" + struct.isOpen());
        }
        for (int channel = 0; channel < channels; channel++) {
            float[] row = in[channel];
            for (int n = 0, sample = channel; n < frames; n++, sample += channels) {
                samples.put(sample, Samples.int16(row[frameOffset + n]));
            }
        }
        struct.bitpool(bitpool);
        // Where the count of written bytes goes: nowhere, it is the frame's length or the call has failed.
        long used = LibSbc.sbc_encode(struct.address(), samplesAddress, sampleBytes, sbcAddress, maxFrameBytes, 0);
        if (used != sampleBytes) {
            throw new IllegalStateException("sbc_encode returned " + used + " for bitpool " + bitpool);
        }
        sbc.get(0, out, offset, bytes);
        // The address alone would not keep the memory from being freed.
        Reference.reachabilityFence(this);
        return bytes;
    }
}
