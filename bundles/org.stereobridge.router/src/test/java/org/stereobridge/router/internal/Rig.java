package org.stereobridge.router.internal;

import java.lang.reflect.Proxy;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;
import org.osgi.framework.BundleContext;
import org.osgi.service.cm.ConfigurationAdmin;
import org.slf4j.event.Level;
import org.stereobridge.a2dp.RtpHeader;
import org.stereobridge.codec.CodecProvider;
import org.stereobridge.codec.StreamConfig;
import org.stereobridge.radio.Handover;
import org.stereobridge.radio.InboundLink;
import org.stereobridge.radio.Link;
import org.stereobridge.radio.OutboundLink;
import org.stereobridge.radio.SpeakerState;
import org.stereobridge.radio.StreamState;
import org.stereobridge.routing.ProgrammeSettings;
import org.stereobridge.routing.SpeakerSettings;
import org.stereobridge.status.BridgeStatus;
import org.stereobridge.sync.Alignment;
import org.stereobridge.sync.Latency;
import org.stereobridge.sync.LinkHealth;
import org.stereobridge.sync.MediaClock;
import org.stereobridge.sync.SyncController;
import org.stereobridge.sync.internal.LatencyAligner;

/** An audio loop with everything around it, on simulated time: a source, speakers A and B, a codec, an alignment. */
final class Rig {

    static final int RATE_HZ = 44_100;
    static final int PACKET = 7 * PcmCodec.LENGTH;
    static final long TARGET_NS = 2_000_000;
    static final long HOLD_NS = 60_000_000;
    static final long LATE_NS = 70_000_000;

    private final AirBudget budget;
    AddedLatency latency = new AddedLatency();
    Planner planner;
    AudioLoop loop = new AudioLoop(HOLD_NS, latency);
    StatusReader reader = new StatusReader(loop);
    Source source = new Source();
    ExactClock clock = new ExactClock();
    final FixedHealth health = new FixedHealth();
    final Map<InboundLink, Map<String, Object>> inbound = new LinkedHashMap<>();
    final Map<OutboundLink, Map<String, Object>> outbound = new LinkedHashMap<>();
    final Map<Comparable<?>, CodecProvider> codecs = new LinkedHashMap<>();
    final Map<String, SpeakerSettings> settings = new HashMap<>();
    ProgrammeSettings programme = ProgrammeSettings.NEUTRAL;
    Map<String, Long> delaysNs = new HashMap<>();
    /** The real one, as it is configured where nobody changes that, in place of what the test says; null for none. */
    SyncController sync;
    boolean hasSync = true;
    long nowNs;

    Rig() {
        this(AirBudget.UNLIMITED);
    }

    Rig(AirBudget budget) {
        this.budget = budget;
        planner = new Planner(latency, LATE_NS, new Casting(true), budget, Level.INFO);
        inbound.put(source, Map.of(Link.ID, "echo", Link.NAME, "Echo"));
        codecs.put(1, new PcmCodec("PCM one"));
    }

    /** From the next plan on, sync's own provider decides. */
    void syncForReal() {
        sync = new LatencyAligner(byDefault(BundleContext.class), byDefault(ConfigurationAdmin.class),
                byDefault(LatencyAligner.Config.class));
    }

