package org.stereobridge.codec.aptx.internal;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * One direction of libfreeaptx: its context and one piece of native memory, which holds the samples of a number of
 * codewords (24 bits each, little-endian, left and right by turns), the codewords, and how many bytes were written.
 * Freed by {@link #close}, not by the garbage collector.
 */
final class AptxContext implements AutoCloseable {

    static final int SAMPLE_BYTES = 3;
    static final int FRAME_BYTES = 2 * SAMPLE_BYTES;

    private static final int ALIGNED = 16;

    final ByteBuffer samples;
    final ByteBuffer words;
    final long samplesAddress;
    final long wordsAddress;
    final long writtenAddress;
    final int samplesBytes;

    // The buffers are views, which do not keep it.
    private final Memory memory;
    private final ByteBuffer written;
    private final long address;
    private boolean isOpen;

    AptxContext(AptxKind kind, int wordCount) {
        samplesBytes = wordCount * AptxKind.WORD_FRAMES * FRAME_BYTES;
        int wordsBytes = wordCount * kind.wordBytes();
        // A sample is read and written as an int, one byte beyond its own three.
        int wordsOffset = up(samplesBytes + 1);
        int writtenOffset = wordsOffset + up(wordsBytes);
        memory = new Memory(writtenOffset + (long) ALIGNED);
        samples = memory.getByteBuffer(0, samplesBytes + 1L).order(ByteOrder.LITTLE_ENDIAN);
        words = memory.getByteBuffer(wordsOffset, wordsBytes);
        written = memory.getByteBuffer(writtenOffset, Long.BYTES).order(ByteOrder.nativeOrder());
        samplesAddress = Pointer.nativeValue(memory);
        wordsAddress = samplesAddress + wordsOffset;
        writtenAddress = samplesAddress + writtenOffset;
        address = LibFreeAptx.aptx_init(kind.isHd() ? 1 : 0);
        if (address == 0) {
            throw new OutOfMemoryError("libfreeaptx has no memory for " + kind.codecName());
        }
        isOpen = true;
    }

    private static int up(int bytes) {
        return (bytes + ALIGNED - 1) & -ALIGNED;
    }

    /** Valid while this object is reachable and open. */
    long address() {
        return address;
    }

    boolean isOpen() {
        return isOpen;
    }

    /** Bytes that the last call wrote. */
    int writtenBytes() {
        return (int) written.getLong(0);
    }

    void reset() {
        if (isOpen) {
            LibFreeAptx.aptx_reset(address);
        }
    }

    @Override
    public void close() {
        if (isOpen) {
            isOpen = false;
            LibFreeAptx.aptx_finish(address);
            memory.close();
        }
    }
}
