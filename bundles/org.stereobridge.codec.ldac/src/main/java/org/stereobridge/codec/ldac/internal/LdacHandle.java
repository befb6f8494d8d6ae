package org.stereobridge.codec.ldac.internal;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;

/**
 * An encoder of libldacBT_enc and one piece of native memory, which holds the samples of one LDAC frame, the bytes that
 * come out, and their figures. It takes 128 frames of audio a call and gives LDAC frames in groups, whenever one fills
 * a packet of 679 bytes. Freed by {@link #close}, not by the garbage collector.
 */
final class LdacHandle implements AutoCloseable {

    private static final int FIGURES = 3;
    private static final int BYTES = 1;
    private static final int CODEC_FRAMES = 2;

    private final LdacConfig config;
    private final Memory memory; // the buffers are views, which do not keep it
    private final FloatBuffer samples;
    private final ByteBuffer stream;
    private final IntBuffer figures;
    private final long samplesAddress;
    private final long streamAddress;
    private final long figuresAddress;
    private final long handle;
    private boolean isOpen;

    LdacHandle(LdacConfig config) {
        this.config = config;
        int samplesBytes = LibLdac.FRAME_LENGTH * config.channels() * Float.BYTES;
        memory = new Memory(samplesBytes + LibLdac.MOST_BYTES + (long) FIGURES * Integer.BYTES);
        samples = memory.getByteBuffer(0, samplesBytes).order(ByteOrder.nativeOrder()).asFloatBuffer();
        stream = memory.getByteBuffer(samplesBytes, LibLdac.MOST_BYTES);
        figures = memory.getByteBuffer(samplesBytes + (long) LibLdac.MOST_BYTES, (long) FIGURES * Integer.BYTES)
                .order(ByteOrder.nativeOrder()).asIntBuffer();
        samplesAddress = Pointer.nativeValue(memory);
        streamAddress = samplesAddress + samplesBytes;
        figuresAddress = streamAddress + LibLdac.MOST_BYTES;
        handle = LibLdac.ldacBT_get_handle();
        if (handle == 0) {
            throw new OutOfMemoryError("libldacBT_enc has no memory for an encoder");
        }
        isOpen = true;
        begin();
    }

    private void begin() {
        if (LibLdac.ldacBT_init_handle_encode(handle, LibLdac.MTU_BYTES, 0, config.mode(), LibLdac.FLOAT,
                config.rateHz()) != 0) {
            close();
            throw new IllegalStateException("libldacBT_enc refuses " + config);
        }
    }

    boolean isOpen() {
        return isOpen;
    }

    /** Begins anew, at the best quality. */
    void reset() {
        LibLdac.ldacBT_close_handle(handle);
        begin();
    }

    /** Takes an EQMID: 0 high, 1 standard, 2 mobile use quality. */
    void quality(int quality) {
        LibLdac.ldacBT_set_eqmid(handle, quality);
    }

    /** One sample of the frame that is encoded next, within full scale. */
    void put(int channel, int frame, float sample) {
        samples.put(frame * config.channels() + channel, sample);
    }

    /** Encodes what was put; gives the LDAC frames that are there then, often none. */
    int encode() {
        int result = LibLdac.ldacBT_encode(handle, samplesAddress, figuresAddress, streamAddress,
                figuresAddress + (long) BYTES * Integer.BYTES, figuresAddress + (long) CODEC_FRAMES * Integer.BYTES);
        // The addresses alone would not keep the memory from being freed.
        Reference.reachabilityFence(this);
        if (result != 0) {
            throw new IllegalStateException("ldacBT_encode returned " + result);
        }
        return figures.get(BYTES) > 0 ? figures.get(CODEC_FRAMES) : 0;
    }

    /** The bytes that the last call gave. */
    void copy(int offset, byte[] into, int intoOffset, int bytes) {
        stream.get(offset, into, intoOffset, bytes);
    }

    @Override
    public void close() {
        if (isOpen) {
            isOpen = false;
            LibLdac.ldacBT_free_handle(handle);
            memory.close();
        }
    }
}
