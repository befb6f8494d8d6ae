package org.stereobridge.router.internal;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;

/**
 * A radio whose links share its air: packets take it one after the other, and each link's queue holds four, the one
 * under way with them.
 */
final class Air {

    private static final int ROOM = 4;
    /** Bytes of a packet at each step, against the best: SBC's bitpools 53, 45, 38 and 31. */
    private static final double[] SIZES = {1, 0.86, 0.74, 0.61};

    private final Map<Object, Queue<Long>> goneNs = new HashMap<>();
    private long freeNs;
    /** What a packet of the best quality takes. */
    long packetNs;

    Air(long packetNs) {
        this.packetNs = packetNs;
    }

    /** Whether there is room for a packet of this step. */
    boolean take(Object link, int step, long nowNs) {
        if (queued(link, nowNs) >= ROOM) {
            return false;
        }
        freeNs = Math.max(freeNs, nowNs) + Math.round(packetNs * SIZES[step]);
        goneNs.get(link).add(freeNs);
        return true;
    }

    int queued(Object link, long nowNs) {
        Queue<Long> queue = goneNs.computeIfAbsent(link, key -> new ArrayDeque<>());
        while (!queue.isEmpty() && queue.peek() <= nowNs) {
            queue.remove();
        }
        return queue.size();
    }

    /** When what is queued will all be gone. */
    long freeNs() {
        return freeNs;
    }
}
