package org.stereobridge.router.internal;

import java.util.Optional;
import org.stereobridge.codec.CodecId;
import org.stereobridge.codec.CodecProvider;
import org.stereobridge.codec.Decoder;
import org.stereobridge.codec.Encoder;
import org.stereobridge.codec.StreamConfig;
import org.stereobridge.codec.StreamUse;

/** {@link PcmCodec} in longer codecFrames, whose encoder is late by a number of frames, as one with filters is. */
final class SlowCodec implements CodecProvider {

    static final CodecId ID = CodecId.vendor(0xFFFF, 2);

    private final PcmCodec pcm = new PcmCodec("PCM");
    private final int delayFrames;
    private final int codecFrameLength;

    SlowCodec(int delayFrames, int codecFrameLength) {
        this.delayFrames = delayFrames;
        this.codecFrameLength = codecFrameLength;
    }

    static StreamConfig config() {
        return new StreamConfig(ID, new byte[] {1}, Rig.RATE_HZ, 1, "slow PCM");
    }

    @Override
    public CodecId id() {
        return ID;
    }

    @Override
    public String name() {
        return "slow PCM";
    }

    @Override
    public byte[] capabilities(StreamUse use) {
        return pcm.capabilities(use);
    }

    @Override
    public Optional<StreamConfig> choose(byte[] peerCapabilities, StreamUse use, int rateHz) {
        return Optional.of(config());
    }

    @Override
    public Optional<StreamConfig> parse(byte[] octets) {
        return Optional.of(config());
    }

    @Override
    public boolean usesRtp() {
        return true;
    }

    @Override
    public int delayFrames(StreamConfig config) {
        return delayFrames;
    }

    @Override
    public Decoder decoder(StreamConfig config) {
        return pcm.decoder(PcmCodec.config(1));
    }

    @Override
    public Encoder encoder(StreamConfig config) {
        return new LateEncoder(pcm.encoder(PcmCodec.config(1)), delayFrames, codecFrameLength);
    }

    private static final class LateEncoder implements Encoder {

        private final Encoder encoder;
        private final int parts;
        private final float[] line;
        private final float[][] late;
        private final int delayFrames;

        LateEncoder(Encoder encoder, int delayFrames, int codecFrameLength) {
            this.encoder = encoder;
            this.delayFrames = delayFrames;
            parts = codecFrameLength / encoder.codecFrameLength();
            line = new float[delayFrames + 16 * codecFrameLength];
            late = new float[][] {line};
        }

        @Override
        public int codecFrameLength() {
            return parts * encoder.codecFrameLength();
        }

        @Override
        public int maxCodecFrames(int payloadBytes) {
            return encoder.maxCodecFrames(payloadBytes) / parts;
        }

        @Override
        public int encode(float[][] in, int frame, int codecFrames, byte[] payload, int offset) {
            int frames = codecFrames * codecFrameLength();
            System.arraycopy(in[0], frame, line, delayFrames, frames);
            int bytes = encoder.encode(late, 0, codecFrames * parts, payload, offset);
            System.arraycopy(line, frames, line, 0, delayFrames);
            return bytes;
        }

        @Override
        public int qualities() {
            return 1;
        }

        @Override
        public void quality(int step) {
        }

        @Override
        public void reset() {
        }
    }
}
