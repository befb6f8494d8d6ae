package org.stereobridge.router.internal;

import org.stereobridge.status.LatencyHistogram;
import org.stereobridge.sync.Alignment;

/**
 * The audio loop: takes what has arrived, sends what is due. Everything but {@link #publish} and the figures belongs to
 * the audio thread; it never blocks, locks, logs or allocates, except when it takes up a plan.
 *
 * <p>All speakers' packets hold the same number of frames and leave on the source's clock, so that nothing is resampled
 * and packetisation cannot skew them: together, but for those of one adapter, whose packets take the air one after the
 * other, some 4 ms each. Each speaker is the first in its turn, so that none is later than the others in the mean, and
 * the others follow after a moment, in which the adapter takes up the first.
 */
final class AudioLoop {

    private static final long IDLE_NS = 20_000_000;
    private static final int PACKETS_A_TURN = 16;
    private static final long STAGGER_NS = 1_000_000;
    private static final double AVERAGE_NS = 1e9;
    /** How long a packet that others have overtaken is waited for. */
    private static final long REORDER_NS = 25_000_000;

    private final long holdNs;
    private final AddedLatency latency;

    private volatile Plan published = Plan.NOTHING;
    private volatile Plan adopted = Plan.NOTHING;
    /** Written last in each turn, so that whoever reads it sees the figures of that turn. */
    private volatile long turns;

    private Plan plan = Plan.NOTHING;
    private Plan.Output[] outputs = {};
    private Alignment alignment;
    private double[] delayFrames = {};
    private long[] delayNs = {};
    /** When packets leave that wait for the air to be free of the others'. */
    private long[] leavesNs = {};
    private boolean[] isHeld = {};
    private int first;
    private long position;
    private int packetFrames;
    private int sourceFrames;
    private double frameNs;
    private long graceNs;
    private double heldFrames;
    private long packetsInBefore;
    private long packetsOut;
    private long gaps;
    private long failures;

    /** @param holdNs how long a packet waits for audio that is due, before silence is sent in its place */
    AudioLoop(long holdNs, AddedLatency latency) {
        this.holdNs = holdNs;
        this.latency = latency;
    }

    /** Any thread: from its next turn on the loop does this. */
    void publish(Plan next) {
        published = next;
    }

    /** What the loop does now; things of earlier plans are not used any more. Any thread. */
    Plan adopted() {
        return adopted;
    }

    /** One turn; returns when the next one is due, if nothing arrives before. */
    long runOnce(long nowNs) {
        if (published != plan) {
            adopt(published);
        }
        long next = nowNs + IDLE_NS;
        for (Plan.Output output : outputs) {
            output.chain().poll();
        }
        if (plan.input() != null) {
            try {
                next = play(plan.input().chain(), nowNs, next);
            } catch (RuntimeException e) {
                failures++;
            }
        }
        turns++;
        return flushDue(nowNs, next);
    }

    /** Sends what has waited long enough; returns when the loop is to run again. */
    private long flushDue(long nowNs, long nextNs) {
        long next = nextNs;
        for (int i = 0; i < outputs.length; i++) {
            if (isHeld[i] && nowNs - leavesNs[i] >= 0) {
                flush(i);
            } else if (isHeld[i] && leavesNs[i] - next < 0) {
                next = leavesNs[i];
            }
        }
        return next;
    }

    private void flush(int output) {
        if (isHeld[output]) {
            isHeld[output] = false;
            outputs[output].chain().flush();
        }
    }

    private void adopt(Plan next) {
        if (plan.input() != null && (next.input() == null || next.input().chain() != plan.input().chain())) {
            packetsInBefore += plan.input().chain().packets();
        }
        for (int i = 0; i < outputs.length; i++) {
            flush(i);
        }
        plan = next;
        outputs = next.outputs().toArray(Plan.Output[]::new);
        leavesNs = new long[outputs.length];
        isHeld = new boolean[outputs.length];
        first = 0;
        alignment = null;
        double[] oldFrames = delayFrames;
        delayFrames = new double[outputs.length];
        delayNs = new long[outputs.length];
        if (next.sync() == null && oldFrames.length == outputs.length) {
            System.arraycopy(oldFrames, 0, delayFrames, 0, outputs.length);
        }
        for (Plan.Output output : outputs) {
            try {
                output.chain().configure(output.encoder(), output.leftGain(), output.rightGain(), output.curve());
            } catch (RuntimeException e) {
                output.chain().mute();
                failures++;
            }
        }
        if (next.input() != null) {
            takeUp(next.input());
        }
        adopted = next;
    }

