package org.stereobridge.simulator.internal.world;

import java.util.Optional;
import org.stereobridge.codec.CodecId;
import org.stereobridge.codec.CodecProvider;
import org.stereobridge.codec.Decoder;
import org.stereobridge.codec.Encoder;
import org.stereobridge.codec.StreamConfig;
import org.stereobridge.codec.StreamUse;

/** A codec that is as good as another, until its encoders or its decoders throw at whatever they are to code. */
public final class CrashingCodec implements CodecProvider {

    private final CodecProvider good;
    private final boolean isEncoder;

    private volatile boolean isArmed;

    /** @param isEncoder whether encoders throw, not decoders */
    CrashingCodec(CodecProvider good, boolean isEncoder) {
        this.good = good;
        this.isEncoder = isEncoder;
    }

    /** From now on its coders throw. */
    void arm() {
        isArmed = true;
    }

    private void crash(boolean isMine) {
        if (isArmed && isMine) {
            throw new IllegalStateException("as the scenario has it");
        }
    }

    @Override
    public CodecId id() {
        return good.id();
    }

    @Override
    public String name() {
        return "crashing " + good.name();
    }

    @Override
    public byte[] capabilities(StreamUse use) {
        return good.capabilities(use);
    }

    @Override
    public Optional<StreamConfig> choose(byte[] peerCapabilities, StreamUse use, int rateHz) {
        return good.choose(peerCapabilities, use, rateHz);
    }

    @Override
    public Optional<StreamConfig> parse(byte[] octets) {
        return good.parse(octets);
    }

    @Override
    public boolean usesRtp() {
        return good.usesRtp();
    }

    @Override
    public Decoder decoder(StreamConfig config) {
        return new CrashingDecoder(good.decoder(config));
    }

    @Override
    public Encoder encoder(StreamConfig config) {
        return new CrashingEncoder(good.encoder(config));
    }

    private final class CrashingDecoder implements Decoder {

        private final Decoder decoder;

        CrashingDecoder(Decoder decoder) {
            this.decoder = decoder;
        }

        @Override
        public int maxFrames(int payloadBytes) {
            return decoder.maxFrames(payloadBytes);
        }

        @Override
        public int decode(byte[] payload, int offset, int length, float[][] out, int frame) {
            crash(!isEncoder);
            return decoder.decode(payload, offset, length, out, frame);
        }

        @Override
        public long badCodecFrames() {
            return decoder.badCodecFrames();
        }

        @Override
        public void reset() {
            decoder.reset();
        }

        @Override
        public void close() {
            decoder.close();
        }
    }

    private final class CrashingEncoder implements Encoder {

        private final Encoder encoder;

        CrashingEncoder(Encoder encoder) {
            this.encoder = encoder;
        }

        @Override
        public int codecFrameLength() {
            return encoder.codecFrameLength();
        }

        @Override
        public int maxCodecFrames(int payloadBytes) {
            return encoder.maxCodecFrames(payloadBytes);
        }

        @Override
        public int encode(float[][] in, int frame, int codecFrames, byte[] payload, int offset) {
            crash(isEncoder);
            return encoder.encode(in, frame, codecFrames, payload, offset);
        }

        @Override
        public int qualities() {
            return encoder.qualities();
        }

        @Override
        public void quality(int step) {
            encoder.quality(step);
        }

        @Override
        public void reset() {
            encoder.reset();
        }

        @Override
        public void close() {
            encoder.close();
        }
    }
}
