package org.stereobridge.simulator.internal.world;

import java.nio.ByteBuffer;
import java.util.Optional;
import org.stereobridge.a2dp.SbcConfig;
import org.stereobridge.a2dp.SbcNegotiation;
import org.stereobridge.codec.CodecId;
import org.stereobridge.codec.CodecProvider;
import org.stereobridge.codec.Decoder;
import org.stereobridge.codec.Encoder;
import org.stereobridge.codec.StreamConfig;
import org.stereobridge.codec.StreamUse;

/**
 * Stands in for SBC: a codecFrame carries the number of its first frame, and decodes to a sine of that phase. What is
 * heard tells which frame it is.
 */
final class CountingCodec implements CodecProvider {

    static final double SINE_HZ = 1_000;
    static final double AMPLITUDE = 0.5;

    private static final int CODEC_FRAME_BYTES = 8;

    @Override
    public CodecId id() {
        return CodecId.SBC;
    }

    @Override
    public String name() {
        return "counting";
    }

    @Override
    public byte[] capabilities(StreamUse use) {
        return SbcNegotiation.capabilities(use);
    }

    @Override
    public Optional<StreamConfig> choose(byte[] peerCapabilities, StreamUse use, int rateHz) {
        return SbcNegotiation.choose(peerCapabilities, use, rateHz).map(SbcConfig::streamConfig);
    }

    @Override
    public Optional<StreamConfig> parse(byte[] octets) {
        return SbcConfig.parse(octets).map(SbcConfig::streamConfig);
    }

    @Override
    public boolean usesRtp() {
        return true;
    }

    @Override
    public Decoder decoder(StreamConfig config) {
        return new Sine(config);
    }

    @Override
    public Encoder encoder(StreamConfig config) {
        return new Counter(Devices.codecFrameLength(config));
    }

    private static final class Counter implements Encoder {

        private final int length;
        private long frame;

        Counter(int length) {
            this.length = length;
        }

        @Override
        public int codecFrameLength() {
            return length;
        }

        @Override
        public int maxCodecFrames(int payloadBytes) {
            return Math.min(15, (payloadBytes - 1) / CODEC_FRAME_BYTES);
        }

        @Override
        public int encode(float[][] in, int from, int codecFrames, byte[] payload, int offset) {
            payload[offset] = (byte) codecFrames;
            for (int i = 0; i < codecFrames; i++) {
                for (int b = 0; b < CODEC_FRAME_BYTES; b++) {
                    payload[offset + 1 + i * CODEC_FRAME_BYTES + b] = (byte) (frame >> 8 * (7 - b));
                }
                frame += length;
            }
            return 1 + codecFrames * CODEC_FRAME_BYTES;
        }

        @Override
        public int qualities() {
            return 1;
        }

        @Override
        public void quality(int step) {
            // There is one.
        }

        @Override
        public void reset() {
            // Frames count on.
        }
    }

    private static final class Sine implements Decoder {

        private final int length;
        private final int channels;
        private final double phase;

        Sine(StreamConfig config) {
            length = Devices.codecFrameLength(config);
            channels = config.channels();
            phase = 2 * Math.PI * SINE_HZ / config.rateHz();
        }

        @Override
        public int maxFrames(int payloadBytes) {
            return 15 * length;
        }

        @Override
        public int decode(byte[] payload, int offset, int bytes, float[][] out, int frame) {
            int codecFrames = Math.min(payload[offset] & 0x0F, (bytes - 1) / CODEC_FRAME_BYTES);
            var numbers = ByteBuffer.wrap(payload, offset + 1, codecFrames * CODEC_FRAME_BYTES);
            for (int i = 0; i < codecFrames; i++) {
                long first = numbers.getLong();
                for (int n = 0; n < length; n++) {
                    float value = (float) (AMPLITUDE * Math.sin(phase * (first + n)));
                    for (int channel = 0; channel < channels; channel++) {
                        out[channel][frame + i * length + n] = value;
                    }
                }
            }
            return codecFrames * length;
        }

        @Override
        public long badCodecFrames() {
            return 0;
        }

        @Override
        public void reset() {
            // Nothing is kept.
        }
    }
}
