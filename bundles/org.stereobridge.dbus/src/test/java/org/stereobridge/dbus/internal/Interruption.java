package org.stereobridge.dbus.internal;

import com.sun.jna.Function;
import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Platform;
import com.sun.jna.Pointer;

/** A real signal, sent to one thread; its handler does nothing, and calls that it meets are not restarted. */
final class Interruption {

    private static final int SIGUSR1 = 10;

    static {
        Native.register(Interruption.class, Platform.C_LIBRARY_NAME);
        // struct sigaction of the C library: handler 0, mask of 128 bytes, flags.
        try (var action = new Memory(160)) {
            action.clear();
            Function harmless = NativeLibrary.getInstance(Platform.C_LIBRARY_NAME).getFunction("getpid");
            action.setPointer(0, harmless);
            if (sigaction(SIGUSR1, Pointer.nativeValue(action), 0) != 0) {
                throw new IllegalStateException("errno " + Native.getLastError());
            }
        }
    }

    private Interruption() {
    }

    /** The kernel's number of the calling thread. */
    static int thread() {
        return gettid();
    }

    static void of(int thread) {
        if (tgkill(getpid(), thread, SIGUSR1) != 0) {
            throw new IllegalStateException("errno " + Native.getLastError());
        }
    }

    static native int sigaction(int signal, long action, long old);

    static native int gettid();

    static native int getpid();

    static native int tgkill(int process, int thread, int signal);
}
