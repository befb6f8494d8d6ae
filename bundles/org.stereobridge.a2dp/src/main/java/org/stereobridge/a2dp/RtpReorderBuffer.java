package org.stereobridge.a2dp;

/**
 * Puts RTP packets back in order. A packet behind a gap is held until the missing one comes, the gap is given up, or
 * all slots are taken.
 *
 * <p>Sequence numbers are unwrapped to a {@code long} that only grows, so that order and distance are plain
 * arithmetic. A jump by more than 1,000 is a new stream: its numbers are laid beyond all old ones.
 *
 * <p>Single-threaded; allocates nothing after construction.
 */
public final class RtpReorderBuffer {

    private static final int JUMP = 1_000;
    private static final int HISTORY = Long.SIZE;
    private static final long WRAP = 0x1_0000;

    private final RtpHeader header = new RtpHeader();
    private final byte[][] payloads;
    private final int[] lengths;
    private final long[] numbers;
    private final long[] timestamps;
    private final boolean[] starts;
    private final int[] order; // slots: the first `held` hold packets, sorted by number; the rest are free
    private int held;
    private int startsHeld;

    private boolean started;
    private boolean isGapSkipped;
    private long newest;
    private long oldestOfStream;
    private long next;
    private long taken; // bit n: packet next - 1 - n was taken

    private boolean hasTimestamp;
    private int lostBefore;
    private long timestamp;
    private long timestampStep;

    private long malformed;
    private long duplicates;
    private long late;
    private long overflowed;
    private long restarts;
    private long lost;

    public RtpReorderBuffer(int slots, int maxPacketBytes) {
        if (slots < 1 || maxPacketBytes < RtpHeader.LENGTH) {
            throw new IllegalArgumentException("slots=" + slots + " maxPacketBytes=" + maxPacketBytes);
        }
        payloads = new byte[slots][maxPacketBytes];
        lengths = new int[slots];
        numbers = new long[slots];
        timestamps = new long[slots];
        starts = new boolean[slots];
        order = new int[slots];
        for (int slot = 0; slot < slots; slot++) {
            order[slot] = slot;
        }
    }

    /**
     * Takes in a packet, which is copied.
     *
     * @return false where it was dropped, and counted: malformed, a duplicate, late, or no room since nobody polls
     */
    public boolean offer(byte[] packet, int length) {
        if (length > payloads[0].length || !header.parse(packet, length)) {
            malformed++;
            return false;
        }
        long number = newest + (short) (header.sequence() - newest);
        boolean isJump = started && Math.abs(number - newest) > JUMP;
        if (!started || isJump) {
            number = (newest / WRAP + 2) * WRAP + header.sequence();
        } else if (number < Math.max(next, oldestOfStream)) {
            countOld(number);
            return false;
        }
        int place = held;
        while (place > 0 && numbers[order[place - 1]] >= number) {
            place--;
        }
        if (place < held && numbers[order[place]] == number) {
            duplicates++;
            return false;
        }
        if (held == order.length) {
            overflowed++;
            return false;
        }
        if (!started || isJump) {
            beginStream(number);
        }
        newest = Math.max(newest, number);
        insert(place, packet, number, number == oldestOfStream);
        return true;
    }

    /**
     * Takes the next packet in order.
     *
     * @param payload receives the payload from index 0 on; has room for a whole packet
     * @return the payload's length, which may be 0; -1 where there is none yet, or it is behind a gap
     */
    public int poll(byte[] payload) {
        if (held == 0 || isWaiting()) {
            return -1;
        }
        int slot = order[0];
        held--;
        System.arraycopy(order, 1, order, 0, held);
        order[held] = slot;
        boolean startsStream = starts[slot];
        startsHeld -= startsStream ? 1 : 0;
        lostBefore = startsStream ? 0 : (int) (numbers[slot] - next);
        lost += lostBefore;
        int passed = lostBefore + 1;
        taken = startsStream || passed >= HISTORY ? 1 : taken << passed | 1;
        next = numbers[slot] + 1;
        isGapSkipped = false;
        timestampStep = hasTimestamp && !startsStream ? (int) (timestamps[slot] - timestamp) : 0;
        timestamp = timestamps[slot];
        hasTimestamp = true;
        System.arraycopy(payloads[slot], 0, payload, 0, lengths[slot]);
        return lengths[slot];
    }

    /** How many packets are missing right before the one that was polled last. */
    public int lostBefore() {
        return lostBefore;
    }

    /** RTP sequence number of the packet that was polled last, 16 bits unsigned. */
    public int sequence() {
        return (int) (next - 1 & WRAP - 1);
    }

    /** RTP timestamp of the packet that was polled last, 32 bits unsigned. */
    public long timestamp() {
        return timestamp;
    }

    /**
     * How far the RTP timestamp of the packet that was polled last is from that of the one before, across a wrap;
     * negative where it goes back, 0 where the packet begins a stream.
     */
    public long timestampStep() {
        return timestampStep;
    }

    /** Whether packets are held behind a gap. */
    public boolean isWaiting() {
        return held > 0 && held < order.length && startsHeld == 0 && !isGapSkipped && numbers[order[0]] != next;
    }

    /** Gives the missing packets up: polling goes on behind the gap. Does nothing where there is none. */
    public void skipGap() {
        isGapSkipped = held > 0;
    }

    /** Packets that are no RTP, or too long. */
    public long malformed() {
        return malformed;
    }

    /** Packets that had come before. */
    public long duplicates() {
        return duplicates;
    }

    /** Packets that came when their place had been passed. */
    public long late() {
        return late;
    }

    /** Packets that found all slots taken, since they were offered faster than polled. */
    public long overflowed() {
        return overflowed;
    }

    /** Jumps of the sequence number, each of which began a new stream. */
    public long restarts() {
        return restarts;
    }

    /** Packets that never came in time. */
    public long lost() {
        return lost;
    }

    /** Drops what is held; the next packet begins a stream. Counters stay. */
    public void reset() {
        started = false;
        held = 0;
        startsHeld = 0;
        isGapSkipped = false;
        hasTimestamp = false;
        lostBefore = 0;
        timestamp = 0;
        timestampStep = 0;
    }

    /** Goes on behind a packet that was polled from another buffer: what is missing from there on is lost. */
    public void resume(int sequence, long timestamp) {
        reset();
        started = true;
        newest = (newest / WRAP + 2) * WRAP + sequence;
        oldestOfStream = newest;
        next = newest + 1;
        taken = 1;
        hasTimestamp = true;
        this.timestamp = timestamp;
    }

    private void countOld(long number) {
        long age = next - 1 - number;
        boolean isTaken = age >= 0 && age < HISTORY && (taken >>> age & 1) != 0;
        duplicates += isTaken ? 1 : 0;
        late += isTaken ? 0 : 1;
    }

    private void beginStream(long number) {
        restarts += started ? 1 : 0;
        started = true;
        oldestOfStream = number;
    }

    private void insert(int place, byte[] packet, long number, boolean isStart) {
        int slot = order[held];
        System.arraycopy(order, place, order, place + 1, held - place);
        order[place] = slot;
        held++;
        lengths[slot] = header.payloadLength();
        numbers[slot] = number;
        timestamps[slot] = header.timestamp();
        starts[slot] = isStart;
        startsHeld += isStart ? 1 : 0;
        System.arraycopy(packet, header.payloadOffset(), payloads[slot], 0, header.payloadLength());
    }
}
