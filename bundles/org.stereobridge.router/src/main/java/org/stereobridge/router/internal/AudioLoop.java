package org.stereobridge.router.internal;

import org.stereobridge.status.LatencyHistogram;
import org.stereobridge.sync.Alignment;
import org.stereobridge.sync.LinkHealth;

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
    private static final long STAGGER_NS = 1_000_000;

    private final Timeline timeline;
    private final AddedLatency latency;

    private volatile Plan published = Plan.NOTHING;
    private volatile Plan adopted = Plan.NOTHING;
    /** Written last in each turn, so that whoever reads it sees the figures of that turn. */
    private volatile long turns;

    private Plan plan = Plan.NOTHING;
    private Plan.Output[] outputs = {};
    private Alignment alignment;
    private int first;
    private long packetsInBefore;
    private long packetsOut;
    private int quality;
    private long qualityChanges;
    private long failures;

    /** @param holdNs how long a packet waits for audio that is due, before silence is sent in its place */
    AudioLoop(long holdNs, AddedLatency latency) {
        this.latency = latency;
        timeline = new Timeline(holdNs, latency);
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
        return next;
    }

    private void adopt(Plan next) {
        if (plan.input() != null && (next.input() == null || next.input().chain() != plan.input().chain())) {
            packetsInBefore += plan.input().chain().packets();
        }
        for (Plan.Output output : next.outputs()) {
            output.departures().heldFrames(output.heldFrames());
            output.departures().driftPpm(output.driftPpm());
            if (!plan.has(output.departures())) {
                output.departures().begin(timeline.position());
            }
            try {
                output.chain().configure(output.encoder(), output.own(), output.both(), output.standsIn(),
                        output.curve());
            } catch (RuntimeException e) {
                output.chain().mute();
                failures++;
            }
        }
        plan = next;
        outputs = next.outputs().toArray(Plan.Output[]::new);
        first = 0;
        alignment = null;
        if (next.input() != null) {
            takeUp(next.input());
        }
        adopted = next;
    }

    private void takeUp(Plan.Input input) {
        timeline.follow(input.chain());
        input.chain().takeResumed().ifPresent(state -> timeline.resume(state.originTimestamp(), state.position()));
        input.chain().keepTimeBy(input.clock());
        try {
            input.chain().decodeBy(input.decoder(), input.room());
        } catch (RuntimeException e) {
            failures++;
        }
    }

    /** Leaves at the links what another router's loop goes on with. When the audio thread has ended. */
    void leave(long nowNs) {
        if (plan.input() != null) {
            plan.input().chain().leave(timeline, nowNs);
        }
        for (Plan.Output output : outputs) {
            output.chain().leave(output.departures().state(nowNs));
        }
    }

    private long play(InputChain input, long nowNs, long idleNs) {
        if (input.receive(nowNs)) {
            timeline.restart();
            startSpeakers();
        }
        if (!input.isRunning() || outputs.length == 0) {
            timeline.pass();
            startSpeakers();
            return idleNs;
        }
        if (timeline.isUnpacked()) {
            pack();
        }
        align();
        long packets = timeline.packets();
        long next = timeline.release(nowNs, idleNs);
        if (timeline.packets() != packets) {
            first = (int) ((first + timeline.packets() - packets) % outputs.length);
            choose(plan.health(), nowNs);
        }
        return send(nowNs, next);
    }

    /** Has all speakers take one step of quality at the same packet. */
    private void choose(LinkHealth health, long nowNs) {
        if (health == null) {
            return;
        }
        int steps = 1;
        for (Plan.Output output : outputs) {
            output.departures().tell(health, nowNs);
            steps = Math.max(steps, output.chain().qualities());
        }
        int step = health.step(nowNs, timeline.lateNs(), steps);
        if (step != quality) {
            quality = step;
            qualityChanges++;
        }
        for (Plan.Output output : outputs) {
            output.chain().quality(step);
        }
    }

    private void startSpeakers() {
        for (Plan.Output output : outputs) {
            output.departures().startAt(timeline.position());
        }
    }

    private void pack() {
        int length = 1;
        int most = Integer.MAX_VALUE;
        int sharing = 0;
        for (Plan.Output output : outputs) {
            length = Timeline.leastCommonMultiple(length, output.chain().frameLength());
            most = Math.min(most, output.chain().maxPacketFrames());
            sharing += output.sharesAdapter() ? 1 : 0;
        }
        timeline.pack(length, most, plan.input().sharesAdapter(), Math.max(0, sharing - 1) * STAGGER_NS);
    }

    private void align() {
        Alignment now = plan.alignment();
        if (now != null && now != alignment) {
            alignment = now;
            for (Plan.Output output : outputs) {
                output.departures().delayNs(now.delayNs(output.id()));
            }
        }
    }

    private long send(long nowNs, long idleNs) {
        long next = idleNs;
        long staggerNs = 0;
        for (int n = 0; n < outputs.length; n++) {
            Plan.Output output = outputs[first + n < outputs.length ? first + n : first + n - outputs.length];
            if (output.chain().isMuted()) {
                output.departures().startAt(timeline.position());
                continue;
            }
            long packets = output.departures().packets();
            try {
                next = output.departures().send(timeline, output.sharesAdapter() ? staggerNs : 0, nowNs, next);
                staggerNs += output.sharesAdapter() ? STAGGER_NS : 0;
            } catch (RuntimeException e) {
                output.chain().mute();
                failures++;
            }
            packetsOut += output.departures().packets() - packets;
        }
        return next;
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

    /** Step of the quality ladder that all speakers take. */
    int quality() {
        return quality;
    }

    long qualityChanges() {
        return qualityChanges;
    }

    LinkHealth.Reason qualityReason() {
        LinkHealth health = adopted.health();
        return health == null ? LinkHealth.Reason.NONE : health.reason();
    }

    long gaps() {
        return timeline.gaps();
    }

    long failures() {
        return failures;
    }

    /** Audio that is held as a packet falls due, for the slowest speaker, averaged over a second. */
    long bufferNs() {
        return timeline.bufferNs();
    }

    LatencyHistogram addedLatency() {
        return latency.histogram();
    }
}
