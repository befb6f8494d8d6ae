package org.stereobridge.bluez.internal.link;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import org.stereobridge.dbus.Descriptor;

/**
 * A SEQPACKET socket, used by the audio thread and closed by a control thread. Never blocks; allocates nothing after
 * construction.
 */
final class PacketSocket {

    /** Longer packets than this are cut; L2CAP's are at most 65,535 bytes, A2DP's a few hundred. */
    private static final int BUFFER_BYTES = 4_096;
    private static final int EMPTY_PACKETS_A_TURN = 16;
    private static final int POLLFD_BYTES = 8;

    /** From {@link #receive} and {@link #send}: the peer has gone or the socket was closed. */
    static final int GONE = -1;

    private final Descriptor descriptor;
    private final Memory buffer = new Memory(BUFFER_BYTES);
    private final Memory scratch = new Memory(POLLFD_BYTES);
    private final long bufferAddress = Pointer.nativeValue(buffer);
    private final long scratchAddress = Pointer.nativeValue(scratch);
    private volatile boolean gone;

    /** Takes the descriptor over. */
    PacketSocket(Descriptor descriptor) {
        this.descriptor = descriptor;
    }

    /** Sets how much the kernel queues; it takes at least about 4,600 bytes, its own overhead included. */
    void sendBuffer(int bytes) {
        int fd = hold();
        if (fd >= 0) {
            try {
                scratch.setInt(0, bytes);
                Libc.setsockopt(fd, Libc.SOL_SOCKET, Libc.SO_SNDBUF, scratchAddress, Integer.BYTES);
            } finally {
                descriptor.release();
            }
        }
    }

    /** The number for one call, which a release must follow; negative where the socket has ended. */
    private int hold() {
        return gone ? GONE : descriptor.hold();
    }

    /** The packet's length, of which as much as there is room for was taken; 0 for none yet; or {@link #GONE}. */
    int receive(byte[] packet) {
        int fd = hold();
        if (fd < 0) {
            return GONE;
        }
        try {
            for (int empty = 0; empty < EMPTY_PACKETS_A_TURN; empty++) {
                long length = Libc.recv(fd, bufferAddress, BUFFER_BYTES, Libc.MSG_DONTWAIT | Libc.MSG_TRUNC);
                if (length > 0) {
                    buffer.read(0, packet, 0, (int) Math.min(length, Math.min(BUFFER_BYTES, packet.length)));
                    return (int) length;
                }
                if (length < 0 && isPassing(Native.getLastError())) {
                    return 0;
                }
                // An empty packet looks like the end of the stream, which poll knows.
                if (length < 0 || hasEnded(fd)) {
                    gone = true;
                    return GONE;
                }
            }
            return 0;
        } finally {
            descriptor.release();
        }
    }

    /** The length where it was taken, 0 where there was no room, or {@link #GONE}. */
    int send(byte[] packet, int length) {
        int fd = hold();
        if (fd < 0) {
            return GONE;
        }
        try {
            buffer.write(0, packet, 0, length);
            long sent = Libc.send(fd, bufferAddress, length, Libc.MSG_DONTWAIT | Libc.MSG_NOSIGNAL);
            if (sent >= 0) {
                return (int) sent;
            }
            if (isPassing(Native.getLastError())) {
                return 0;
            }
            gone = true;
            return GONE;
        } finally {
            descriptor.release();
        }
    }

    /** What TIOCOUTQ answers: Bluetooth sockets the room that is left, others the bytes in the queue. */
    int outq() {
        int fd = hold();
        if (fd < 0) {
            return GONE;
        }
        try {
            return Libc.ioctl(fd, Libc.TIOCOUTQ, scratchAddress) < 0 ? GONE : scratch.getInt(0);
        } finally {
            descriptor.release();
        }
    }

    /** Worth another try. */
    private static boolean isPassing(int errno) {
        return errno == Libc.EAGAIN || errno == Libc.EINTR;
    }

    private boolean hasEnded(int fd) {
        scratch.setInt(0, fd);
        scratch.setInt(Integer.BYTES, Libc.POLLRDHUP);
        Libc.poll(scratchAddress, 1, 0);
        int seen = scratch.getShort(Integer.BYTES + Short.BYTES);
        return (seen & (Libc.POLLRDHUP | Libc.POLLHUP | Libc.POLLERR | Libc.POLLNVAL)) != 0;
    }

    /** Whether the peer has gone, or {@link #close} was called. Any thread. */
    boolean isGone() {
        return gone;
    }

    /** For {@code poll}, which at worst looks at a number that is another's by now. */
    int number() {
        int fd = hold();
        if (fd >= 0) {
            descriptor.release();
        }
        return fd;
    }

    /** Control thread; once. */
    void close() {
        gone = true;
        descriptor.close();
    }
}
