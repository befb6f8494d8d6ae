package org.stereobridge.itests;

import java.util.ArrayList;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.stereobridge.codec.StreamConfig;
import org.stereobridge.itests.added.AddedCodec;
import org.stereobridge.itests.added.AddedCoder;
import org.stereobridge.radio.InboundLink;
import org.stereobridge.radio.Link;
import org.stereobridge.radio.OutboundLink;
import org.stereobridge.radio.Waiter;

/** A radio of one source and one speaker that speak {@link AddedCodec}: a tone at the left, nothing at the right. */
final class ToyRadio implements Waiter, AutoCloseable {

    static final double AMPLITUDE = 0.5;

    private static final int PACKET_FRAMES = 640;
    private static final double TONE_HZ = 1_000;
    private static final long STEP_NS = TimeUnit.MILLISECONDS.toNanos(5);
    private static final long PACKET_NS = TimeUnit.SECONDS.toNanos(1) * PACKET_FRAMES / AddedCodec.RATE_HZ;
    private static final long BREATH_NS = 100_000;
    private static final int SKIPPED_PACKETS = 40;
    private static final int PACKETS = 120;

    private final List<ServiceRegistration<?>> registrations = new ArrayList<>();
    private final CountDownLatch heard = new CountDownLatch(PACKETS);
    private volatile long nowNs;
    private volatile float peak;

    ToyRadio(BundleContext context) {
        registrations.add(context.registerService(Waiter.class, this, new Hashtable<>()));
        registrations.add(context.registerService(OutboundLink.class, new Speaker(),
                new Hashtable<>(Map.of(Link.ID, "speaker", Link.ROW, "left"))));
        registrations.add(context.registerService(InboundLink.class, new Source(),
                new Hashtable<>(Map.of(Link.ID, "source"))));
    }

    /** Waits until the speaker has heard a second and a half; gives the highest sample once it was under way. */
    float awaitPeak() throws InterruptedException {
        if (!heard.await(20, TimeUnit.SECONDS)) {
            throw new AssertionError("the speaker heard too little: " + heard.getCount() + " packets are missing");
        }
        return peak;
    }

    @Override
    public long nanoTime() {
        return nowNs;
    }

    @Override
    public long await(long deadlineNs) {
        LockSupport.parkNanos(BREATH_NS);
        nowNs = Math.max(nowNs + 1, Math.min(deadlineNs, nowNs + STEP_NS));
        return nowNs;
    }

    @Override
    public void close() {
        for (int i = registrations.size() - 1; i >= 0; i--) {
            registrations.get(i).unregister();
        }
    }

    private final class Source implements InboundLink {

        private final AddedCoder coder = new AddedCoder(2);
        private final float[][] samples = new float[2][PACKET_FRAMES];
        private long packets;
        private long startNs;

        @Override
        public int receive(byte[] packet) {
            if (packets == 0) {
                startNs = nowNs; // time has run before
            }
            if (nowNs < startNs + packets * PACKET_NS) {
                return 0;
            }
            for (int n = 0; n < PACKET_FRAMES; n++) {
                long frame = packets * PACKET_FRAMES + n;
                samples[0][n] = (float) (AMPLITUDE * Math.sin(2 * Math.PI * TONE_HZ * frame / AddedCodec.RATE_HZ));
            }
            packets++;
            return coder.encode(samples, 0, PACKET_FRAMES / coder.codecFrameLength(), packet, 0);
        }

        @Override
        public StreamConfig config() {
            return AddedCodec.config(2);
        }
    }

    private final class Speaker implements OutboundLink {

        private final AddedCoder coder = new AddedCoder(1);
        private final float[][] samples = new float[1][4_096];
        private int packets;

        @Override
        public boolean send(byte[] packet, int length) {
            int frames = coder.decode(packet, 0, length, samples, 0);
            packets++;
            for (int n = 0; n < frames && packets > SKIPPED_PACKETS; n++) {
                peak = Math.max(peak, Math.abs(samples[0][n]));
            }
            heard.countDown();
            return true;
        }

        @Override
        public int queuedPackets() {
            return 0;
        }

        @Override
        public int mtuBytes() {
            return 4_096;
        }

        @Override
        public StreamConfig config() {
            return AddedCodec.config(1);
        }
    }
}
