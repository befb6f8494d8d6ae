package org.stereobridge.bluez.internal.standin;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.freedesktop.dbus.FileDescriptor;
import org.freedesktop.dbus.exceptions.DBusException;
import org.freedesktop.dbus.messages.Message;
import org.freedesktop.dbus.messages.MessageFactory;

/**
 * A connection to dbus-daemon, message by message. Has nothing in common with the transport that is tested, and can
 * send descriptors but not receive them. One thread reads.
 */
final class Wire implements AutoCloseable {

    private static final int FIXED_BYTES = 12;
    private static final int SCM_RIGHTS = 1;
    private static final int SOL_SOCKET = 1;

    private final int fd;

    private Wire(int fd) {
        this.fd = fd;
    }

    /** @param address {@code unix:path=...} */
    static Wire connect(String address) throws IOException {
        byte[] path = address.replaceAll("unix:path=|,.*", "").getBytes(StandardCharsets.UTF_8);
        byte[] name = ByteBuffer.allocate(Short.BYTES + path.length + 1).order(ByteOrder.LITTLE_ENDIAN)
                .putShort((short) Posix.AF_UNIX).put(path).put((byte) 0).array();
        var wire = new Wire(Posix.check(Posix.socket(Posix.AF_UNIX, Posix.SOCK_STREAM | Posix.CLOSE_ON_EXEC, 0),
                "socket"));
        Posix.check(Posix.connect(wire.fd, name, name.length), "connect");
        wire.signIn();
        return wire;
    }

    private void signIn() throws IOException {
        String user = HexFormat.of().formatHex(String.valueOf(Posix.getuid()).getBytes(StandardCharsets.US_ASCII));
        say("\0AUTH EXTERNAL " + user + "\r\n");
        expect("OK");
        say("NEGOTIATE_UNIX_FD\r\n");
        expect("AGREE_UNIX_FD");
        say("BEGIN\r\n");
    }

    private void say(String line) {
        Posix.send(fd, line.getBytes(StandardCharsets.US_ASCII));
    }

    private void expect(String answer) throws IOException {
        var line = new StringBuilder();
        while (line.indexOf("\n") < 0) {
            line.append((char) read(1)[0]);
        }
        if (!line.toString().startsWith(answer)) {
            throw new IOException(line.toString());
        }
    }

    /** Waits for the next message. */
    Message read() throws IOException, DBusException {
        byte[] fixed = read(FIXED_BYTES);
        byte[] length = read(Integer.BYTES);
        int fieldBytes = number(fixed, length, 0);
        // dbus-java wants the array's length on a border of eight bytes.
        byte[] fields = new byte[2 * Integer.BYTES + (fieldBytes + 7 & -8)];
        System.arraycopy(length, 0, fields, 0, Integer.BYTES);
        System.arraycopy(read(fields.length - 8), 0, fields, 8, fields.length - 8);
        return MessageFactory.createMessage(fixed[1], fixed, fields, read(number(fixed, fixed, 4)), List.of());
    }

    private static int number(byte[] fixed, byte[] from, int at) {
        return ByteBuffer.wrap(from).order(fixed[0] == 'l' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN)
                .getInt(at);
    }

    private byte[] read(int length) throws IOException {
        var all = ByteBuffer.allocate(length);
        while (all.hasRemaining()) {
            byte[] part = new byte[all.remaining()];
            int got = (int) Posix.recv(fd, part, part.length, 0);
            if (got <= 0) {
                throw new EOFException("the bus has gone");
            }
            all.put(part, 0, got);
        }
        return all.array();
    }

    synchronized void write(Message message) throws IOException {
        var out = new ByteArrayOutputStream();
        for (byte[] part : message.getWireData()) {
            if (part == null) {
                break;
            }
            out.write(part);
        }
        byte[] bytes = out.toByteArray();
        List<FileDescriptor> descriptors = message.getFiledescriptors();
        int sent = 0;
        if (!descriptors.isEmpty()) {
            sent = sendWith(descriptors, bytes);
        }
        while (sent < bytes.length) {
            byte[] rest = Arrays.copyOfRange(bytes, sent, bytes.length);
            long now = Posix.send(fd, rest, rest.length, Posix.NO_SIGNAL);
            if (now < 0) {
                throw new EOFException("the bus has gone");
            }
            sent += (int) now;
        }
    }

    /** A msghdr at 0, its iovec at 56, control data at 72 and the bytes at 128, as on 64-bit Linux. */
    private int sendWith(List<FileDescriptor> descriptors, byte[] bytes) throws IOException {
        int controlBytes = 16 + Integer.BYTES * descriptors.size();
        try (var memory = new Memory(128 + bytes.length)) {
            memory.clear();
            long address = Pointer.nativeValue(memory);
            memory.setLong(16, address + 56);
            memory.setLong(24, 1);
            memory.setLong(32, address + 72);
            memory.setLong(40, controlBytes + 7 & -8);
            memory.setLong(56, address + 128);
            memory.setLong(64, bytes.length);
            memory.setLong(72, controlBytes);
            memory.setInt(80, SOL_SOCKET);
            memory.setInt(84, SCM_RIGHTS);
            for (int i = 0; i < descriptors.size(); i++) {
                memory.setInt(88 + (long) i * Integer.BYTES, descriptors.get(i).getIntFileDescriptor());
            }
            memory.write(128, bytes, 0, bytes.length);
            long sent = Posix.sendmsg(fd, memory, Posix.NO_SIGNAL);
            if (sent < 0) {
                throw new EOFException("the bus has gone");
            }
            return (int) sent;
        }
    }

    /** Wakes who reads, who then should {@link #close}. */
    void hangUp() {
        Posix.hangUp(fd);
    }

    @Override
    public void close() {
        Posix.close(fd);
    }
}
