package org.stereobridge.a2dp;

import org.osgi.annotation.versioning.ConsumerType;

/** Turns samples into one SBC frame. Single-threaded; allocates nothing, never blocks. */
@ConsumerType
public interface SbcFrameEncoder extends AutoCloseable {

    /**
     * Encodes one frame's worth of audio.
     *
     * @param in channels by samples, full scale +-1 (what is beyond is clipped, NaN is silence), read from
     *     {@code frameOffset} on
     * @param bitpool of this frame, within the configuration's range
     * @param out with room for {@link SbcConfig#frameBytes} from {@code offset} on
     * @return bytes written
     */
    int encode(float[][] in, int frameOffset, int bitpool, byte[] out, int offset);

    /** Forgets history. */
    void reset();

    /** Frees native memory where there is any; nothing is called afterwards. */
    @Override
    void close();
}
