package org.stereobridge.router.internal;

import java.nio.ByteBuffer;
import java.util.Optional;
import org.stereobridge.a2dp.RtpHeader;
import org.stereobridge.codec.CodecId;
import org.stereobridge.codec.CodecProvider;
import org.stereobridge.codec.Decoder;
import org.stereobridge.codec.Encoder;
import org.stereobridge.codec.StreamConfig;
import org.stereobridge.codec.StreamUse;

/**
 * A codec without loss but 16 bits: a payload is a count of codecFrames of 128 frames, with the step of quality in its
 * high bits, which changes nothing else, and their samples in turn.
 */
final class PcmCodec implements CodecProvider {

    static final int LENGTH = 128;
    static final int QUALITIES = 4;
    private static final int COUNT_MASK = 0x0F;
    private static final int STEP_SHIFT = 4;
    static final CodecId ID = CodecId.vendor(0xFFFF, 1);

    private final String name;

    PcmCodec(String name) {
        this.name = name;
    }

    static StreamConfig config(int channels) {
        return new StreamConfig(ID, new byte[] {(byte) channels}, 44_100, channels, "PCM " + channels);
    }

    @Override
    public CodecId id() {
        return ID;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public byte[] capabilities(StreamUse use) {
        return new byte[] {3};
    }

    @Override
    public Optional<StreamConfig> choose(byte[] peerCapabilities, StreamUse use, int rateHz) {
        return Optional.of(config(use == StreamUse.SPEAKER ? 1 : 2));
    }

    @Override
    public Optional<StreamConfig> parse(byte[] octets) {
        return Optional.of(config(octets[0]));
    }

    @Override
    public boolean usesRtp() {
        return true;
    }

    @Override
    public Decoder decoder(StreamConfig config) {
        return new PcmDecoder(config.channels());
    }

    @Override
    public Encoder encoder(StreamConfig config) {
        return new PcmEncoder(config.channels());
    }

    /** A count of 0 stands for a bad packet. */
    static final class PcmDecoder implements Decoder {

        private final int channels;
        private long bad;
        boolean isClosed;

        PcmDecoder(int channels) {
            this.channels = channels;
        }

        @Override
        public int maxFrames(int payloadBytes) {
            return payloadBytes / 2;
        }

        @Override
        public int decode(byte[] payload, int offset, int length, float[][] out, int frame) {
            int frames = (payload[offset] & COUNT_MASK) * LENGTH;
            if (frames == 0) {
                bad++;
            }
            int at = offset + 1;
            for (int n = 0; n < frames; n++) {
                for (int channel = 0; channel < channels; channel++, at += 2) {
                    out[channel][frame + n] = (short) (payload[at] << 8 | payload[at + 1] & 0xFF) / 32_768f;
                }
            }
            return frames;
        }

        @Override
        public long badCodecFrames() {
            return bad;
        }

        @Override
        public void reset() {
        }

        @Override
        public void close() {
            isClosed = true;
        }
    }

    static final class PcmEncoder implements Encoder {

        private final int channels;
        private int step;
        boolean isBroken;
        boolean isClosed;

        PcmEncoder(int channels) {
            this.channels = channels;
        }

        @Override
        public int codecFrameLength() {
            return LENGTH;
        }

        @Override
        public int maxCodecFrames(int payloadBytes) {
            return Math.min(15, (payloadBytes - 1) / (2 * channels * LENGTH));
        }

        @Override
        public int encode(float[][] in, int frame, int codecFrames, byte[] payload, int offset) {
            if (isBroken) {
                throw new IllegalStateException("broken for the test");
            }
            payload[offset] = (byte) (step << STEP_SHIFT | codecFrames);
            int at = offset + 1;
            for (int n = 0; n < codecFrames * LENGTH; n++) {
                for (int channel = 0; channel < channels; channel++, at += 2) {
                    int sample = Math.round(Math.max(-1, Math.min(0.99997f, in[channel][frame + n])) * 32_768);
                    payload[at] = (byte) (sample >> 8);
                    payload[at + 1] = (byte) sample;
                }
            }
            return at - offset;
        }

        @Override
        public int qualities() {
            return QUALITIES;
        }

        @Override
        public void quality(int step) {
            this.step = step;
        }

        @Override
        public void reset() {
        }

        @Override
        public void close() {
            isClosed = true;
        }
    }

    static byte[] packet(int sequence, long timestamp, float[] left, float[] right, int frame, int codecFrames) {
        var packet = new byte[13 + codecFrames * LENGTH * 4];
        RtpHeader.write(packet, sequence, timestamp);
        new PcmEncoder(2).encode(new float[][] {left, right}, frame, codecFrames, packet, 12);
        return packet;
    }

    /** The step of quality at which a packet was made. */
    static int step(byte[] packet) {
        return packet[RtpHeader.LENGTH] >> STEP_SHIFT;
    }

    static short[] samples(byte[] packet, int length) {
        var samples = new short[(length - 13) / 2];
        ByteBuffer.wrap(packet, 13, length - 13).asShortBuffer().get(samples);
        return samples;
    }
}
