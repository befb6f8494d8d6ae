package org.stereobridge.dbus.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.function.IntConsumer;

/**
 * Cuts what a bus sends into messages and finds the descriptors of each.
 *
 * <p>Linux hands descriptors over together with the bytes that they were sent with, after which a read stops; such
 * bytes may follow those of messages without any. A message therefore takes as many as its header names, in their
 * order; what is left of a read when its last byte has been used belongs to nobody, and is closed.
 *
 * <p>One thread. Memory grows with what has arrived, not with what is announced.
 */
final class Framer {

    /** Far more than BlueZ ever says. D-Bus allows 128 MiB, dbus-java copies a message four times, we have 64 MiB. */
    static final int MAX_BYTES = 1 << 22;

    private static final int USUAL_BYTES = 1 << 16;
    private static final int BODY_LENGTH = 4;
    private static final int FIELDS_LENGTH = 12;

    private final IntConsumer closer;
    private final Deque<Passed> passed = new ArrayDeque<>();
    private byte[] bytes = new byte[USUAL_BYTES];
    private int length;
    private int start; // of the message to come
    private long before; // bytes of the stream that went before bytes[0]
    private long strays;

    Framer(IntConsumer closer) {
        this.closer = closer;
    }

    /** A descriptor, and where in the stream the read ends that it came with. */
    private record Passed(int descriptor, long to) {
    }

    /**
     * A whole message.
     *
     * @param fixed twelve bytes, up to the serial
     * @param fields the array of header fields with its length and padding
     * @param header null where it is not well formed
     * @param descriptors whose are the caller's
     */
    record Frame(byte[] fixed, byte[] fields, byte[] body, WireHeader header, int[] descriptors) {
    }

    /** Takes in one read, which {@code message} holds. */
    void append(SocketMessage message, int received) {
        makeRoom(received);
        message.read(bytes, length, received);
        append(received, message.descriptors());
    }

    void append(byte[] read, int[] descriptors) {
        makeRoom(read.length);
        System.arraycopy(read, 0, bytes, length, read.length);
        append(read.length, descriptors);
    }

    private void append(int received, int[] descriptors) {
        length += received;
        for (int descriptor : descriptors) {
            passed.add(new Passed(descriptor, before + length));
        }
    }

    /** Returns the next whole message, null where it has not arrived yet, or throws where it cannot be one. */
    Frame next() throws IOException {
        if (length - start < WireHeader.FIXED_BYTES) {
            return null;
        }
        ByteOrder order = order(bytes[start]);
        if (bytes[start + 3] != 1) {
            throw new IOException("a message of D-Bus version " + bytes[start + 3]);
        }
        ByteBuffer lengths = ByteBuffer.wrap(bytes, start, WireHeader.FIXED_BYTES).slice().order(order);
        long fieldBytes = Integer.toUnsignedLong(lengths.getInt(FIELDS_LENGTH));
        long bodyAt = (WireHeader.FIXED_BYTES + fieldBytes + 7) & -8;
        long messageBytes = bodyAt + Integer.toUnsignedLong(lengths.getInt(BODY_LENGTH));
        if (messageBytes > MAX_BYTES) {
            throw new IOException("a message of " + messageBytes + " bytes");
        }
        if (length - start < messageBytes) {
            return null;
        }
        return cut((int) fieldBytes, (int) bodyAt, (int) messageBytes, order);
    }

    /** Descriptors that came with no message that named them. */
    long strays() {
        return strays;
    }

    /** Closes what no message has taken yet. */
    void close() {
        while (!passed.isEmpty()) {
            closer.accept(passed.remove().descriptor());
        }
    }

    private Frame cut(int fieldBytes, int bodyAt, int messageBytes, ByteOrder order) throws IOException {
        byte[] message = Arrays.copyOfRange(bytes, start, start + messageBytes);
        int fieldsEnd = WireHeader.FIXED_BYTES + fieldBytes;
        WireHeader header = WireHeader.read(message, WireHeader.FIXED_BYTES, fieldsEnd, order);
        // dbus-java wants the array's length, which is at 12, on a border of eight bytes.
        byte[] fields = new byte[Long.BYTES + bodyAt - WireHeader.FIXED_BYTES];
        System.arraycopy(message, FIELDS_LENGTH, fields, 0, Integer.BYTES);
        System.arraycopy(message, WireHeader.FIXED_BYTES, fields, Long.BYTES, fields.length - Long.BYTES);
        int[] descriptors = take(header == null ? 0 : header.descriptors());
        start += messageBytes;
        closeStrays();
        return new Frame(Arrays.copyOf(message, FIELDS_LENGTH), fields,
                Arrays.copyOfRange(message, bodyAt, messageBytes), header, descriptors);
    }

    private int[] take(long count) throws IOException {
        if (count > passed.size()) {
            throw new IOException("a message has " + passed.size() + " descriptors of " + count);
        }
        int[] taken = new int[(int) count];
        for (int i = 0; i < taken.length; i++) {
            taken[i] = passed.remove().descriptor();
        }
        return taken;
    }

    private void closeStrays() {
        while (!passed.isEmpty() && passed.peek().to() <= before + start) {
            closer.accept(passed.remove().descriptor());
            strays++;
        }
    }

    private void makeRoom(int more) {
        if (start > 0) {
            int left = length - start;
            // A large message's memory goes with it.
            byte[] target = left <= USUAL_BYTES && bytes.length > USUAL_BYTES ? new byte[USUAL_BYTES] : bytes;
            System.arraycopy(bytes, start, target, 0, left);
            bytes = target;
            before += start;
            length = left;
            start = 0;
        }
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes, Math.max(length + more, 2 * bytes.length));
        }
    }

    private static ByteOrder order(byte endian) throws IOException {
        return switch (endian) {
            case 'l' -> ByteOrder.LITTLE_ENDIAN;
            case 'B' -> ByteOrder.BIG_ENDIAN;
            default -> throw new IOException("a message of byte order " + endian);
        };
    }
}
