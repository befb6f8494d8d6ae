package org.stereobridge.dsp;

/** The least of the last so many values, by a queue that only holds those which may yet become the least. */
final class SlidingMinimum {

    private final int window;
    private final int neutral;
    private final int[] values;
    private final long[] expiries;
    private final int mask;

    private int head;
    private int tail;
    private long time;

    /** @param neutral a value that none exceeds: it is never stored */
    SlidingMinimum(int window, int neutral) {
        this.window = window;
        this.neutral = neutral;
        int size = Integer.highestOneBit(window) << 1;
        values = new int[size];
        expiries = new long[size];
        mask = size - 1;
    }

    void reset() {
        head = 0;
        tail = 0;
    }

    /** Takes a value in and gives the least of the last ones, this included. */
    int next(int value) {
        time++;
        if (head != tail && expiries[head & mask] <= time) {
            head++;
        }
        if (value < neutral) {
            while (tail != head && values[(tail - 1) & mask] >= value) {
                tail--;
            }
            values[tail & mask] = value;
            expiries[tail & mask] = time + window;
            tail++;
        }
        return head == tail ? neutral : values[head & mask];
    }
}
