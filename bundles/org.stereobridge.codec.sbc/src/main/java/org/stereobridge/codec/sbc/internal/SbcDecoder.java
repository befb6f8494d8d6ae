package org.stereobridge.codec.sbc.internal;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.stereobridge.a2dp.SbcConfig;
import org.stereobridge.a2dp.SbcConfig.ChannelMode;
import org.stereobridge.a2dp.SbcFrameDecoder;
import org.stereobridge.a2dp.SbcFrameHeader;

/**
 * Decodes SBC frames in float (A2DP, appendix B).
 *
 * <p>A subband's samples all have the same width and lie the same number of bits apart, so each is read by
 * itself, by its position: no read waits for the one before.
 */
final class SbcDecoder implements SbcFrameDecoder {

    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final int OVERREAD = Integer.BYTES; // a read takes 4 bytes, the last one beyond the frame's end

    private final SbcConfig config;
    private final SbcFrameHeader header = new SbcFrameHeader();
    private final BitAllocation allocation;
    private final int channels;
    private final int subbands;
    private final int blocks;
    private final int[] scaleFactors;
    private final int[] bits;
    private final float[][] samples;
    private final SynthesisFilter[] filters;
    private final byte[] bytes;

    SbcDecoder(SbcConfig config) {
        this.config = config;
        allocation = new BitAllocation(config);
        channels = config.channels();
        subbands = config.subbands();
        blocks = config.blocks();
        scaleFactors = new int[channels * subbands];
        bits = new int[channels * subbands];
        samples = new float[channels][config.frameLength()];
        filters = new SynthesisFilter[channels];
        for (int channel = 0; channel < channels; channel++) {
            filters[channel] = new SynthesisFilter(subbands, blocks);
        }
        bytes = new byte[config.frameBytes(config.bitpoolLimit()) + OVERREAD];
    }

    @Override
    public int decode(byte[] frame, int offset, int length, float[][] out, int frameOffset) {
        if (!header.readFields(frame, offset, length) || !header.matches(config) || header.frameBytes() > length) {
            return -1;
        }
        System.arraycopy(frame, offset, bytes, 0, header.frameBytes());
        int joined = config.mode() == ChannelMode.JOINT_STEREO ? readJoined() : 0;
        int position = readScaleFactors();
        allocation.allocate(scaleFactors, header.bitpool(), bits);
        readSamples(position);
        for (int subband = 0; joined != 0; subband++, joined >>>= 1) {
            if ((joined & 1) != 0) {
                separate(samples[0], samples[1], subband);
            }
        }
        for (int channel = 0; channel < channels; channel++) {
            filters[channel].process(samples[channel], out[channel], frameOffset);
        }
        return config.frameLength();
    }

    @Override
    public void reset() {
        for (SynthesisFilter filter : filters) {
            filter.reset();
        }
    }

    @Override
    public void close() {
        reset();
    }

    /** The join bits, subband 0 lowest; the last subband's is reserved and never joined. */
    private int readJoined() {
        int reversed = Integer.reverse(bytes[SbcFrameHeader.LENGTH] << Integer.SIZE - 8);
        return reversed & (1 << subbands - 1) - 1;
    }

    /** Reads the scale factors and gives the position in bits of what follows. */
    private int readScaleFactors() {
        int position = 8 * SbcFrameHeader.LENGTH + (config.mode() == ChannelMode.JOINT_STEREO ? subbands : 0);
        for (int band = 0; band < scaleFactors.length; band++) {
            scaleFactors[band] = bytes[position >> 3] >> (~position & 4) & 0x0F;
            position += 4;
        }
        return position;
    }

    private void readSamples(int firstPosition) {
        int blockBits = 0;
        for (int width : bits) {
            blockBits += width;
        }
        int position = firstPosition;
        for (int channel = 0; channel < channels; channel++) {
            for (int subband = 0; subband < subbands; subband++) {
                int band = channel * subbands + subband;
                int width = bits[band];
                if (width == 0) {
                    clear(samples[channel], subband);
                } else {
                    dequantize(position, blockBits, width, scaleFactors[band], samples[channel], subband);
                }
                position += width;
            }
        }
    }

    private void clear(float[] to, int subband) {
        for (int i = subband; i < to.length; i += subbands) {
            to[i] = 0;
        }
    }

    /** A sample is 2^(scaleFactor + 1) ((2q + 1) / levels - 1) with levels = 2^width - 1. */
    private void dequantize(int firstPosition, int blockBits, int width, int scaleFactor, float[] to, int subband) {
        byte[] from = bytes;
        int step = subbands;
        int levels = (1 << width) - 1;
        float scale = (float) (2 << scaleFactor) / levels;
        int shift = Integer.SIZE - width;
        int position = firstPosition;
        for (int i = subband; i < to.length; i += step) {
            int q = (int) INT.get(from, position >> 3) << (position & 7) >>> shift;
            to[i] = scale * (2 * q + 1 - levels);
            position += blockBits;
        }
    }

    private void separate(float[] left, float[] right, int subband) {
        for (int i = subband; i < left.length; i += subbands) {
            float middle = left[i];
            float side = right[i];
            left[i] = middle + side;
            right[i] = middle - side;
        }
    }
}
