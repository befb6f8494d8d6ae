package org.stereobridge.dbus;

import com.sun.jna.Native;
import com.sun.jna.Platform;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** System calls that tests make. */
public final class Posix {

    static {
        Native.register(Posix.class, Platform.C_LIBRARY_NAME);
    }

    private Posix() {
    }

    /** Two connected stream sockets. */
    public static int[] socketPair() {
        int[] pair = new int[2];
        if (socketpair(1, 1 | 0x80000, 0, pair) != 0) {
            throw new IllegalStateException("errno " + Native.getLastError());
        }
        return pair;
    }

    /** The reading and the writing end. */
    public static int[] pipe() {
        int[] ends = new int[2];
        if (pipe2(ends, 0x80000) != 0) {
            throw new IllegalStateException("errno " + Native.getLastError());
        }
        return ends;
    }

    /** How many sockets and pipes this process has open; what else it opens are jars, when it first looks into one. */
    public static long openDescriptors() {
        try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
            return open.filter(Posix::isSocketOrPipe).count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isSocketOrPipe(Path link) {
        try {
            String target = Files.readSymbolicLink(link).toString();
            return target.startsWith("socket:") || target.startsWith("pipe:");
        } catch (IOException e) {
            return false; // the listing's own
        }
    }

    /** Whether two numbers are open and mean the same. */
    public static boolean isSame(int left, int right) {
        try {
            return Files.readSymbolicLink(Path.of("/proc/self/fd/" + left))
                    .equals(Files.readSymbolicLink(Path.of("/proc/self/fd/" + right)));
        } catch (IOException e) {
            return false;
        }
    }

    public static boolean isOpen(int descriptor) {
        return fcntl(descriptor, 1) >= 0;
    }

    public static boolean isClosedOnExec(int descriptor) {
        return (fcntl(descriptor, 1) & 1) != 0;
    }

    public static native long write(int descriptor, byte[] bytes, long length);

    public static native long read(int descriptor, byte[] bytes, long length);

    public static native int close(int descriptor);

    public static native int dup(int descriptor);

    static native int fcntl(int descriptor, int command);

    static native int pipe2(int[] ends, int flags);

    static native int socketpair(int domain, int type, int protocol, int[] pair);
}
