package org.stereobridge.simulator.internal;

import java.io.IOException;

/** Music as SBC frames of one two-channel configuration, as sbcenc writes them: the Echo sends them as they are. */
public interface SbcMusic extends Music {

    /** The stream's four A2DP configuration octets; minimum and maximum bitpool hold those that the file uses. */
    byte[] configOctets();

    /** Frames of audio in each SBC frame. */
    int codecFrameLength();

    /**
     * Reads the next SBC frame, header and all.
     *
     * @return bytes, -1 at the end
     */
    int readCodecFrame(byte[] out, int offset) throws IOException;
}
