package org.stereobridge.simulator.internal.world;

import java.io.IOException;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.stereobridge.a2dp.RtpHeader;
import org.stereobridge.simulator.internal.scenario.Scenario;

/**
 * The Echo: sends packets on its own clock, each late by a jitter that is even between 0 and the scenario's, and none
 * before the one before it. Works ahead, on a thread of its own.
 */
final class EchoSource implements Runnable {

    private static final int SLOTS = 256;
    private static final long PARK_NS = 1_000_000;
    private static final int CHUNK = 1 << 12;

    private final SlotRing<PacketSlot> ring = new SlotRing<>(SLOTS, PacketSlot::new);
    private final EchoFeed feed;
    private final WavWriter programme;
    private final RecordingGate gate;
    private final double frameNs;
    private final long startNs;
    private final double jitterNs;
    private final double tailNs;
    private final SplittableRandom random;
    private final Consumer<Exception> failed;
    private final Thread thread = new Thread(this, "stereobridge-echo");

    private volatile long endNs;
    private volatile long knownNs = Long.MIN_VALUE;
    private volatile boolean stopped;

    /**
     * @param programme where to write what is played, null for nowhere
     * @param startNs when it sends its first packet
     * @param seconds it plays, NaN for until the music ends
     * @param tailSeconds of silence that it plays behind the music's end
     * @param failed is told, on the Echo's thread, why it cannot go on
     */
    EchoSource(Scenario.Echo settings, int rateHz, long seed, EchoFeed feed, WavWriter programme, RecordingGate gate,
            long startNs, double seconds, double tailSeconds, Consumer<Exception> failed) {
        this.feed = feed;
        this.programme = programme;
        this.gate = gate;
        this.startNs = startNs;
        this.failed = failed;
        frameNs = 1e9 / (rateHz * (1 + settings.clockPpm() * 1e-6));
        jitterNs = settings.jitterMs() * 1e6;
        tailNs = tailSeconds * 1e9;
        random = new SplittableRandom(seed);
        endNs = Double.isNaN(seconds) ? Long.MAX_VALUE : startNs + Math.round(seconds * 1e9);
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    void stop() throws InterruptedException {
        stopped = true;
        LockSupport.unpark(thread);
        thread.join();
    }

    SlotRing<PacketSlot> ring() {
        return ring;
    }

    /** When the run ends; {@link Long#MAX_VALUE} as long as the music's end is not in sight. Any thread. */
    long endNs() {
        return endNs;
    }

    /** All packets that arrive before this are in the ring, as far as it has room. Any thread. */
    long knownNs() {
        return ring.isFull() ? Long.MAX_VALUE : knownNs;
    }

    @Override
    public void run() {
        try (feed) {
            play();
        } catch (IOException | RuntimeException e) {
            failed.accept(e);
        }
        knownNs = Long.MAX_VALUE;
    }

    private void play() throws IOException {
        int sequence = random.nextInt(1 << 16);
        long timestamp = random.nextInt();
        long frame = 0;
        long arrivalNs = startNs;
        while (!stopped) {
            double sentNs = frame * frameNs;
            if (startNs + sentNs >= endNs) {
                return;
            }
            PacketSlot slot = ring.claim();
            if (slot == null) {
                LockSupport.parkNanos(PARK_NS);
                continue;
            }
            RtpHeader.write(slot.bytes, sequence, timestamp);
            slot.length = RtpHeader.LENGTH + feed.next(slot.bytes, RtpHeader.LENGTH);
            arrivalNs = Math.max(arrivalNs, startNs + Math.round(sentNs + jitterNs * random.nextDouble()));
            slot.arrivalNs = arrivalNs;
            write(frame);
            sequence++;
            timestamp += feed.packetFrames();
            frame += feed.packetFrames();
            if (feed.musicFrames() >= 0) {
                endNs = Math.min(endNs, startNs + Math.round(feed.musicFrames() * frameNs + tailNs));
            }
            ring.publish();
            knownNs = arrivalNs;
        }
    }

    private void write(long frame) throws IOException {
        int done = 0;
        while (programme != null && done < feed.packetFrames()) {
            int run = gate.run(frame + done, Math.min(CHUNK, feed.packetFrames() - done));
            if (run > 0) {
                programme.write(feed.samples(), done, run);
            }
            done += Math.abs(run);
        }
    }
}
