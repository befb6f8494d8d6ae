package org.stereobridge.codec;

import org.osgi.annotation.versioning.ConsumerType;

/** Encodes one stream. Single-threaded; allocates nothing, never blocks. */
@ConsumerType
public interface Encoder extends AutoCloseable {

    /** Frames of audio that one codecFrame takes (128 for SBC of 16 blocks and 8 subbands). */
    int codecFrameLength();

    /** The most codecFrames that a payload of this length can carry at the present quality, 0 where none fits. */
    int maxCodecFrames(int payloadBytes);

    /**
     * Encodes {@code codecFrames * codecFrameLength()} frames to one media payload, with the codec's own payload
     * header.
     *
     * @param in channels by samples, full scale +-1 (what is beyond is clipped, NaN is silence); at least
     *     {@link StreamConfig#channels()} rows
     * @param codecFrames 1 to {@link #maxCodecFrames} of the room from {@code offset} on
     * @return bytes written
     */
    int encode(float[][] in, int frame, int codecFrames, byte[] payload, int offset);

    /** How many steps of quality there are; 1 where it cannot be changed in mid-stream. */
    int qualities();

    /** Takes a step of the codec's quality ladder from the next packet on: 0 is best, each further one smaller. */
    void quality(int step);

    /** Forgets history. */
    void reset();

    /** Frees native memory where there is any; nothing is called afterwards. */
    @Override
    default void close() {
    }
}
