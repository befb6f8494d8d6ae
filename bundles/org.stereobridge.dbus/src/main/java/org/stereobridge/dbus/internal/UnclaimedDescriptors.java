package org.stereobridge.dbus.internal;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import java.util.function.Predicate;
import org.freedesktop.dbus.FileDescriptor;
import org.stereobridge.clock.NanoClock;

/**
 * Descriptors that came in messages and have no owner yet. dbus-java hands them out as objects with a number, drops
 * those objects freely, as with an answer that came too late, and never closes one: this does.
 */
public final class UnclaimedDescriptors {

    public static final UnclaimedDescriptors SHARED =
            new UnclaimedDescriptors(new MonotonicClock(), Libc::closeQuietly);

    static final int LIMIT = 64;
    static final long LIMIT_NS = TimeUnit.SECONDS.toNanos(30);

    private final NanoClock clock;
    private final IntConsumer closer;
    // guarded by this; oldest first. A number cannot come twice: it is open as long as it is here.
    private final Map<Integer, Entry> entries = new LinkedHashMap<>();

    UnclaimedDescriptors(NanoClock clock, IntConsumer closer) {
        this.clock = clock;
        this.closer = closer;
    }

    private record Entry(FileDescriptor object, Object owner, long sinceNs) {
    }

    /** Takes care of a descriptor until it is claimed, or closed together with its owner. */
    synchronized FileDescriptor add(int number, Object owner) {
        var object = new FileDescriptor(number);
        entries.put(number, new Entry(object, owner, clock.nanoTime()));
        if (entries.size() > LIMIT) {
            closeWhere(entry -> true, 1);
        }
        return object;
    }

    /** Whether this very object was unclaimed; then it is the caller's. */
    public synchronized boolean claim(FileDescriptor object) {
        Entry entry = entries.get(object.getIntFileDescriptor());
        boolean isUnclaimed = entry != null && entry.object() == object;
        if (isUnclaimed) {
            entries.remove(object.getIntFileDescriptor());
        }
        return isUnclaimed;
    }

    /** Closes those that nobody has claimed for too long. */
    synchronized void expire() {
        if (!entries.isEmpty()) {
            long nowNs = clock.nanoTime();
            closeWhere(entry -> nowNs - entry.sinceNs() >= LIMIT_NS, LIMIT);
        }
    }

    synchronized void closeAllOf(Object owner) {
        closeWhere(entry -> entry.owner() == owner, LIMIT);
    }

    private void closeWhere(Predicate<Entry> condition, int most) {
        int left = most;
        Iterator<Entry> all = entries.values().iterator();
        while (left > 0 && all.hasNext()) {
            Entry entry = all.next();
            if (condition.test(entry)) {
                all.remove();
                closer.accept(entry.object().getIntFileDescriptor());
                left--;
            }
        }
    }
}
