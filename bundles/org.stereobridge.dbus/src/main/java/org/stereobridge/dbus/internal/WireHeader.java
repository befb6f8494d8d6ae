package org.stereobridge.dbus.internal;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * What has to be known of a message's header before dbus-java may read it (D-Bus specification, "Message Format").
 *
 * @param descriptors how many belong to the message
 * @param replySerial of the call that it answers; 0 for none
 */
record WireHeader(long descriptors, long replySerial) {

    /** The length of what comes before the array of header fields, with the array's own length. */
    static final int FIXED_BYTES = 16;

    private static final int REPLY_SERIAL = 5;
    private static final int UNIX_FDS = 9;

    /** Reads the fields in {@code [from, to)} of a message that begins at 0; null where they are not well formed. */
    static WireHeader read(byte[] bytes, int from, int to, ByteOrder order) {
        ByteBuffer fields = ByteBuffer.wrap(bytes, 0, to).order(order);
        long descriptors = 0;
        long replySerial = 0;
        try {
            int at = from;
            while (at < to) {
                fields.position(at);
                int code = fields.get();
                if (fields.get() != 1) {
                    return null; // every field that is defined has a signature of one character
                }
                char type = (char) fields.get();
                fields.get();
                if (type == 's' || type == 'o') {
                    fields.position(align(fields.position(), 4));
                    skip(fields, Integer.toUnsignedLong(fields.getInt()) + 1);
                } else if (type == 'g') {
                    skip(fields, Byte.toUnsignedLong(fields.get()) + 1);
                } else if (type == 'u') {
                    fields.position(align(fields.position(), 4));
                    long value = Integer.toUnsignedLong(fields.getInt());
                    descriptors = code == UNIX_FDS ? value : descriptors;
                    replySerial = code == REPLY_SERIAL ? value : replySerial;
                } else {
                    return null;
                }
                at = align(fields.position(), 8);
            }
            return new WireHeader(descriptors, replySerial);
        } catch (BufferUnderflowException | IllegalArgumentException e) {
            return null;
        }
    }

    static int align(int offset, int bytes) {
        return (offset + bytes - 1) & -bytes;
    }

    private static void skip(ByteBuffer fields, long length) {
        if (length > fields.remaining()) {
            throw new BufferUnderflowException();
        }
        fields.position(fields.position() + (int) length);
    }
}
