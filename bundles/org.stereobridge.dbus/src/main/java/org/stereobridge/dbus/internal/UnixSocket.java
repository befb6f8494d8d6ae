package org.stereobridge.dbus.internal;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import java.io.IOException;
import java.lang.ref.Reference;
import java.nio.channels.ClosedChannelException;
import java.util.concurrent.TimeUnit;
import org.stereobridge.clock.NanoClock;
import org.stereobridge.dbus.BusException;
import org.stereobridge.dbus.BusException.Reason;
import org.stereobridge.dbus.Descriptor;

/**
 * A connected stream socket that passes descriptors. One thread may receive while another sends; any thread may close,
 * which ends both with a {@link ClosedChannelException}. Structures are those of 64-bit Linux: {@code pollfd} has its
 * descriptor at 0, events at 4, revents at 6; {@code timeval} two longs; {@code sockaddr_un} a short and the path.
 */
final class UnixSocket implements AutoCloseable {

    static final int NO_LIMIT = -1;

    private static final int[] NO_DESCRIPTORS = {};

    private final Kernel kernel;
    private final NanoClock clock;
    private final Descriptor descriptor;

    UnixSocket(Kernel kernel, NanoClock clock, Descriptor descriptor) {
        this.kernel = kernel;
        this.clock = clock;
        this.descriptor = descriptor;
    }

    /** Connects within the limit (ms), which the kernel keeps where the listener's queue is full. */
    static UnixSocket connect(Kernel kernel, NanoClock clock, UnixAddress address, int limitMs) throws BusException {
        int number = kernel.socket(Kernel.AF_UNIX, Kernel.SOCK_STREAM | Kernel.SOCK_CLOEXEC, 0);
        if (number < 0) {
            throw new BusException(Reason.UNSUPPORTED, "no socket: errno " + kernel.errno());
        }
        Descriptor descriptor = Descriptor.own(number);
        try (var memory = new Memory(128)) {
            memory.clear();
            memory.setLong(0, limitMs / 1000);
            memory.setLong(Long.BYTES, limitMs % 1000 * 1000L);
            long pointer = Pointer.nativeValue(memory);
            kernel.setsockopt(number, Kernel.SOL_SOCKET, Kernel.SO_SNDTIMEO, pointer, 2 * Long.BYTES);
            byte[] name = address.bytes();
            memory.clear();
            memory.setShort(0, (short) Kernel.AF_UNIX);
            memory.write(Short.BYTES, name, 0, name.length);
            // An abstract name ends with the length, a path with a zero.
            int length = Short.BYTES + name.length + (address.isAbstract() ? 0 : 1);
            int errno;
            do {
                errno = kernel.connect(number, pointer, length) == 0 ? 0 : kernel.errno();
            } while (errno == Kernel.EINTR);
            if (errno != 0) {
                descriptor.close();
                throw refused(address, errno);
            }
        }
        return new UnixSocket(kernel, clock, descriptor);
    }

    /**
     * Waits for bytes, at most {@code limitNs}, and returns how many {@code message} holds now; -1 where the peer has
     * closed. The descriptors that came with them are the caller's.
     */
    int receive(SocketMessage message, long limitNs) throws IOException {
        int number = hold();
        try {
            long sinceNs = clock.nanoTime();
            while (true) {
                checkOpen();
                message.expect();
                long received = kernel.recvmsg(number, message.address(),
                        Kernel.MSG_DONTWAIT | Kernel.MSG_CMSG_CLOEXEC);
                if (received >= 0) {
                    checkControl(message);
                    if (received == 0) {
                        checkOpen(); // our own end reads as the peer's
                        return -1;
                    }
                    return (int) received;
                }
                await(number, Kernel.POLLIN, kernel.errno(), sinceNs, limitNs);
            }
        } finally {
            descriptor.release();
            Reference.reachabilityFence(message);
        }
    }

