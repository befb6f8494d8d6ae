package org.stereobridge.a2dp;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.stereobridge.a2dp.SbcConfig.Allocation;
import org.stereobridge.a2dp.SbcConfig.ChannelMode;

/** SBC frames with a right header and CRC, whose samples are noise. */
final class Frames {

    static final SbcConfig JOINT = new SbcConfig(44_100, ChannelMode.JOINT_STEREO, 16, 8, Allocation.LOUDNESS, 2, 53);
    static final SbcConfig MONO = new SbcConfig(44_100, ChannelMode.MONO, 16, 8, Allocation.LOUDNESS, 2, 53);

    private Frames() {
    }

    static byte[] frame(SbcConfig config, int bitpool, long seed) {
        byte[] frame = new byte[config.frameBytes(bitpool)];
        new Random(seed).nextBytes(frame);
        frame[0] = (byte) SbcFrameHeader.SYNC_WORD;
        frame[1] = (byte) SbcFrameHeader.shape(config);
        frame[2] = (byte) bitpool;
        frame[3] = (byte) SbcFrameHeader.crc(frame, 0, SbcFrameHeader.sideInfoBits(config.mode(), config.subbands()));
        return frame;
    }

    /** A media payload of whole frames. */
    static byte[] payload(byte[]... frames) {
        return join(frames.length, frames);
    }

    static byte[] join(int payloadHeader, byte[]... parts) {
        List<Byte> bytes = new ArrayList<>();
        bytes.add((byte) payloadHeader);
        for (byte[] part : parts) {
            for (byte octet : part) {
                bytes.add(octet);
            }
        }
        byte[] payload = new byte[bytes.size()];
        for (int i = 0; i < payload.length; i++) {
            payload[i] = bytes.get(i);
        }
        return payload;
    }

    /** Every shape that a frame can have, with the widest range of bitpools. */
    static List<SbcConfig> shapes() {
        List<SbcConfig> shapes = new ArrayList<>();
        for (int rateHz : new int[] {16_000, 32_000, 44_100, 48_000}) {
            for (ChannelMode mode : ChannelMode.values()) {
                for (int blocks = 4; blocks <= 16; blocks += 4) {
                    for (int subbands = 4; subbands <= 8; subbands += 4) {
                        for (Allocation allocation : Allocation.values()) {
                            shapes.add(new SbcConfig(rateHz, mode, blocks, subbands, allocation, 2, 250));
                        }
                    }
                }
            }
        }
        return shapes;
    }
}
