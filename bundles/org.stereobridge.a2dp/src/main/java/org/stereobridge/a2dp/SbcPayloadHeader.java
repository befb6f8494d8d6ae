package org.stereobridge.a2dp;

/** The octet between RTP header and SBC frames (A2DP 1.4.1, 4.3.4): F, S, L, a reserved bit, a count of four bits. */
final class SbcPayloadHeader {

    static final int LENGTH = 1;
    /** The payload holds a part of one frame; the count is that of the parts left, with this one. */
    static final int FRAGMENTED = 0x80;
    static final int FIRST_FRAGMENT = 0x40;
    static final int LAST_FRAGMENT = 0x20;
    static final int COUNT_MASK = 0x0F;
    static final int MAX_COUNT = 15;

    private SbcPayloadHeader() {
    }
}
