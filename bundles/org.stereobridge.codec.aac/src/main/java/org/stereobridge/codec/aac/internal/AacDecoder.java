package org.stereobridge.codec.aac.internal;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.IntBuffer;
import java.nio.ShortBuffer;
import org.stereobridge.codec.Decoder;

/** Decodes AudioMuxElements of LATM by libfdk-aac, one a payload, to 16-bit samples. */
final class AacDecoder implements Decoder {

    private static final float FROM_INT16 = 1f / (1 << 15);
    private static final int FRAMES = LibFdkAac.FRAME_LENGTH;
    private static final int MOST_BYTES = 4_096;
    /** Room for two channels of the longest frame that a stream may turn to, which is refused then. */
    private static final int ROOM = 2 * 8 * FRAMES;
    private static final int INFO_BYTES = 12;
    private static final int INFO_RATE = 0;
    private static final int INFO_FRAMES = 1;
    private static final int INFO_CHANNELS = 2;

    private static final int POINTER = 0;
    private static final int SIZE = 8;
    private static final int VALID = 12;
    private static final int CODED = 16;
    private static final int SAMPLES = CODED + MOST_BYTES;

    private final AacConfig config;
    private final Memory memory; // the buffers are views, which do not keep it
    private final long address;
    private final ByteBuffer coded;
    private final ShortBuffer samples;
    private IntBuffer info;
    private long handle;
    private boolean isOpen;
    private long badCodecFrames;

    AacDecoder(AacConfig config) {
        this.config = config;
        memory = new Memory(SAMPLES + (long) ROOM * Short.BYTES);
        address = Pointer.nativeValue(memory);
        memory.setLong(POINTER, address + CODED);
        coded = memory.getByteBuffer(CODED, MOST_BYTES);
        samples = memory.getByteBuffer(SAMPLES, (long) ROOM * Short.BYTES).order(ByteOrder.nativeOrder())
                .asShortBuffer();
        open();
    }

    private void open() {
        handle = LibFdkAac.aacDecoder_Open(LibFdkAac.LATM, 1);
        if (handle == 0) {
            throw new OutOfMemoryError("libfdk-aac has no memory for a decoder");
        }
        isOpen = true;
        LibFdkAac.aacDecoder_SetParam(handle, LibFdkAac.LEAST_CHANNELS, config.channels());
        LibFdkAac.aacDecoder_SetParam(handle, LibFdkAac.MOST_CHANNELS, config.channels());
        // Both would delay: what is lost is concealed elsewhere, and the limiter is the router's.
        LibFdkAac.aacDecoder_SetParam(handle, LibFdkAac.CONCEALMENT, 0);
        LibFdkAac.aacDecoder_SetParam(handle, LibFdkAac.LIMITER, 0);
        info = new Pointer(LibFdkAac.aacDecoder_GetStreamInfo(handle)).getByteBuffer(0, INFO_BYTES)
                .order(ByteOrder.nativeOrder()).asIntBuffer();
    }

    @Override
    public int maxFrames(int payloadBytes) {
        return payloadBytes > 0 ? FRAMES : 0;
    }

    @Override
    public int decode(byte[] payload, int offset, int length, float[][] out, int frame) {
        if (!isOpen || length < 1 || length > MOST_BYTES) {
            badCodecFrames++;
            return 0;
        }
        coded.put(0, payload, offset, length);
        memory.setInt(SIZE, length);
        memory.setInt(VALID, length);
        int filled = LibFdkAac.aacDecoder_Fill(handle, address + POINTER, address + SIZE, address + VALID);
        int result = filled != 0 ? filled
                : LibFdkAac.aacDecoder_DecodeFrame(handle, address + SAMPLES, ROOM, 0);
        boolean isGood = result == 0 && info.get(INFO_RATE) == config.rateHz() && info.get(INFO_FRAMES) == FRAMES
                && info.get(INFO_CHANNELS) == config.channels();
        if (isGood) {
            int channels = config.channels();
            for (int channel = 0; channel < channels; channel++) {
                float[] row = out[channel];
                for (int n = 0, at = channel; n < FRAMES; n++, at += channels) {
                    row[frame + n] = samples.get(at) * FROM_INT16;
                }
            }
        } else {
            badCodecFrames++;
        }
        // What is left over of a payload must not be taken for the beginning of the next.
        LibFdkAac.aacDecoder_SetParam(handle, LibFdkAac.CLEAR_BUFFER, 1);
        // The address alone would not keep the memory from being freed.
        Reference.reachabilityFence(this);
        return isGood ? FRAMES : 0;
    }

    @Override
    public long badCodecFrames() {
        return badCodecFrames;
    }

    @Override
    public void reset() {
        if (isOpen) {
            LibFdkAac.aacDecoder_Close(handle);
            open();
        }
    }

    @Override
    public void close() {
        if (isOpen) {
            isOpen = false;
            LibFdkAac.aacDecoder_Close(handle);
            memory.close();
        }
    }
}
