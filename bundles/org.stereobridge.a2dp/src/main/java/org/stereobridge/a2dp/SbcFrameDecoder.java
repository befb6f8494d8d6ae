package org.stereobridge.a2dp;

import org.osgi.annotation.versioning.ConsumerType;

/** Turns one SBC frame into samples. Single-threaded; allocates nothing, never blocks, never throws. */
@ConsumerType
public interface SbcFrameDecoder extends AutoCloseable {

    /**
     * Decodes one whole frame, whose header and CRC are checked and fit the stream's configuration.
     *
     * @param frame only {@code length} bytes from {@code offset} on are read
     * @param out channels by samples, full scale +-1, written from {@code frameOffset} on
     * @return frames of audio, or -1 where the frame is bad after all
     */
    int decode(byte[] frame, int offset, int length, float[][] out, int frameOffset);

    /** Forgets history. */
    void reset();

    /** Frees native memory where there is any; nothing is called afterwards. */
    @Override
    void close();
}
