package org.stereobridge.codec.sbc.internal;

import org.stereobridge.a2dp.SbcConfig;
import org.stereobridge.a2dp.SbcConfig.Allocation;
import org.stereobridge.a2dp.SbcConfig.ChannelMode;

/**
 * SBC decoded in double, step by step as A2DP's appendix B writes it down: no fast transform, no shared code with
 * what it judges but the table of prototype coefficients. One stream, one configuration.
 */
final class ReferenceDecoder {

    private static final int[][] OFFSET_4 = {{-1, 0, 0, 0}, {-2, 0, 0, 1}, {-2, 0, 0, 1}, {-2, 0, 0, 1}};
    private static final int[][] OFFSET_8 = {{-2, 0, 0, 0, 0, 0, 0, 1}, {-3, 0, 0, 0, 0, 0, 1, 2},
        {-4, 0, 0, 0, 0, 0, 1, 2}, {-4, 0, 0, 0, 0, 0, 1, 2}};

    private final SbcConfig config;
    private final int channels;
    private final int subbands;
    private final double[][] v;
    private final double[] window;
    private final double[][] matrix;
    private byte[] bytes;
    private int position;

    ReferenceDecoder(SbcConfig config) {
        this.config = config;
        channels = config.channels();
        subbands = config.subbands();
        v = new double[channels][20 * subbands];
        window = Prototype.coefficients(subbands);
        matrix = new double[2 * subbands][subbands];
        for (int k = 0; k < 2 * subbands; k++) {
            for (int i = 0; i < subbands; i++) {
                matrix[k][i] = Math.cos((i + 0.5) * (k + subbands / 2) * Math.PI / subbands);
            }
        }
    }

    /** Samples of 16-bit range, not rounded; channels by samples. */
    double[][] decode(byte[] frame, int offset) {
        bytes = frame;
        position = 8 * offset + 16;
        int bitpool = read(8);
        read(8); // CRC
        boolean[] join = new boolean[subbands];
        if (config.mode() == ChannelMode.JOINT_STEREO) {
            for (int sb = 0; sb < subbands; sb++) {
                join[sb] = read(1) == 1 && sb < subbands - 1;
            }
        }
        int[][] scaleFactor = new int[channels][subbands];
        for (int[] ofChannel : scaleFactor) {
            for (int sb = 0; sb < subbands; sb++) {
                ofChannel[sb] = read(4);
            }
        }
        int[][] bits = bits(scaleFactor, bitpool);
        double[][] out = new double[channels][config.frameLength()];
        for (int blk = 0; blk < config.blocks(); blk++) {
            double[][] s = new double[channels][subbands];
            for (int ch = 0; ch < channels; ch++) {
                for (int sb = 0; sb < subbands; sb++) {
                    double levels = Math.pow(2, bits[ch][sb]) - 1;
                    if (levels > 0) {
                        s[ch][sb] = Math.pow(2, scaleFactor[ch][sb] + 1)
                                * ((read(bits[ch][sb]) * 2.0 + 1.0) / levels - 1.0);
                    }
                }
            }
            for (int sb = 0; sb < subbands; sb++) {
                if (join[sb]) {
                    double middle = s[0][sb];
                    double side = s[1][sb];
                    s[0][sb] = middle + side;
                    s[1][sb] = middle - side;
                }
            }
            for (int ch = 0; ch < channels; ch++) {
                synthesize(s[ch], v[ch], out[ch], blk * subbands);
            }
        }
        return out;
    }

    private void synthesize(double[] s, double[] shifted, double[] out, int offset) {
        int m = subbands;
        System.arraycopy(shifted, 0, shifted, 2 * m, 18 * m);
        for (int k = 0; k < 2 * m; k++) {
            shifted[k] = 0;
            for (int i = 0; i < m; i++) {
                shifted[k] += matrix[k][i] * s[i];
            }
        }
        double[] w = new double[10 * m];
        for (int i = 0; i < 5; i++) {
            for (int j = 0; j < m; j++) {
                w[i * 2 * m + j] = shifted[i * 4 * m + j] * -m * window[i * 2 * m + j];
                w[i * 2 * m + m + j] = shifted[i * 4 * m + 3 * m + j] * -m * window[i * 2 * m + m + j];
            }
        }
        for (int j = 0; j < m; j++) {
            for (int i = 0; i < 10; i++) {
                out[offset + j] += w[j + m * i];
            }
        }
    }

    private int[][] bits(int[][] scaleFactor, int bitpool) {
        int[][] bits = new int[channels][subbands];
        if (config.mode() == ChannelMode.STEREO || config.mode() == ChannelMode.JOINT_STEREO) {
            share(scaleFactor, bitpool, bits);
        } else {
            for (int ch = 0; ch < channels; ch++) {
                share(new int[][] {scaleFactor[ch]}, bitpool, new int[][] {bits[ch]});
            }
        }
        return bits;
    }

    private void share(int[][] scaleFactor, int bitpool, int[][] bits) {
        int count = scaleFactor.length;
        int[][] need = new int[count][subbands];
        int maxNeed = Integer.MIN_VALUE;
        for (int ch = 0; ch < count; ch++) {
            for (int sb = 0; sb < subbands; sb++) {
                need[ch][sb] = need(scaleFactor[ch][sb], sb);
                maxNeed = Math.max(maxNeed, need[ch][sb]);
            }
        }
        int bitcount = 0;
        int slicecount = 0;
        int bitslice = maxNeed + 1;
        do {
            bitslice--;
            bitcount += slicecount;
            slicecount = 0;
            for (int[] ofChannel : need) {
                for (int n : ofChannel) {
                    if (n > bitslice + 1 && n < bitslice + 16) {
                        slicecount++;
                    } else if (n == bitslice + 1) {
                        slicecount += 2;
                    }
                }
            }
        } while (bitcount + slicecount < bitpool);
        if (bitcount + slicecount == bitpool) {
            bitcount += slicecount;
            bitslice--;
        }
        for (int ch = 0; ch < count; ch++) {
            for (int sb = 0; sb < subbands; sb++) {
                bits[ch][sb] = need[ch][sb] < bitslice + 2 ? 0 : Math.min(need[ch][sb] - bitslice, 16);
            }
        }
        for (int k = 0; k < count * subbands && bitcount < bitpool; k++) {
            int ch = k % count;
            int sb = k / count;
            if (bits[ch][sb] >= 2 && bits[ch][sb] < 16) {
                bits[ch][sb]++;
                bitcount++;
            } else if (need[ch][sb] == bitslice + 1 && bitpool > bitcount + 1) {
                bits[ch][sb] = 2;
                bitcount += 2;
            }
        }
        for (int k = 0; k < count * subbands && bitcount < bitpool; k++) {
            int ch = k % count;
            int sb = k / count;
            if (bits[ch][sb] < 16) {
                bits[ch][sb]++;
                bitcount++;
            }
        }
    }

    private int need(int scaleFactor, int sb) {
        if (config.allocation() == Allocation.SNR) {
            return scaleFactor;
        }
        if (scaleFactor == 0) {
            return -5;
        }
        int row = config.rateHz() == 16_000 ? 0 : config.rateHz() == 32_000 ? 1 : config.rateHz() == 44_100 ? 2 : 3;
        int loudness = scaleFactor - (subbands == 4 ? OFFSET_4 : OFFSET_8)[row][sb];
        return loudness > 0 ? loudness / 2 : loudness;
    }

    private int read(int count) {
        int value = 0;
        for (int i = 0; i < count; i++) {
            value = value << 1 | bytes[position >> 3] >> 7 - (position & 7) & 1;
            position++;
        }
        return value;
    }
}