    /** Sends all, the descriptors with the first byte. Each further piece has to be taken within {@code limitNs}. */
    void send(SocketMessage message, byte[] bytes, int[] descriptors, long limitNs) throws IOException {
        int number = hold();
        try {
            int[] left = descriptors;
            int offset = 0;
            long sinceNs = clock.nanoTime();
            while (offset < bytes.length) {
                checkOpen();
                message.fill(bytes, offset, left);
                long sent = kernel.sendmsg(number, message.address(), Kernel.MSG_DONTWAIT | Kernel.MSG_NOSIGNAL);
                if (sent >= 0) {
                    offset += (int) sent;
                    left = sent == 0 ? left : NO_DESCRIPTORS;
                    sinceNs = clock.nanoTime();
                } else {
                    await(number, Kernel.POLLOUT, kernel.errno(), sinceNs, limitNs);
                }
            }
        } finally {
            descriptor.release();
            Reference.reachabilityFence(message);
        }
    }

    @Override
    public void close() {
        int number = descriptor.hold();
        if (number >= 0) {
            descriptor.close();
            kernel.shutdown(number, Kernel.SHUT_RDWR); // wakes who waits
            descriptor.release();
        }
    }

    private int hold() throws ClosedChannelException {
        int number = descriptor.hold();
        if (number < 0) {
            throw new ClosedChannelException();
        }
        return number;
    }

    private void checkOpen() throws ClosedChannelException {
        if (!descriptor.isOpen()) {
            throw new ClosedChannelException();
        }
    }

    private static void checkControl(SocketMessage message) throws IOException {
        if (message.isControlTruncated()) {
            for (int received : message.descriptors()) {
                Libc.closeQuietly(received);
            }
            throw new IOException("descriptors were cut off: is this process at its limit of open files?");
        }
    }

    /** Returns when the call that failed with {@code errno} is worth another try. */
    private void await(int number, short events, int errno, long sinceNs, long limitNs) throws IOException {
        if (errno == Kernel.EINTR) {
            return;
        }
        if (errno != Kernel.EAGAIN) {
            throw new IOException(errno == Kernel.EPIPE ? "the peer is gone" : "socket failed: errno " + errno);
        }
        int timeoutMs = NO_LIMIT;
        if (limitNs != NO_LIMIT) {
            long leftNs = limitNs - (clock.nanoTime() - sinceNs);
            if (leftNs <= 0) {
                throw new BusException(Reason.TIMED_OUT, "no progress in "
                        + TimeUnit.NANOSECONDS.toMillis(limitNs) + " ms");
            }
            timeoutMs = (int) TimeUnit.NANOSECONDS.toMillis(leftNs) + 1;
        }
        try (var pollfd = new Memory(Long.BYTES)) {
            pollfd.clear();
            pollfd.setInt(0, number);
            pollfd.setShort(4, events);
            if (kernel.poll(Pointer.nativeValue(pollfd), 1, timeoutMs) < 0 && kernel.errno() != Kernel.EINTR) {
                throw new IOException("poll failed: errno " + kernel.errno());
            }
        }
    }

    private static BusException refused(UnixAddress address, int errno) {
        String entry = address.entry();
        return switch (errno) {
            case Kernel.ENOENT, Kernel.ENOTDIR ->
                new BusException(Reason.NO_SOCKET, "no socket at " + entry + ": does D-Bus run?");
            // An abstract name that nobody has is refused, too.
            case Kernel.ECONNREFUSED ->
                new BusException(Reason.REFUSED, "nobody listens at " + entry + ": does D-Bus run?");
            case Kernel.EACCES, Kernel.EPERM ->
                new BusException(Reason.FORBIDDEN, "this user may not open " + entry);
            case Kernel.EAGAIN ->
                new BusException(Reason.TIMED_OUT, "the bus takes no connection at " + entry);
            case Kernel.EPROTOTYPE ->
                new BusException(Reason.REJECTED, "not a stream socket: " + entry);
            default -> new BusException(Reason.REFUSED, "cannot connect to " + entry + ": errno " + errno);
        };
    }
}
