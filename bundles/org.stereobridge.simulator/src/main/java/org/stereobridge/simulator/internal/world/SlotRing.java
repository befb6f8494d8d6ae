package org.stereobridge.simulator.internal.world;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** A queue of reused slots from one thread to one other. Neither blocks; nothing is allocated after construction. */
final class SlotRing<S> {

    private final List<S> slots;
    private final AtomicLong published = new AtomicLong();
    private final AtomicLong released = new AtomicLong();

    SlotRing(int capacity, Supplier<S> slot) {
        slots = new ArrayList<>(capacity);
        for (int i = 0; i < capacity; i++) {
            slots.add(slot.get());
        }
    }

    /** Producer: the slot to fill next, null where all are taken. */
    S claim() {
        long next = published.get();
        return next - released.get() < slots.size() ? slots.get((int) (next % slots.size())) : null;
    }

    /** Producer: hands over the slot claimed. */
    void publish() {
        published.setRelease(published.getPlain() + 1);
    }

    /** Consumer: the oldest slot, null where there is none. */
    S peek() {
        return peek(0);
    }

    /** Consumer: the slot that is so many behind the oldest, null where there is none. */
    S peek(int behind) {
        long next = released.get() + behind;
        return next < published.getAcquire() ? slots.get((int) (next % slots.size())) : null;
    }

    /** Consumer: gives the slot peeked at back. */
    void release() {
        released.setRelease(released.getPlain() + 1);
    }

    /** Slots handed over and not given back. Any thread. */
    int size() {
        return (int) (published.getAcquire() - released.getAcquire());
    }

    boolean isFull() {
        return size() >= slots.size();
    }
}
