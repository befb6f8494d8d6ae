package org.stereobridge.router.internal;

/**
 * How far the programme is due, and how long the packets are that take it. Every speaker's packets hold the same number
 * of frames and fall due on the source's clock. Belongs to the audio thread.
 */
final class Timeline {

    private static final int PACKETS_A_TURN = 256;
    private static final double AVERAGE_NS = 1e9;
    /** How long a packet that others have overtaken is waited for. */
    private static final long REORDER_NS = 25_000_000;

    private final long holdNs;
    private final AddedLatency latency;
    private final SmoothPace smooth = new SmoothPace();

    private InputChain input;
    private long origin;
    private long position;
    private int packetFrames;
    private int sourceFrames;
    private double frameNs;
    private long graceNs;
    private long spreadNs;
    private double heldFrames;
    private long packets;
    private long lateNs;
    private long gaps;
    /** What leaves next is late, since the router was exchanged. */
    private boolean goesOn;

    /** @param holdNs how long a packet waits for audio that is due, before silence is sent in its place */
    Timeline(long holdNs, AddedLatency latency) {
        this.holdNs = holdNs;
        this.latency = latency;
    }

    /** Follows this input from now on, with packets of a length that is chosen anew. */
    void follow(InputChain next) {
        frameNs = 1e9 / next.rateHz();
        sourceFrames = 0;
        if (next != input) {
            smooth.restart(frameNs);
        }
        input = next;
    }

    /** Goes on where another router's timeline was left. */
    void resume(long originTimestamp, long position) {
        goesOn = true;
        origin = originTimestamp;
        this.position = position;
    }

    /** Whether packets must be {@link #pack packed} before frames are released. */
    boolean isUnpacked() {
        return input.packetFrames() != sourceFrames;
    }

    /**
     * Chooses the packets' length: the source's own where they fit, so that each leaves when it came, else even parts.
     *
     * @param length of all speakers' codecFrames, together
     * @param most frames that every speaker's packets have room for
     * @param staggerNs from the first speaker's departure to the last one's
     */
    void pack(int length, int most, boolean sharesAdapter, long staggerNs) {
        sourceFrames = input.packetFrames();
        spreadNs = staggerNs;
        int whole = most - most % length;
        int parts = whole == 0 ? 1 : (sourceFrames + whole - 1) / whole;
        int even = (sourceFrames + parts * length - 1) / (parts * length) * length;
        packetFrames = Math.min(even, whole);
        // A packet that ends inside one of the source's waits for that one's end.
        graceNs = packetFrames == 0 ? 0
                : Math.round((sourceFrames - greatestCommonDivisor(sourceFrames, packetFrames)) * frameNs);
        input.clock().keepClear(sharesAdapter ? sourceFrames : 0);
    }

    /** Begins anew at 0; timestamps go on. */
    void restart() {
        origin += position;
        position = 0;
        sourceFrames = 0;
        smooth.restart(frameNs);
    }

    /** Nobody listens, or nothing comes: what is here is not due any more. */
    void pass() {
        position = Math.max(position, input.ring().endFrame());
    }

    /** Releases what is due; returns when more will be, {@code idleNs} at the latest. */
    long release(long nowNs, long idleNs) {
        if (packetFrames == 0) {
            return idleNs;
        }
        lateNs = 0;
        for (int i = 0; i < PACKETS_A_TURN; i++) {
            long end = position + packetFrames;
            long dueNs = dueNs(end);
            if (nowNs - dueNs < 0) {
                return dueNs - idleNs < 0 ? dueNs : idleNs;
            }
            long missing = end - OutputChain.SPARE - input.ring().endFrame();
            if (missing > 0) {
                long patienceNs = input.isWaiting() ? Math.min(REORDER_NS, holdNs) : holdNs;
                if (nowNs - dueNs < patienceNs) {
                    return dueNs + patienceNs;
                }
                if (input.isWaiting()) {
                    input.skipMissing(nowNs);
                    continue;
                }
                input.conceal(missing);
                gaps++;
            }
            lateNs = Math.max(lateNs, nowNs - dueNs);
            smooth.departed(end, goesOn ? dueNs : nowNs, input.clock().driftPpm());
            goesOn = false;
            count(nowNs);
            position = end;
        }
        return nowNs;
    }

    private void count(long nowNs) {
        packets++;
        double held = input.ring().endFrame() - position + OutputChain.CONTENT_DELAY;
        heldFrames += (held - heldFrames) * Math.min(1, packetFrames * frameNs / AVERAGE_NS);
        long content = position - OutputChain.CONTENT_DELAY;
        latency.departed(content, content + packetFrames, nowNs + spreadNs);
    }

    private static int greatestCommonDivisor(int a, int b) {
        return b == 0 ? a : greatestCommonDivisor(b, a % b);
    }

    static int leastCommonMultiple(int a, int b) {
        return a / greatestCommonDivisor(a, b) * b;
    }

    InputChain input() {
        return input;
    }

    /** Frames before this one are due. */
    long position() {
        return position;
    }

    /** When a packet that ends at this position is to leave. */
    long dueNs(long end) {
        return input.clock().departureNs(end) + graceNs;
    }

    /** The RTP timestamp of a position, which counts frames and goes on where the timeline begins anew. */
    long timestamp(long position) {
        return origin + position & 0xFFFF_FFFFL;
    }

    /** 0 where no packet is long enough for what it must hold. */
    int packetFrames() {
        return packetFrames;
    }

    double frameNs() {
        return frameNs;
    }

    /** Packets released so far. */
    long packets() {
        return packets;
    }

    /** How long ago the first of the frames had been due that were released last. */
    long lateNs() {
        return lateNs;
    }

    /** When a packet that ends at this position is to leave, as a speaker finds it that follows its source. */
    long smoothDueNs(long end) {
        return smooth.departureNs(end);
    }

    long gaps() {
        return gaps;
    }

    /** Audio that is held as a packet falls due, for the slowest speaker, averaged over a second. */
    long bufferNs() {
        return Math.round(heldFrames * frameNs);
    }
}
