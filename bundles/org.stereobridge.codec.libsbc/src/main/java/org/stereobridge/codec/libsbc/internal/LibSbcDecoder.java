package org.stereobridge.codec.libsbc.internal;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ShortBuffer;
import org.stereobridge.a2dp.SbcConfig;
import org.stereobridge.a2dp.SbcFrameDecoder;

/** Decodes SBC frames by libsbc, which gives interleaved 16-bit samples. */
final class LibSbcDecoder implements SbcFrameDecoder {

    private static final float FROM_INT16 = 1f / 32_768;

    private final SbcStruct struct;
    private final int channels;
    private final int frames;
    private final int frameBytes;

    // One piece of native memory: a frame of SBC, a frame of samples, and how many bytes of these were written.
    private final Memory memory;
    private final ByteBuffer sbc;
    private final ShortBuffer samples;
    private final int sampleBytes;
    private final ByteBuffer written;
    private final long sbcAddress;
    private final long samplesAddress;
    private final long writtenAddress;

    LibSbcDecoder(SbcConfig config) {
        channels = config.channels();
        frames = config.frameLength();
        frameBytes = config.frameBytes(config.greatestBitpool());
        sampleBytes = frames * channels * Short.BYTES;
        int samplesOffset = Align.up(frameBytes);
        int writtenOffset = samplesOffset + Align.up(sampleBytes);
        memory = new Memory(writtenOffset + Long.BYTES);
        sbc = memory.getByteBuffer(0, frameBytes);
        samples = memory.getByteBuffer(samplesOffset, sampleBytes).order(ByteOrder.nativeOrder()).asShortBuffer();
        written = memory.getByteBuffer(writtenOffset, Long.BYTES).order(ByteOrder.nativeOrder());
        sbcAddress = Pointer.nativeValue(memory);
        samplesAddress = sbcAddress + samplesOffset;
        writtenAddress = sbcAddress + writtenOffset;
        struct = new SbcStruct(config);
    }

    @Override
    public int decode(byte[] frame, int offset, int length, float[][] out, int frameOffset) {
        if (!struct.isOpen() || length > frameBytes) {
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

    @Override
    public void reset() {
        struct.reset();
    }

    @Override
    public void close() {
        if (struct.isOpen()) {
            struct.close();
            memory.close();
        }
    }
}
