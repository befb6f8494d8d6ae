package org.stereobridge.a2dp;

import java.util.Objects;
import org.stereobridge.codec.Encoder;

/** Encodes SBC media payloads of up to 15 whole frames; the bitpool ladder is the quality. */
public final class SbcPayloadEncoder implements Encoder {

    private final SbcConfig config;
    private final SbcFrameEncoder frameEncoder;
    private final BitpoolLadder ladder;
    private int bitpool;

    public SbcPayloadEncoder(SbcConfig config, SbcFrameEncoder frameEncoder) {
        this.config = config;
        this.frameEncoder = Objects.requireNonNull(frameEncoder, "frameEncoder");
        ladder = new BitpoolLadder(config);
        bitpool = ladder.bitpool(0);
    }

    @Override
    public int codecFrameLength() {
        return config.frameLength();
    }

    @Override
    public int maxCodecFrames(int payloadBytes) {
        int fitting = (payloadBytes - SbcPayloadHeader.LENGTH) / config.frameBytes(bitpool);
        return Math.max(0, Math.min(SbcPayloadHeader.MAX_COUNT, fitting));
    }

    @Override
    public int encode(float[][] in, int frame, int codecFrames, byte[] payload, int offset) {
        if (codecFrames < 1 || codecFrames > maxCodecFrames(payload.length - offset)) {
            throw new IllegalArgumentException("codecFrames=" + codecFrames);
        }
        payload[offset] = (byte) codecFrames;
        int bytes = SbcPayloadHeader.LENGTH;
        for (int i = 0; i < codecFrames; i++) {
            bytes += frameEncoder.encode(in, frame + i * config.frameLength(), bitpool, payload, offset + bytes);
        }
        return bytes;
    }

    @Override
    public int qualities() {
        return ladder.steps();
    }

    @Override
    public void quality(int step) {
        bitpool = ladder.bitpool(step);
    }

    @Override
    public void reset() {
        frameEncoder.reset();
    }

    @Override
    public void close() {
        frameEncoder.close();
    }
}
