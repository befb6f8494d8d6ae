package org.stereobridge.dbus.internal;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import org.freedesktop.dbus.FileDescriptor;

/** Descriptors that belong to messages which are still to be written. */
public final class GivenDescriptors {

    public static final GivenDescriptors SHARED = new GivenDescriptors(Libc::closeQuietly);

    private final IntConsumer closer;
    private final Map<Integer, FileDescriptor> given = new HashMap<>(); // guarded by this

    GivenDescriptors(IntConsumer closer) {
        this.closer = closer;
    }

    public synchronized FileDescriptor add(int number) {
        var object = new FileDescriptor(number);
        given.put(number, object);
        return object;
    }

    /** Closes those of a message that were given to it; the others are somebody else's. */
    synchronized void close(List<FileDescriptor> ofMessage) {
        for (FileDescriptor object : ofMessage) {
            if (given.get(object.getIntFileDescriptor()) == object) {
                given.remove(object.getIntFileDescriptor());
                closer.accept(object.getIntFileDescriptor());
            }
        }
    }
}