    private void takeUp(Plan.Input input) {
        frameNs = 1e9 / input.chain().rateHz();
        sourceFrames = 0;
        try {
            input.chain().decodeBy(input.decoder(), input.room());
        } catch (RuntimeException e) {
            failures++;
        }
    }

    private long play(InputChain input, long nowNs, long idleNs) {
        if (input.receive(nowNs)) {
            position = 0;
            sourceFrames = 0;
        }
        for (int i = 0; i < PACKETS_A_TURN; i++) {
            if (!input.isRunning() || outputs.length == 0) {
                position = input.ring().endFrame();
                return idleNs;
            }
            if (input.packetFrames() != sourceFrames) {
                choosePacketFrames(input.packetFrames());
            }
            if (packetFrames == 0) {
                return idleNs;
            }
            long end = position + packetFrames;
            long dueNs = input.clock().departureNs(end) + graceNs;
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
            send(input, nowNs);
            position = end;
        }
        return nowNs;
    }

    /** The source's own packets where they fit, so that each leaves when it came; else even parts of them. */
    private void choosePacketFrames(int source) {
        sourceFrames = source;
        int length = 1;
        int most = Integer.MAX_VALUE;
        for (Plan.Output output : outputs) {
            length = leastCommonMultiple(length, output.chain().frameLength());
            most = Math.min(most, output.chain().maxPacketFrames());
        }
        most -= most % length;
        int parts = most == 0 ? 1 : (source + most - 1) / most;
        int whole = (source + parts * length - 1) / (parts * length) * length;
        packetFrames = Math.min(whole, most);
        // A packet that ends inside one of the source's waits for that one's end.
        graceNs = packetFrames == 0 ? 0
                : Math.round((source - greatestCommonDivisor(source, packetFrames)) * frameNs);
        plan.input().chain().clock().keepClear(plan.input().sharesAdapter() ? source : 0);
    }

    private void send(InputChain input, long nowNs) {
        double held = input.ring().endFrame() - position + OutputChain.CONTENT_DELAY;
        heldFrames += (held - heldFrames) * Math.min(1, packetFrames * frameNs / AVERAGE_NS);
        Alignment now = plan.alignment();
        if (now != null && now != alignment) {
            alignment = now;
            for (int i = 0; i < outputs.length; i++) {
                delayNs[i] = now.delayNs(outputs[i].id());
                delayFrames[i] = delayNs[i] / frameNs;
            }
        }
        first = first + 1 < outputs.length ? first + 1 : 0;
        long leaveNs = nowNs;
        for (int n = 0; n < outputs.length; n++) {
            int i = first + n < outputs.length ? first + n : first + n - outputs.length;
            OutputChain chain = outputs[i].chain();
            if (!chain.isMuted()) {
                try {
                    flush(i);
                    chain.make(input.ring(), position, packetFrames, delayFrames[i]);
                    packetsOut++;
                    leavesNs[i] = outputs[i].sharesAdapter() ? leaveNs : nowNs;
                    isHeld[i] = true;
                    leaveNs += outputs[i].sharesAdapter() ? STAGGER_NS : 0;
                } catch (RuntimeException e) {
                    chain.mute();
                    failures++;
                }
            }
        }
        long content = position - OutputChain.CONTENT_DELAY;
        latency.departed(content, content + packetFrames, leaveNs);
    }

    private static int leastCommonMultiple(int a, int b) {
        return a / greatestCommonDivisor(a, b) * b;
    }

    private static int greatestCommonDivisor(int a, int b) {
        return b == 0 ? a : greatestCommonDivisor(b, a % b);
    }

    /** Turns so far; read before any other figure. */
    long turns() {
        return turns;
    }

    long packetsIn() {
        return packetsInBefore + (plan.input() == null ? 0 : plan.input().chain().packets());
    }

    long packetsOut() {
        return packetsOut;
    }

    long gaps() {
        return gaps;
    }

    long failures() {
        return failures;
    }

    /** Audio that is held as a packet leaves, for the slowest speaker, averaged over a second. */
    long bufferNs() {
        return Math.round(heldFrames * frameNs);
    }

    LatencyHistogram addedLatency() {
        return latency.histogram();
    }
}
