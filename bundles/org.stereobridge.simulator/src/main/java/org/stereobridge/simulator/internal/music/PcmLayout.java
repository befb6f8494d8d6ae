package org.stereobridge.simulator.internal.music;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.stereobridge.simulator.internal.RefusedException;

/**
 * How samples lie in a WAV or AIFF file.
 *
 * @param bits of a sample: 16, 24 or 32, or 64 for floats
 * @param isFloat IEEE 754 rather than integers
 * @param isBigEndian as in AIFF
 * @param frames in the file, -1 where the header does not know
 * @param startBytes where the first frame lies in the file
 */
public record PcmLayout(int channels, int rateHz, int bits, boolean isFloat, boolean isBigEndian, long frames,
        long startBytes) {

    private static final VarHandle LITTLE_SHORT = view(short[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LITTLE_INT = view(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LITTLE_LONG = view(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle BIG_SHORT = view(short[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle BIG_INT = view(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle BIG_LONG = view(long[].class, ByteOrder.BIG_ENDIAN);

    private static VarHandle view(Class<?> arrays, ByteOrder order) {
        return MethodHandles.byteArrayViewVarHandle(arrays, order);
    }

    /** Checks the form of samples that are to be read. */
    static void checkBits(String where, int bits, boolean isFloat) throws RefusedException {
        boolean isKnown = isFloat ? bits == 32 || bits == 64 : bits == 16 || bits == 24 || bits == 32;
        if (!isKnown) {
            throw Refusals.content(bits + "-bit music", where, "give 16, 24 or 32 bits; " + Refusals.CONVERT);
        }
    }

    public int frameBytes() {
        return channels * bits / 8;
    }

    /** Turns whole frames of bytes into samples, full scale +-1; what is no number is silence. */
    public void toSamples(byte[] bytes, int frames, float[][] out, int frame) {
        int sampleBytes = bits / 8;
        for (int channel = 0; channel < channels; channel++) {
            float[] row = out[channel];
            int at = channel * sampleBytes;
            for (int n = 0; n < frames; n++, at += frameBytes()) {
                row[frame + n] = sample(bytes, at, sampleBytes);
            }
        }
    }

    private float sample(byte[] bytes, int at, int sampleBytes) {
        if (sampleBytes == 3) {
            int high = bytes[isBigEndian ? at : at + 2];
            int low = bytes[isBigEndian ? at + 2 : at];
            return (high << 16 | (bytes[at + 1] & 0xFF) << 8 | low & 0xFF) * 0x1p-23f;
        }
        if (sampleBytes == 2) {
            return (short) (isBigEndian ? BIG_SHORT : LITTLE_SHORT).get(bytes, at) * 0x1p-15f;
        }
        if (sampleBytes == Double.BYTES) {
            return finite(Double.longBitsToDouble((long) (isBigEndian ? BIG_LONG : LITTLE_LONG).get(bytes, at)));
        }
        int word = (int) (isBigEndian ? BIG_INT : LITTLE_INT).get(bytes, at);
        return isFloat ? finite(Float.intBitsToFloat(word)) : word * 0x1p-31f;
    }

    private static float finite(double value) {
        return Double.isFinite(value) ? (float) value : 0;
    }
}
