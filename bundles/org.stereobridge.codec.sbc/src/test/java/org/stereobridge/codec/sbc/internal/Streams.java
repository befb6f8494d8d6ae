package org.stereobridge.codec.sbc.internal;

import java.io.ByteArrayOutputStream;
import java.util.Random;
import org.stereobridge.a2dp.SbcConfig;
import org.stereobridge.a2dp.SbcFrameHeader;
import org.stereobridge.testkit.Signals;

/** Streams of SBC frames, made and taken apart. */
final class Streams {

    private Streams() {
    }

    /** Two channels that have half their signal in common. */
    static float[][] music(long seed, double amplitude, int frames) {
        float[] common = Signals.music(seed, amplitude / 2, frames);
        float[] left = Signals.music(seed + 1, amplitude / 2, frames);
        float[] right = Signals.music(seed + 2, amplitude / 2, frames);
        for (int n = 0; n < frames; n++) {
            left[n] += common[n];
            right[n] += common[n];
        }
        return new float[][] {left, right};
    }

    /** Encodes all of {@code in}, with each bitpool in turn for as many frames. */
    static byte[] encode(SbcConfig config, float[][] in, int... bitpools) {
        var encoder = new SbcEncoder(config);
        var stream = new ByteArrayOutputStream();
        int count = in[0].length / config.frameLength();
        byte[] frame = new byte[config.frameBytes(config.bitpoolLimit())];
        for (int i = 0; i < count; i++) {
            int bitpool = bitpools[i * bitpools.length / count];
            stream.write(frame, 0, encoder.encode(in, i * config.frameLength(), bitpool, frame, 0));
        }
        return stream.toByteArray();
    }

    /** Decodes with the decoder under test; 16-bit range. */
    static double[][] decode(SbcConfig config, byte[] stream) {
        var decoder = new SbcDecoder(config);
        var out = new float[config.channels()][frames(config, stream)];
        forEachFrame(stream, (offset, length, index) -> {
            int frames = decoder.decode(stream, offset, length, out, index * config.frameLength());
            if (frames != config.frameLength()) {
                throw new AssertionError("frame " + index + " not decoded: " + frames);
            }
        });
        var scaled = new double[out.length][out[0].length];
        for (int channel = 0; channel < out.length; channel++) {
            for (int n = 0; n < out[0].length; n++) {
                scaled[channel][n] = out[channel][n] * 32_768.0;
            }
        }
        return scaled;
    }

    /** Decodes with the reference; 16-bit range. */
    static double[][] decodeExactly(SbcConfig config, byte[] stream) {
        var decoder = new ReferenceDecoder(config);
        var out = new double[config.channels()][frames(config, stream)];
        forEachFrame(stream, (offset, length, index) -> {
            double[][] frame = decoder.decode(stream, offset);
            for (int channel = 0; channel < out.length; channel++) {
                System.arraycopy(frame[channel], 0, out[channel], index * config.frameLength(), config.frameLength());
            }
        });
        return out;
    }

    /** One frame with a good header and CRC and arbitrary scale factors, join bits and samples. */
    static byte[] randomFrame(SbcConfig config, int bitpool, Random random) {
        byte[] frame = new byte[config.frameBytes(bitpool)];
        random.nextBytes(frame);
        frame[0] = (byte) SbcFrameHeader.SYNC_WORD;
        frame[1] = (byte) SbcFrameHeader.shape(config);
        frame[2] = (byte) bitpool;
        frame[3] = (byte) SbcFrameHeader.crc(frame, 0, SbcFrameHeader.sideInfoBits(config.mode(), config.subbands()));
        return frame;
    }

    static double greatestError(double[][] expected, double[][] actual) {
        double greatest = 0;
        for (int channel = 0; channel < expected.length; channel++) {
            for (int n = 0; n < expected[channel].length; n++) {
                greatest = Math.max(greatest, Math.abs(expected[channel][n] - actual[channel][n]));
            }
        }
        return greatest;
    }

    static double rmsError(double[][] expected, double[][] actual) {
        double sum = 0;
        for (int channel = 0; channel < expected.length; channel++) {
            for (int n = 0; n < expected[channel].length; n++) {
                double error = expected[channel][n] - actual[channel][n];
                sum += error * error;
            }
        }
        return Math.sqrt(sum / expected.length / expected[0].length);
    }

    private static int frames(SbcConfig config, byte[] stream) {
        int[] count = new int[1];
        forEachFrame(stream, (offset, length, index) -> count[0]++);
        return count[0] * config.frameLength();
    }

    private static void forEachFrame(byte[] stream, FrameVisitor visitor) {
        var header = new SbcFrameHeader();
        int index = 0;
        for (int offset = 0; offset < stream.length; offset += header.frameBytes()) {
            if (!header.parse(stream, offset, stream.length - offset)) {
                throw new AssertionError("no frame at " + offset);
            }
            visitor.visit(offset, header.frameBytes(), index++);
        }
    }

    private interface FrameVisitor {
        void visit(int offset, int length, int index);
    }
}
