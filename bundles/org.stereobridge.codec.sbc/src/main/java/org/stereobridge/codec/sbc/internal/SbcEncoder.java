package org.stereobridge.codec.sbc.internal;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.stereobridge.a2dp.SbcConfig;
import org.stereobridge.a2dp.SbcConfig.ChannelMode;
import org.stereobridge.a2dp.SbcFrameEncoder;
import org.stereobridge.a2dp.SbcFrameHeader;

/** Encodes SBC frames in float (A2DP, appendix B). */
final class SbcEncoder implements SbcFrameEncoder {

    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    /**
     * A sample as large as its scale must still round below the number of levels, also in float: all ones is no legal
     * code. Costs 1e-6 of the amplitude.
     */
    private static final float BELOW_SCALE = 1 - 0x1p-20f;

    private static final int MAGNITUDE = 0x7FFF_FFFF;
    private static final int EXPONENT_SHIFT = 23;
    private static final int EXPONENT_BIAS = 127;

    private final SbcConfig config;
    private final BitAllocation allocation;
    private final int shape;
    private final int sideInfoBits;
    private final int channels;
    private final int subbands;
    private final AnalysisFilter[] filters;
    private final float[][] samples;
    private final int[] scaleFactors;
    private final int[] bits;
    private final float[] gains;
    private final float[] centers;
    private final byte[] bytes;

    SbcEncoder(SbcConfig config) {
        this.config = config;
        allocation = new BitAllocation(config);
        shape = SbcFrameHeader.shape(config);
        sideInfoBits = SbcFrameHeader.sideInfoBits(config.mode(), config.subbands());
        channels = config.channels();
        subbands = config.subbands();
        filters = new AnalysisFilter[channels];
        for (int channel = 0; channel < channels; channel++) {
            filters[channel] = new AnalysisFilter(subbands, config.blocks());
        }
        samples = new float[channels][config.frameLength()];
        scaleFactors = new int[channels * subbands];
        bits = new int[channels * subbands];
        gains = new float[channels * subbands];
        centers = new float[channels * subbands];
        bytes = new byte[config.frameBytes(config.bitpoolLimit()) + Long.BYTES];
    }

    @Override
    public int encode(float[][] in, int frameOffset, int bitpool, byte[] out, int offset) {
        if (bitpool < SbcConfig.LEAST_BITPOOL || bitpool > config.bitpoolLimit()) {
            throw new IllegalArgumentException("bitpool=" + bitpool);
        }
        for (int channel = 0; channel < channels; channel++) {
            filters[channel].process(in[channel], frameOffset, samples[channel]);
            for (int subband = 0; subband < subbands; subband++) {
                scaleFactors[channel * subbands + subband] = scaleFactor(peak(samples[channel], subband));
            }
        }
        int joined = config.mode() == ChannelMode.JOINT_STEREO ? join() : 0;
        allocation.allocate(scaleFactors, bitpool, bits);
        int length = config.frameBytes(bitpool);
        write(bitpool, joined, length);
        System.arraycopy(bytes, 0, out, offset, length);
        return length;
    }

    @Override
    public void reset() {
        for (AnalysisFilter filter : filters) {
            filter.reset();
        }
    }

    @Override
    public void close() {
        reset();
    }

    /** The largest magnitude in a subband, as the bits of a float, which have the same order. */
    private int peak(float[] from, int subband) {
        int step = subbands;
        int peak = 0;
        for (int i = subband; i < from.length; i += step) {
            peak = Math.max(peak, Float.floatToRawIntBits(from[i]) & MAGNITUDE);
        }
        return peak;
    }

    /** The least scale factor with 2^(scaleFactor + 1) above the peak. */
    private static int scaleFactor(int peak) {
        return Math.max(0, (peak >> EXPONENT_SHIFT) - EXPONENT_BIAS);
    }

    /** Turns the subbands to middle and side whose scale factors become smaller by it; subband 0 is the lowest bit. */
    private int join() {
        float[] left = samples[0];
        float[] right = samples[1];
        int joined = 0;
        for (int subband = 0; subband < subbands - 1; subband++) {
            int middlePeak = 0;
            int sidePeak = 0;
            for (int i = subband; i < left.length; i += subbands) {
                middlePeak = Math.max(middlePeak, Float.floatToRawIntBits(left[i] + right[i]) & MAGNITUDE);
                sidePeak = Math.max(sidePeak, Float.floatToRawIntBits(left[i] - right[i]) & MAGNITUDE);
            }
            int middle = Math.max(0, scaleFactor(middlePeak) - 1);
            int side = Math.max(0, scaleFactor(sidePeak) - 1);
            if (middle + side < scaleFactors[subband] + scaleFactors[subbands + subband]) {
                joined |= 1 << subband;
                scaleFactors[subband] = middle;
                scaleFactors[subbands + subband] = side;
                toMiddleAndSide(left, right, subband);
            }
        }
        return joined;
    }

    private void toMiddleAndSide(float[] left, float[] right, int subband) {
        for (int i = subband; i < left.length; i += subbands) {
            float sum = left[i] + right[i];
            right[i] = (left[i] - right[i]) / 2;
            left[i] = sum / 2;
        }
    }

    private void write(int bitpool, int joined, int length) {
        bytes[0] = (byte) SbcFrameHeader.SYNC_WORD;
        bytes[1] = (byte) shape;
        bytes[2] = (byte) bitpool;
        long pending = 0;
        int pendingBits = 0;
        if (config.mode() == ChannelMode.JOINT_STEREO) {
            pending = Integer.reverse(joined) >>> Integer.SIZE - subbands;
            pendingBits = subbands;
        }
        int next = SbcFrameHeader.LENGTH;
        for (int scaleFactor : scaleFactors) {
            pending = pending << 4 | scaleFactor;
            pendingBits += 4;
            if (pendingBits >= Integer.SIZE) {
                pendingBits -= Integer.SIZE;
                INT.set(bytes, next, (int) (pending >>> pendingBits));
                next += Integer.BYTES;
            }
        }
        writeSamples(pending, pendingBits, next);
        bytes[3] = (byte) SbcFrameHeader.crc(bytes, 0, sideInfoBits);
    }

    /** A code is floor((sample / 2^(scaleFactor + 1) + 1) levels / 2) with levels = 2^width - 1. */
    private void writeSamples(long firstPending, int firstPendingBits, int firstByte) {
        for (int band = 0; band < bits.length; band++) {
            int levels = (1 << bits[band]) - 1;
            gains[band] = BELOW_SCALE * levels / (4 << scaleFactors[band]);
            centers[band] = levels / 2f;
        }
        long pending = firstPending;
        int pendingBits = firstPendingBits;
        int next = firstByte;
        int frames = config.frameLength();
        for (int block = 0; block < frames; block += subbands) {
            for (int channel = 0; channel < channels; channel++) {
                float[] from = samples[channel];
                int firstBand = channel * subbands;
                for (int subband = 0; subband < subbands; subband++) {
                    int band = firstBand + subband;
                    int width = bits[band];
                    int code = (int) (from[block + subband] * gains[band] + centers[band]);
                    pending = pending << width | code;
                    pendingBits += width;
                    if (pendingBits >= Integer.SIZE) {
                        pendingBits -= Integer.SIZE;
                        INT.set(bytes, next, (int) (pending >>> pendingBits));
                        next += Integer.BYTES;
                    }
                }
            }
        }
        LONG.set(bytes, next, pending << 1 << Long.SIZE - 1 - pendingBits); // two steps: nothing may be pending
    }
}
