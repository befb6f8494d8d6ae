package org.stereobridge.dbus;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.bluez.datatypes.ThreeTuple;
import org.freedesktop.dbus.FileDescriptor;
import org.freedesktop.dbus.exceptions.DBusException;

/** Exports {@link Pipes} at {@link #PATH}. */
final class PipesService implements Pipes, AutoCloseable {

    static final String PATH = "/pipes";

    private final List<Descriptor> kept = new CopyOnWriteArrayList<>();
    private final AtomicInteger calls = new AtomicInteger();
    private final CountDownLatch hold = new CountDownLatch(1);
    private volatile CountDownLatch called;

    static Pipes remote(Bus client, Bus server) throws DBusException {
        return client.connection().getRemoteObject(server.connection().getUniqueName(), PATH, Pipes.class);
    }

    /** Has calls of echo wait, and says when one does. */
    void isToHold(CountDownLatch toCall) {
        called = toCall;
    }

    void goOn() {
        hold.countDown();
    }

    int calls() {
        return calls.get();
    }

    @Override
    public int echo(int number) {
        calls.incrementAndGet();
        if (called != null) {
            called.countDown();
            try {
                hold.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        return number;
    }

    @Override
    public int count(List<FileDescriptor> descriptors) {
        return descriptors.size();
    }

    @Override
    public FileDescriptor one(int number) {
        Descriptor original = kept.get(number);
        return Descriptor.own(Posix.dup(original.lend().getIntFileDescriptor())).give();
    }

    @Override
    public void keep(FileDescriptor first, FileDescriptor second, FileDescriptor third) {
        try {
            for (FileDescriptor each : List.of(first, second, third)) {
                kept.add(Descriptor.take(each));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public ThreeTuple<FileDescriptor, FileDescriptor, FileDescriptor> three() {
        return new ThreeTuple<>(kept.get(2).lend(), kept.get(1).lend(), kept.get(0).lend());
    }

    @Override
    public String getObjectPath() {
        return PATH;
    }

    @Override
    public void close() {
        kept.forEach(Descriptor::close);
    }
}
