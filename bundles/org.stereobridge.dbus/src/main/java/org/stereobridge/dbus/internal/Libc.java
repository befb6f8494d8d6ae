package org.stereobridge.dbus.internal;

import com.sun.jna.Native;
import com.sun.jna.Platform;

/** The calls by direct mapping. */
public final class Libc implements Kernel {

    static final Libc LIBC = new Libc();

    static {
        Native.register(Libc.class, Platform.C_LIBRARY_NAME);
    }

    private Libc() {
    }

    /** Whether structures are laid out here as {@link SocketMessage} and {@link UnixSocket} have them. */
    static boolean isKnownMachine() {
        return Platform.isLinux() && Native.LONG_SIZE == Long.BYTES && Native.SIZE_T_SIZE == Long.BYTES
                && Native.POINTER_SIZE == Long.BYTES;
    }

    /** Linux has freed the number even where close fails, so there is nothing to be done about it. */
    public static void closeQuietly(int descriptor) {
        LIBC.close(descriptor);
    }

    @Override
    public native int socket(int domain, int type, int protocol);

    @Override
    public native int setsockopt(int descriptor, int level, int option, long value, int valueBytes);

    @Override
    public native int connect(int descriptor, long address, int addressBytes);

    @Override
    public native int poll(long descriptors, long count, int timeoutMs);

    @Override
    public native long recvmsg(int descriptor, long message, int flags);

    @Override
    public native long sendmsg(int descriptor, long message, int flags);

    @Override
    public native int shutdown(int descriptor, int how);

    @Override
    public native int close(int descriptor);

    @Override
    public native int geteuid();

    @Override
    public int errno() {
        return Native.getLastError();
    }
}