    /** What an annotation says by default; of a service, that it has nothing. */
    private static <T> T byDefault(Class<T> type) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type},
                (proxy, method, arguments) -> method.getDefaultValue()));
    }

    Speaker speaker(String id) {
        return speaker(id, 4_096);
    }

    Speaker speaker(String id, int mtuBytes) {
        return speaker(id, mtuBytes, PcmCodec.config(1));
    }

    Speaker speaker(String id, int mtuBytes, StreamConfig config) {
        var speaker = new Speaker(mtuBytes, config);
        outbound.put(speaker, Map.of(Link.ID, id, Link.NAME, "Speaker " + id));
        return speaker;
    }

    /** A speaker that a radio serves by this adapter. */
    Speaker speakerOn(String adapter, String id) {
        Speaker speaker = speaker(id);
        outbound.put(speaker, Map.of(Link.ID, id, Link.NAME, "Speaker " + id, Link.ADAPTER, adapter));
        return speaker;
    }

    /** From the next plan on, all speakers are served by one adapter. */
    void shareAdapter() {
        outbound.replaceAll((speaker, properties) -> {
            var shared = new HashMap<>(properties);
            shared.put(Link.ADAPTER, "hci0");
            return shared;
        });
    }

    /** As where the router's bundle is exchanged; it takes this long. */
    void exchangeLoop(long ns) {
        loop.leave(nowNs);
        stall(ns);
        latency = new AddedLatency();
        planner = new Planner(latency, LATE_NS, new Casting(true), budget, Level.INFO);
        loop = new AudioLoop(HOLD_NS, latency);
        reader = new StatusReader(loop);
        clock = new ExactClock();
        plan();
    }

    void plan() {
        loop.publish(planner.plan(devices()));
    }

    /** Without coders whose provider has gone. */
    void planWithoutGone() {
        loop.publish(planner.planWithoutGone(devices()));
    }

    private Devices devices() {
        Map<String, Alignment.Speaker> speakers = new HashMap<>();
        delaysNs.forEach((id, ns) -> speakers.put(id,
                new Alignment.Speaker(new Latency(0, Latency.Origin.REPORTED), ns, 0)));
        SyncController present = hasSync ? new FixedSync(new Alignment(0, speakers)) : null;
        return new Devices(inbound, outbound, codecs, settings, programme, sync == null ? present : sync);
    }

    /** Runs to this time, at each deadline of the loop and each arrival. */
    void runTo(long untilNs) {
        while (nowNs < untilNs) {
            long dueNs = loop.runOnce(nowNs);
            long nextNs = Math.min(untilNs, Math.max(dueNs, nowNs + 1_000));
            nowNs = Math.max(nowNs, Math.min(nextNs, source.nextArrivalNs()));
            if (source.nextArrivalNs() <= nowNs) {
                source.arrive();
            }
        }
        loop.runOnce(nowNs);
    }

    /** Lets this time pass without the loop, as while the VM stands still. */
    void stall(long ns) {
        nowNs += ns;
        while (source.nextArrivalNs() <= nowNs) {
            source.arrive();
        }
    }

    /** Sends this and runs until all of it has come. */
    void play(float[] left, float[] right) {
        source.packets(left, right);
        runTo(arrivalNs(left.length) + HOLD_NS);
    }

    BridgeStatus status() {
        return reader.read(planner.source(), planner.sinks());
    }

    static long arrivalNs(long endFrame) {
        return Math.round(endFrame * 1e9 / RATE_HZ);
    }

    /** What a test says. */
    private final class FixedSync implements SyncController {

        private final Alignment alignment;

        FixedSync(Alignment alignment) {
            this.alignment = alignment;
        }

        @Override
        public Alignment alignment() {
            return alignment;
        }

        @Override
        public MediaClock mediaClock(int rateHz) {
            return clock;
        }

        @Override
        public LinkHealth linkHealth() {
            return health;
        }
    }

    /** Has a test say how good packets may be, and keeps what it is told. */
    static final class FixedHealth implements LinkHealth {

        int step;
        int queued;
        boolean isRefused;
        long latestNs;
        long loopLateNs;

        @Override
        public void onLink(int queuedPackets, boolean wasRefused, long lateNs) {
            queued = Math.max(queued, queuedPackets);
            isRefused |= wasRefused;
            latestNs = Math.max(latestNs, lateNs);
        }

        @Override
        public int step(long nowNs, long lateNs, int steps) {
            loopLateNs = Math.max(loopLateNs, lateNs);
            return Math.min(step, steps - 1);
        }

        @Override
        public Reason reason() {
            return Reason.QUEUE;
        }
    }

    /** Packets with their times of arrival. */
    static final class Source implements InboundLink {

        private record Coming(long atNs, byte[] packet) {
        }

        private final Handover<StreamState> handover = new Handover<>();
        private final ArrayDeque<Coming> coming = new ArrayDeque<>();
        private final ArrayDeque<byte[]> arrived = new ArrayDeque<>();
        private int sequence = 65_530;
        private long timestamp = 0xFFFF_FF00L;

        @Override
        public Handover<StreamState> handover() {
            return handover;
        }

        void packet(float[] left, float[] right, int frame, long atNs) {
            packet(PcmCodec.packet(sequence & 0xFFFF, timestamp & 0xFFFF_FFFFL, left, right, frame, 7), atNs);
            skip();
        }

        /** All of this in packets of 7 codecFrames, evenly and without jitter. */
        void packets(float[] left, float[] right) {
            for (int frame = 0; frame + PACKET <= left.length; frame += PACKET) {
                packet(left, right, frame, arrivalNs(frame + PACKET));
            }
        }

        /** What is yet to come, comes from this time on. */
        void hush(long fromNs) {
            long byNs = fromNs - nextArrivalNs();
            List<Coming> list = new ArrayList<>(coming);
            coming.clear();
            list.forEach(one -> coming.add(new Coming(one.atNs() + byNs, one.packet())));
        }

        /** As if a packet were lost on the way. */
        void skip() {
            sequence++;
            timestamp += PACKET;
        }

        void packet(byte[] packet, long atNs) {
            coming.add(new Coming(atNs, packet));
        }

        /** Exchanges what two packets that are yet to come hold. */
        void swapArrivals(int one, int other) {
            List<Coming> list = new ArrayList<>(coming);
            byte[] held = list.get(one).packet();
            list.set(one, new Coming(list.get(one).atNs(), list.get(other).packet()));
            list.set(other, new Coming(list.get(other).atNs(), held));
            coming.clear();
            coming.addAll(list);
        }

        long nextArrivalNs() {
            return coming.isEmpty() ? Long.MAX_VALUE : coming.peek().atNs();
        }

        void arrive() {
            arrived.add(coming.remove().packet());
        }

        @Override
        public int receive(byte[] packet) {
            byte[] next = arrived.poll();
            if (next == null) {
                return 0;
            }
            System.arraycopy(next, 0, packet, 0, Math.min(packet.length, next.length));
            return next.length;
        }

        @Override
        public StreamConfig config() {
            return PcmCodec.config(2);
        }
    }

    /** Keeps what it is sent. */
    final class Speaker implements OutboundLink {

        private final int mtuBytes;
        private final StreamConfig config;
        private final Handover<SpeakerState> handover = new Handover<>();
        final List<Integer> sequences = new ArrayList<>();
        final List<Long> departuresNs = new ArrayList<>();
        final List<Integer> lengths = new ArrayList<>();
        final List<Long> timestamps = new ArrayList<>();
        final List<Integer> steps = new ArrayList<>();
        private final List<short[]> heard = new ArrayList<>();
        private final RtpHeader header = new RtpHeader();
        BooleanSupplier isFull = () -> false;
        IntSupplier queued = () -> 0;
        Air air;

        Speaker(int mtuBytes, StreamConfig config) {
            this.mtuBytes = mtuBytes;
            this.config = config;
        }

        @Override
        public boolean send(byte[] packet, int length) {
            if (isFull.getAsBoolean() || air != null && !air.take(this, PcmCodec.step(packet), nowNs)) {
                return false;
            }
            header.parse(packet, length);
            sequences.add(header.sequence());
            timestamps.add(header.timestamp());
            steps.add(PcmCodec.step(packet));
            departuresNs.add(nowNs);
            lengths.add(length);
            heard.add(PcmCodec.samples(packet, length));
            return true;
        }

        @Override
        public Handover<SpeakerState> handover() {
            return handover;
        }

        float[] heard() {
            var samples = new float[heard.stream().mapToInt(part -> part.length).sum()];
            int at = 0;
            for (short[] part : heard) {
                for (short sample : part) {
                    samples[at++] = sample / 32_768f;
                }
            }
            return samples;
        }

        /** What is heard of the packet that came n-th. */
        float[] heard(int n) {
            var samples = new float[heard.get(n).length];
            for (int i = 0; i < samples.length; i++) {
                samples[i] = heard.get(n)[i] / 32_768f;
            }
            return samples;
        }

        @Override
        public int queuedPackets() {
            return air == null ? queued.getAsInt() : air.queued(this, nowNs);
        }

        @Override
        public int mtuBytes() {
            return mtuBytes;
        }

        @Override
        public StreamConfig config() {
            return config;
        }
    }
}
