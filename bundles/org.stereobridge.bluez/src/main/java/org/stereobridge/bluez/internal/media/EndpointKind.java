package org.stereobridge.bluez.internal.media;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Optional;
import org.stereobridge.bluez.internal.bus.Names;
import org.stereobridge.codec.CodecId;
import org.stereobridge.codec.StreamUse;

/**
 * What an endpoint is for, in BlueZ's terms: its service class, codec number, and the octets of capabilities, which
 * for a vendor's codec begin with the vendor's and codec's identifiers (A2DP 1.4.1, 4.7.2).
 */
record EndpointKind(StreamUse use, CodecId codec) {

    private static final int VENDOR = 0xFF;
    private static final int PREFIX_BYTES = Integer.BYTES + Short.BYTES;

    String uuid() {
        return use == StreamUse.PROGRAMME ? Names.A2DP_SINK : Names.A2DP_SOURCE;
    }

    byte codecOctet() {
        return (byte) codec.type();
    }

    /** BlueZ's octets of a codec's own. */
    byte[] wrap(byte[] octets) {
        if (codec.type() != VENDOR) {
            return octets;
        }
        return ByteBuffer.allocate(PREFIX_BYTES + octets.length).order(ByteOrder.LITTLE_ENDIAN)
                .putInt((int) codec.vendorId()).putShort((short) codec.vendorCodecId()).put(octets).array();
    }

    /** The codec's own octets; empty where they are another codec's. */
    Optional<byte[]> unwrap(byte[] octets) {
        if (codec.type() != VENDOR) {
            return Optional.of(octets);
        }
        if (octets.length < PREFIX_BYTES || !Arrays.equals(wrap(new byte[0]), Arrays.copyOf(octets, PREFIX_BYTES))) {
            return Optional.empty();
        }
        return Optional.of(Arrays.copyOfRange(octets, PREFIX_BYTES, octets.length));
    }
}
