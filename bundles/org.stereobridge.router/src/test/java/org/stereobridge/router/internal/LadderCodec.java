package org.stereobridge.router.internal;

import java.util.Optional;
import org.stereobridge.codec.CodecId;
import org.stereobridge.codec.CodecProvider;
import org.stereobridge.codec.Decoder;
import org.stereobridge.codec.Encoder;
import org.stereobridge.codec.StreamConfig;
import org.stereobridge.codec.StreamUse;

/** PCM of two qualities: a codecFrame takes 256 bytes, or one of step 1 takes 64; nothing is encoded with it. */
final class LadderCodec implements CodecProvider {

    private static final int HEADER = 1;

    @Override
    public CodecId id() {
        return PcmCodec.ID;
    }

    @Override
    public String name() {
        return "ladder";
    }

    @Override
    public byte[] capabilities(StreamUse use) {
        return new byte[] {3};
    }

    @Override
    public Optional<StreamConfig> choose(byte[] peerCapabilities, StreamUse use, int rateHz) {
        return Optional.empty();
    }

    @Override
    public Optional<StreamConfig> parse(byte[] octets) {
        return Optional.empty();
    }

    @Override
    public boolean usesRtp() {
        return true;
    }

    @Override
    public Decoder decoder(StreamConfig config) {
        return new PcmCodec.PcmDecoder(config.channels());
    }

    @Override
    public Encoder encoder(StreamConfig config) {
        return new Sizes();
    }

    private static final class Sizes implements Encoder {

        private int bytes = 256;

        @Override
        public int codecFrameLength() {
            return PcmCodec.LENGTH;
        }

        @Override
        public int maxCodecFrames(int payloadBytes) {
            return Math.min(15, (payloadBytes - HEADER) / bytes);
        }

        @Override
        public int encode(float[][] in, int frame, int codecFrames, byte[] payload, int offset) {
            return HEADER + codecFrames * bytes;
        }

        @Override
        public int qualities() {
            return 2;
        }

        @Override
        public void quality(int step) {
            bytes = step == 0 ? 256 : 64;
        }

        @Override
        public void reset() {
        }
    }
}
