package org.stereobridge.bluez.internal.standin;

import com.sun.jna.Native;
import com.sun.jna.Platform;
import com.sun.jna.Pointer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;

/** System calls that tests make; constants are those of Linux, which x86-64 and arm64 share. */
public final class Posix {

    static final int AF_UNIX = 1;
    static final int SOCK_STREAM = 1;
    static final int CLOSE_ON_EXEC = 0x80000;
    static final int NO_SIGNAL = 0x4000;
    private static final int SEQPACKET = 5;
    private static final int SHUT_RDWR = 2;

    static {
        Native.register(Posix.class, Platform.C_LIBRARY_NAME);
    }

    private Posix() {
    }

    /** Two connected packet sockets, as bluetoothd's are. */
    public static int[] socketPair() {
        int[] pair = new int[2];
        check(socketpair(AF_UNIX, SEQPACKET | CLOSE_ON_EXEC, 0, pair), "socketpair");
        return pair;
    }

    /** Sends one packet, and waits where there is no room. */
    public static void send(int fd, byte[] packet) {
        check(send(fd, packet, packet.length, NO_SIGNAL), "send");
    }

    /** Waits for one packet. */
    public static byte[] receive(int fd) {
        byte[] packet = new byte[1 << 16];
        int length = check(recv(fd, packet, packet.length, 0), "recv");
        return Arrays.copyOf(packet, length);
    }

    /** Ends both directions; who waits for a packet is woken. */
    public static void hangUp(int fd) {
        shutdown(fd, SHUT_RDWR);
    }

    /** How many descriptors this process has open. */
    public static long openDescriptors() {
        try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
            return open.count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static int check(long result, String call) {
        if (result < 0) {
            throw new IllegalStateException(call + ": error " + Native.getLastError());
        }
        return (int) result;
    }

    public static native int close(int fd);

    /** The calling thread, for {@link #tgkill}. */
    public static native int gettid();

    public static native int tgkill(int process, int thread, int signal);

    public static native int getpid();

    static native int getuid();

    static native int socket(int domain, int type, int protocol);

    static native int connect(int fd, byte[] address, int length);

    static native int shutdown(int fd, int how);

    static native int socketpair(int domain, int type, int protocol, int[] pair);

    static native long send(int fd, byte[] bytes, long length, int flags);

    static native long recv(int fd, byte[] bytes, long length, int flags);

    static native long sendmsg(int fd, Pointer message, int flags);
}
