package org.stereobridge.dbus;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import org.freedesktop.dbus.FileDescriptor;
import org.stereobridge.dbus.internal.GivenDescriptors;
import org.stereobridge.dbus.internal.Libc;
import org.stereobridge.dbus.internal.UnclaimedDescriptors;

/**
 * A file descriptor with one owner, which closes it once.
 *
 * <p>A system call is put between {@link #hold} and {@link #release}: a descriptor that is closed meanwhile stays open
 * until the last call has returned, so that none meets a number that the system has given to something else. Whoever
 * closes a descriptor on which another thread waits has to wake that thread, as by {@code shutdown}.
 *
 * <p>Any thread; nothing here blocks, and {@code hold} and {@code release} allocate nothing.
 */
public final class Descriptor implements AutoCloseable {

    private static final int CLOSED = Integer.MIN_VALUE;

    private final int number;
    private final IntConsumer closer;
    private final AtomicInteger state = new AtomicInteger(); // calls under way, and CLOSED

    Descriptor(int number, IntConsumer closer) {
        if (number < 0) {
            throw new IllegalArgumentException("descriptor " + number);
        }
        this.number = number;
        this.closer = closer;
    }

    /** Owns a descriptor that a system call has returned. */
    public static Descriptor own(int number) {
        return new Descriptor(number, Libc::closeQuietly);
    }

    /**
     * Takes a descriptor out of a message; each can be taken once. One that nobody has taken after 30 s is closed, as
     * are the oldest where more than 64 wait and all where their connection ends.
     *
     * @throws IOException if it has been taken, or closed because nobody took it
     */
    public static Descriptor take(FileDescriptor received) throws IOException {
        if (!UnclaimedDescriptors.SHARED.claim(received)) {
            throw new IOException(received + " has been taken, or closed as nobody took it");
        }
        return own(received.getIntFileDescriptor());
    }

    /**
     * The number for one system call, which {@link #release} has to follow; -1 if closed, after which it must not.
     */
    public int hold() {
        int calls = state.get();
        while (calls >= 0) {
            if (state.compareAndSet(calls, calls + 1)) {
                return number;
            }
            calls = state.get();
        }
        return -1;
    }

    /** Ends what {@link #hold} began. */
    public void release() {
        if (state.decrementAndGet() == CLOSED) {
            closer.accept(number);
        }
    }

    public boolean isOpen() {
        return state.get() >= 0;
    }

    /** Names it in a message. It stays ours, and has to stay open until the message has been answered. */
    public FileDescriptor lend() {
        if (!isOpen()) {
            throw new IllegalStateException(this + " is closed");
        }
        return new FileDescriptor(number);
    }

    /** Names it in a message, which owns it from here: it is closed as soon as the message has been written. */
    public FileDescriptor give() {
        if (!state.compareAndSet(0, CLOSED)) {
            throw new IllegalStateException(this + (isOpen() ? " is in use" : " is closed"));
        }
        return GivenDescriptors.SHARED.add(number);
    }

    /** Closes it, or has the last call under way close it. Does nothing from the second time on. */
    @Override
    public void close() {
        int calls = state.get();
        while (calls >= 0 && !state.compareAndSet(calls, calls | CLOSED)) {
            calls = state.get();
        }
        if (calls == 0) {
            closer.accept(number);
        }
    }

    @Override
    public String toString() {
        return "descriptor " + number;
    }
}
