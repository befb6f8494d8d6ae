package org.stereobridge.simulator.internal.world;

import java.io.IOException;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.stereobridge.a2dp.RtpHeader;

/**
 * The Echo: sends packets on its own clock, each late by a jitter that is even between 0 and the scenario's, and none
 * before the one before it. Works ahead, on a thread of its own.
 */
final class EchoSource implements Runnable {

    private static final int SLOTS = 256;
    private static final long PARK_NS = 1_000_000;
    private static final int CHUNK = 1 << 12;

    private final SlotRing<PacketSlot> ring = new SlotRing<>(SLOTS, PacketSlot::new);
    private final EchoMusic music;
    private final List<EchoStream> streams;
    private final List<EchoEvent> events;
    private final EchoClock clock;
    private final HostilePackets hostile;
    private final WavWriter programme;
    private final RecordingGate gate;
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
     * @param clock of its music, whose pace may change
     * @param streams in the order of time, the first one there from the beginning on
     * @param events in the order of time
     * @param programme where to write what is played, null for nowhere
     * @param startNs when it sends its first packet
     * @param seconds it plays, NaN for until the music ends
     * @param tailSeconds of silence that it plays behind the music's end
     * @param failed is told, on the Echo's thread, why it cannot go on
     */
    EchoSource(EchoClock clock, double jitterMs, long seed, EchoMusic music, List<EchoStream> streams,
            List<EchoEvent> events, WavWriter programme, RecordingGate gate, long startNs, double seconds,
            double tailSeconds, Consumer<Exception> failed) {
        this.music = music;
        this.streams = List.copyOf(streams);
        this.events = List.copyOf(events);
        this.clock = clock;
        this.programme = programme;
        this.gate = gate;
        this.startNs = startNs;
        this.failed = failed;
        jitterNs = jitterMs * 1e6;
        tailNs = tailSeconds * 1e9;
        random = new SplittableRandom(seed);
        hostile = new HostilePackets(seed);
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
        try {
            play();
        } catch (IOException | RuntimeException e) {
            failed.accept(e);
        } finally {
            streams.stream().map(EchoStream::feed).distinct().forEach(EchoFeed::close);
            music.close();
        }
        knownNs = Long.MAX_VALUE;
    }

    private void play() throws IOException {
        int sequence = random.nextInt(1 << 16);
        long timestamp = random.nextInt();
        int index = 0;
        int passed = 0;
        int sent = 0;
        long arrivalNs = startNs;
        while (!stopped) {
            EchoStream stream = streams.get(index);
            double sentNs = clock.nsOf(stream.feed().position());
            if (startNs + sentNs >= endNs) {
                return;
            }
            PacketSlot slot = ring.claim();
            if (slot == null) {
                LockSupport.parkNanos(PARK_NS);
                continue;
            }
            if (index + 1 < streams.size() && startNs + sentNs >= streams.get(index + 1).fromNs()) {
                index++;
                sequence = random.nextInt(1 << 16);
                timestamp = random.nextInt();
                continue;
            }
            slot.stream = index;
            EchoEvent event = passed < events.size() ? events.get(passed) : null;
            if (event != null && startNs + sentNs >= Math.max(event.fromNs(), event.toNs())) {
                if (sent < event.packets()) {
                    hostile.next(slot);
                    arrivalNs = Math.max(arrivalNs, event.fromNs());
                    slot.arrivalNs = arrivalNs;
                    sent++;
                    ring.publish();
                } else {
                    passed++;
                    sent = 0;
                }
                continue;
            }
            boolean isSilent = event != null && event.isSilent(startNs + Math.round(sentNs));
            long frame = music.frames();
            RtpHeader.write(slot.bytes, sequence, timestamp);
            slot.length = RtpHeader.LENGTH + stream.feed().next(slot.bytes, RtpHeader.LENGTH, isSilent);
            arrivalNs = Math.max(arrivalNs, startNs + Math.round(sentNs + jitterNs * random.nextDouble()));
            slot.arrivalNs = arrivalNs;
            hostile.seen(slot);
            write(frame, stream.feed());
            if (music.isOver()) {
                endNs = Math.min(endNs, startNs + Math.round(clock.nsOf(music.musicFrames()) + tailNs));
            }
            if (arrivalNs < stream.toNs() && !(isSilent && event.isNothing())) {
                // A stream's numbers count what is sent.
                sequence++;
                ring.publish();
            }
            timestamp += stream.feed().packetFrames();
            knownNs = arrivalNs;
        }
    }

    private void write(long frame, EchoFeed feed) throws IOException {
        int done = 0;
        while (programme != null && done < feed.taken()) {
            int run = gate.run(frame + done, Math.min(CHUNK, feed.taken() - done));
            if (run > 0) {
                programme.write(feed.samples(), done, run);
            }
            done += Math.abs(run);
        }
    }
}
