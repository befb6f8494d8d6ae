package org.stereobridge.a2dp;

/**
 * Reads and writes the RTP header of a media packet (RFC 3550, 5.1; A2DP 1.4.1, 4.3.4). Bytes are not trusted.
 *
 * <p>Reused for each packet: the accessors tell of the last one that was parsed. Single-threaded; allocates nothing.
 */
public final class RtpHeader {

    /** Bytes that {@link #write} writes. */
    public static final int LENGTH = 12;

    private static final int VERSION_2 = 0x80;
    private static final int PADDING = 0x20;
    private static final int EXTENSION = 0x10;
    private static final int SOURCES_MASK = 0x0F;
    private static final int PAYLOAD_TYPE = 96;
    private static final int SSRC = 1; // unique in its session, where we are the only source

    private int sequence;
    private long timestamp;
    private int payloadOffset;
    private int payloadLength;

    /**
     * Parses a packet; contributing sources, extension and padding are skipped.
     *
     * @return whether it is RTP version 2 and all that its header announces is there; the payload may be empty
     */
    public boolean parse(byte[] packet, int length) {
        if (length < LENGTH || length > packet.length || (packet[0] & 0xC0) != VERSION_2) {
            return false;
        }
        int start = LENGTH + 4 * (packet[0] & SOURCES_MASK);
        if ((packet[0] & EXTENSION) != 0) {
            if (start + 4 > length) {
                return false;
            }
            start += 4 + 4 * unsigned16(packet, start + 2);
        }
        int padding = 0;
        if ((packet[0] & PADDING) != 0) {
            // The last byte counts itself.
            padding = packet[length - 1] & 0xFF;
            if (padding == 0) {
                return false;
            }
        }
        if (start + padding > length) {
            return false;
        }
        sequence = unsigned16(packet, 2);
        timestamp = (long) unsigned16(packet, 4) << 16 | unsigned16(packet, 6);
        payloadOffset = start;
        payloadLength = length - start - padding;
        return true;
    }

    /** 0-65,535. */
    public int sequence() {
        return sequence;
    }

    /** In frames of audio, 32 bits unsigned. */
    public long timestamp() {
        return timestamp;
    }

    public int payloadOffset() {
        return payloadOffset;
    }

    public int payloadLength() {
        return payloadLength;
    }

    /**
     * Writes the 12 bytes of a header without sources, extension or padding at the beginning of a packet.
     *
     * @param sequence its low 16 bits are written
     * @param timestamp its low 32 bits are written
     * @return {@link #LENGTH}
     */
    public static int write(byte[] packet, int sequence, long timestamp) {
        packet[0] = (byte) VERSION_2;
        packet[1] = PAYLOAD_TYPE;
        packet[2] = (byte) (sequence >> 8);
        packet[3] = (byte) sequence;
        write32(packet, 4, (int) timestamp);
        write32(packet, 8, SSRC);
        return LENGTH;
    }

    private static int unsigned16(byte[] bytes, int offset) {
        return (bytes[offset] & 0xFF) << 8 | bytes[offset + 1] & 0xFF;
    }

    private static void write32(byte[] bytes, int offset, int value) {
        bytes[offset] = (byte) (value >> 24);
        bytes[offset + 1] = (byte) (value >> 16);
        bytes[offset + 2] = (byte) (value >> 8);
        bytes[offset + 3] = (byte) value;
    }
}
