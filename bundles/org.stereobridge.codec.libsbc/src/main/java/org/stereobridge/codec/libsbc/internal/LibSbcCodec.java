package org.stereobridge.codec.libsbc.internal;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ShortBuffer;
import org.stereobridge.a2dp.SbcConfig;

/**
 * One direction of libsbc: its struct and one piece of native memory, which holds a frame of interleaved 16-bit
 * samples, how many bytes of these were written, and a frame of SBC.
 */
abstract class LibSbcCodec implements AutoCloseable {

    final SbcStruct struct;
    final int channels;
    final int frames;
    final int maxFrameBytes;
    final int sampleBytes;
    final ShortBuffer samples;
    final ByteBuffer written;
    final ByteBuffer sbc;
    final long samplesAddress;
    final long writtenAddress;
    final long sbcAddress;

    // The buffers are views, which do not keep it.
    private final Memory memory;

    LibSbcCodec(SbcConfig config) {
        channels = config.channels();
        frames = config.frameLength();
        maxFrameBytes = config.frameBytes(config.greatestBitpool());
        sampleBytes = frames * channels * Short.BYTES;
        int writtenOffset = Align.up(sampleBytes);
        int sbcOffset = writtenOffset + Align.up(Long.BYTES);
        memory = new Memory(sbcOffset + maxFrameBytes);
        samples = memory.getByteBuffer(0, sampleBytes).order(ByteOrder.nativeOrder()).asShortBuffer();
        written = memory.getByteBuffer(writtenOffset, Long.BYTES).order(ByteOrder.nativeOrder());
        sbc = memory.getByteBuffer(sbcOffset, maxFrameBytes);
        samplesAddress = Pointer.nativeValue(memory);
        writtenAddress = samplesAddress + writtenOffset;
        sbcAddress = samplesAddress + sbcOffset;
        struct = new SbcStruct(config);
    }

    public final void reset() {
        struct.reset();
    }

    @Override
    public final void close() {
        if (struct.isOpen()) {
            struct.close();
            memory.close();
        }
    }
}
