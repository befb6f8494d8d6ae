package org.stereobridge.codec;

import org.osgi.annotation.versioning.ConsumerType;

/** Decodes the media payloads of one stream. Single-threaded; allocates nothing, never blocks, never throws. */
@ConsumerType
public interface Decoder extends AutoCloseable {

    /** The most frames that a payload of this length can hold. */
    int maxFrames(int payloadBytes);

    /**
     * Decodes one payload: what follows the RTP header, with the codec's own payload header.
     *
     * @param payload bytes of a peer, not trusted; bytes outside the range are not read
     * @param out channels by samples, full scale +-1; {@link StreamConfig#channels()} rows, each with room for
     *     {@link #maxFrames} from {@code frame} on
     * @return frames decoded; decoding ends at the first bad codecFrame, and 0 means that none was good or that a
     *     fragment waits for the rest
     */
    int decode(byte[] payload, int offset, int length, float[][] out, int frame);

    /** codecFrames dropped since construction: bad CRC, bad header, wrong configuration, truncated. */
    long badCodecFrames();

    /** Forgets history and fragments, as after a gap. */
    void reset();

    /** Frees native memory where there is any; nothing is called afterwards. */
    @Override
    default void close() {
    }
}
