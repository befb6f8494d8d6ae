package org.stereobridge.codec.ldac.internal;

/**
 * The header of an LDAC frame, as libldacBT_enc writes it: sync word 0xAA, rate (3 bits), channel configuration (2),
 * length of what follows less 1 (9), status (2).
 */
final class LdacFrame {

    static final int HEADER_BYTES = 3;
    static final int SYNC_WORD = 0xAA;

    private LdacFrame() {
    }

    static boolean isOne(byte[] bytes, int offset) {
        return (bytes[offset] & 0xFF) == SYNC_WORD;
    }

    /** Bytes of the whole frame. */
    static int bytes(byte[] bytes, int offset) {
        return HEADER_BYTES + ((bytes[offset + 1] & 0x07) << 6 | (bytes[offset + 2] & 0xFF) >> 2) + 1;
    }

    /** 0 for 44.1 kHz, 1 for 48. */
    static int rateCode(byte[] bytes, int offset) {
        return bytes[offset + 1] >> 5 & 0x07;
    }

    /** 0 for mono, 1 for dual, 2 for stereo. */
    static int channelCode(byte[] bytes, int offset) {
        return bytes[offset + 1] >> 3 & 0x03;
    }
}
