package org.stereobridge.simulator.internal.world;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What is to happen, in the order of time. Filled before the run; then for the audio thread alone. */
final class Timetable {

    private record Entry(long atNs, boolean isEnd, Runnable what) {
    }

    private final List<Entry> entries = new ArrayList<>();
    private int next;

    /** @param isEnd whether it ends something, which comes before what begins at the same time */
    void add(long atNs, boolean isEnd, Runnable what) {
        entries.add(new Entry(atNs, isEnd, what));
    }

    /** No more is added. */
    void close() {
        entries.sort(Comparator.comparingLong(Entry::atNs).thenComparing(entry -> !entry.isEnd()));
    }

    /** When the next thing happens, {@link Long#MAX_VALUE} where nothing does any more. */
    long nextNs() {
        return next < entries.size() ? entries.get(next).atNs() : Long.MAX_VALUE;
    }

    /** Has the next thing happen. */
    void run() {
        entries.get(next++).what().run();
    }
}
