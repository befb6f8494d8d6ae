package org.stereobridge.codec.aptx.internal;

import org.stereobridge.codec.CodecId;

/** The members of the family that we code. aptX LL is aptX as to its bits; what differs is how sinks buffer it. */
enum AptxKind {
    APTX("aptX", CodecId.vendor(0x4F, 0x0001), false, 0),
    HD("aptX HD", CodecId.vendor(0xD7, 0x0024), true, 4),
    LL("aptX LL", CodecId.vendor(0x0A, 0x0002), false, 1),
    /** The same under the number of Qualcomm, who bought its maker. */
    LL_QUALCOMM("aptX LL", CodecId.vendor(0xD7, 0x0002), false, 1);

    /** Frames of audio in one codeword. */
    static final int WORD_FRAMES = 4;
    /** Codewords of which the last has another parity than the others, which shows where the eight begin. */
    static final int SYNC_WORDS = 8;
    /** Frames by which the filters of an encoder and a decoder together delay. */
    static final int DELAY_FRAMES = 90;

    private final String codecName;
    private final CodecId id;
    private final boolean isHd;
    private final int extraOctets;

    AptxKind(String codecName, CodecId id, boolean isHd, int extraOctets) {
        this.codecName = codecName;
        this.id = id;
        this.isHd = isHd;
        this.extraOctets = extraOctets;
    }

    String codecName() {
        return codecName;
    }

    CodecId id() {
        return id;
    }

    /** Six bits a sample instead of four, and RTP headers. */
    boolean isHd() {
        return isHd;
    }

    boolean isLowLatency() {
        return this == LL || this == LL_QUALCOMM;
    }

    /** Octets behind the one that all have: four reserved ones of HD, the flags of LL. */
    int extraOctets() {
        return extraOctets;
    }

    /** Bytes of a codeword of both channels. */
    int wordBytes() {
        return isHd ? 6 : 4;
    }
}
