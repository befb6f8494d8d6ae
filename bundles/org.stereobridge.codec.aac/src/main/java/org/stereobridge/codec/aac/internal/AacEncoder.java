package org.stereobridge.codec.aac.internal;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ShortBuffer;
import org.stereobridge.codec.Encoder;
import org.stereobridge.natives.Samples;

/**
 * Encodes AAC LC by libfdk-aac from 16-bit samples. A payload is one AudioMuxElement of LATM (RFC 3016) with one frame;
 * it is never split, so the bit rate's peak is held to what a packet of 672 bytes carries.
 */
final class AacEncoder implements Encoder {

    /** Encoder's look-ahead and the transform's overlap; a decoder adds nothing. */
    static final int DELAY_FRAMES = 2_048;

    private static final int FRAMES = LibFdkAac.FRAME_LENGTH;
    /** Of a packet of 672 bytes, what the RTP header leaves; and of that, what LATM's own fields may take. */
    private static final int MOST_BYTES = 672 - 12;
    private static final int LATM_BYTES = 16;
    private static final int OUTPUT_BYTES = 2_048;
    private static final int INPUT_ID = 0;
    private static final int OUTPUT_ID = 3;

    // One piece of memory: first the structs, then what they point to.
    private static final int HANDLE = 0;
    private static final int INPUT = 8;
    private static final int OUTPUT = 48;
    private static final int INPUT_ARGUMENTS = 88;
    private static final int OUTPUT_ARGUMENTS = 96;
    private static final int POINTERS = 112;
    private static final int FIGURES = 128;
    private static final int SAMPLES = 160;

    private final AacConfig config;
    private final Memory memory; // the buffers are views, which do not keep it
    private final long address;
    private final ShortBuffer samples;
    private final ByteBuffer coded;
    private boolean isOpen;

    AacEncoder(AacConfig config) {
        this.config = config;
        int samplesBytes = FRAMES * config.channels() * Short.BYTES;
        memory = new Memory(SAMPLES + samplesBytes + (long) OUTPUT_BYTES);
        memory.clear();
        address = Pointer.nativeValue(memory);
        samples = memory.getByteBuffer(SAMPLES, samplesBytes).order(ByteOrder.nativeOrder()).asShortBuffer();
        coded = memory.getByteBuffer(SAMPLES + (long) samplesBytes, OUTPUT_BYTES);
        describe(INPUT, 0, SAMPLES, INPUT_ID, samplesBytes, Short.BYTES);
        describe(OUTPUT, 1, SAMPLES + samplesBytes, OUTPUT_ID, OUTPUT_BYTES, 1);
        memory.setInt(INPUT_ARGUMENTS, FRAMES * config.channels());
        open();
    }

    /** An AACENC_BufDesc of one buffer: a count, and pointers to the buffer's address, kind, length, element size. */
    private void describe(int struct, int index, int buffer, int kind, int bytes, int elementBytes) {
        int pointer = POINTERS + index * Long.BYTES;
        int figures = FIGURES + index * 3 * Integer.BYTES;
        memory.setLong(pointer, address + buffer);
        memory.setInt(figures, kind);
        memory.setInt(figures + 4L, bytes);
        memory.setInt(figures + 8L, elementBytes);
        memory.setInt(struct, 1);
        memory.setLong(struct + 8L, address + pointer);
        memory.setLong(struct + 16L, address + figures);
        memory.setLong(struct + 24L, address + figures + 4);
        memory.setLong(struct + 32L, address + figures + 8);
    }

    private void open() {
        if (LibFdkAac.aacEncOpen(address + HANDLE, 0, config.channels()) != 0) {
            throw new OutOfMemoryError("libfdk-aac has no memory for an encoder");
        }
        isOpen = true;
        int peak = (int) (8L * (MOST_BYTES - LATM_BYTES) * config.rateHz() / FRAMES);
        set(LibFdkAac.AOT, LibFdkAac.AAC_LC);
        set(LibFdkAac.RATE, config.rateHz());
        set(LibFdkAac.CHANNEL_MODE, config.channels());
        set(LibFdkAac.BIT_RATE_MODE, 0);
        set(LibFdkAac.BIT_RATE, Math.min(config.bitRate() == 0 ? AacConfig.SPEAKER_BIT_RATE : config.bitRate(), peak));
        set(LibFdkAac.PEAK_BIT_RATE, peak);
        set(LibFdkAac.AFTERBURNER, 1);
        set(LibFdkAac.TRANSPORT, LibFdkAac.LATM);
        set(LibFdkAac.HEADER_PERIOD, 1);
        if (LibFdkAac.aacEncEncode(handle(), 0, 0, 0, 0) != 0) {
            close();
            throw new IllegalStateException("libfdk-aac refuses " + config);
        }
    }

    private void set(int parameter, int value) {
        LibFdkAac.aacEncoder_SetParam(handle(), parameter, value);
    }

    private long handle() {
        return memory.getLong(HANDLE);
    }

    @Override
    public int codecFrameLength() {
        return FRAMES;
    }

    @Override
    public int maxCodecFrames(int payloadBytes) {
        return payloadBytes >= MOST_BYTES ? 1 : 0;
    }

    @Override
    public int encode(float[][] in, int frame, int codecFrames, byte[] payload, int offset) {
        if (!isOpen || codecFrames != 1 || maxCodecFrames(payload.length - offset) == 0) {
            throw new IllegalArgumentException("codecFrames=" + codecFrames + " open=" + isOpen);
        }
        int channels = config.channels();
        for (int channel = 0; channel < channels; channel++) {
            float[] row = in[channel];
            for (int n = 0, at = channel; n < FRAMES; n++, at += channels) {
                samples.put(at, Samples.int16(row[frame + n]));
            }
        }
        int result = LibFdkAac.aacEncEncode(handle(), address + INPUT, address + OUTPUT, address + INPUT_ARGUMENTS,
                address + OUTPUT_ARGUMENTS);
        int bytes = memory.getInt(OUTPUT_ARGUMENTS);
        if (result != 0 || bytes < 1 || bytes > MOST_BYTES) {
            throw new IllegalStateException("aacEncEncode returned " + result + " and " + bytes + " bytes");
        }
        coded.get(0, payload, offset, bytes);
        // The address alone would not keep the memory from being freed.
        Reference.reachabilityFence(this);
        return bytes;
    }

    @Override
    public int qualities() {
        return 1;
    }

    @Override
    public void quality(int step) {
        if (step != 0) {
            throw new IllegalArgumentException("step=" + step);
        }
    }

    @Override
    public void reset() {
        if (isOpen) {
            LibFdkAac.aacEncClose(address + HANDLE);
            open();
        }
    }

    @Override
    public void close() {
        if (isOpen) {
            isOpen = false;
            LibFdkAac.aacEncClose(address + HANDLE);
            memory.close();
        }
    }
}
