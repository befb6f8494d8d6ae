package org.stereobridge.router.internal;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.stereobridge.a2dp.RtpHeader;
import org.stereobridge.codec.CodecProvider;
import org.stereobridge.codec.Encoder;
import org.stereobridge.codec.StreamConfig;
import org.stereobridge.codec.StreamUse;
import org.stereobridge.radio.InboundLink;
import org.stereobridge.radio.Link;
import org.stereobridge.radio.OutboundLink;
import org.stereobridge.routing.ProgrammeSettings;
import org.stereobridge.sync.SyncController;

/**
 * Plays a few seconds of noise to nobody, faster than real time, before the first audience comes: until the VM has
 * compiled the way of a sample, a packet takes longer than it lasts on a slow machine.
 */
final class Rehearsal {

    private static final Logger LOG = LoggerFactory.getLogger(Rehearsal.class);
    private static final int PACKETS = 400;
    private static final int PACKET_BYTES = 1_021;
    private static final int CODEC_FRAMES = 7;
    private static final long HOLD_NS = 60_000_000;
    private static final long LATE_NS = 70_000_000;
    private static final double NOISE = 0.2;

    private final CodecProvider codec;
    private final SyncController sync;
    private final StreamConfig programme;
    private final StreamConfig speaker;
    private final byte[] packet = new byte[PACKET_BYTES];
    private int length;
    private boolean isThere;

    private Rehearsal(CodecProvider codec, SyncController sync, StreamConfig programme, StreamConfig speaker) {
        this.codec = codec;
        this.sync = sync;
        this.programme = programme;
        this.speaker = speaker;
    }

    /** With this codec, where it can talk to itself. */
    static Optional<Rehearsal> of(CodecProvider codec, SyncController sync) {
        byte[] capabilities = codec.capabilities(StreamUse.SPEAKER);
        Optional<StreamConfig> programme = codec.choose(capabilities, StreamUse.PROGRAMME, 0);
        return programme.flatMap(from -> codec.choose(capabilities, StreamUse.SPEAKER, from.rateHz())
                .map(to -> new Rehearsal(codec, sync, from, to)));
    }

    /** Takes about a second of a processor; returns the packets that speakers were sent. */
    long run() {
        var latency = new AddedLatency();
        var loop = new AudioLoop(HOLD_NS, latency);
        var planner = new Planner(latency, LATE_NS, new Casting(false), AirBudget.UNLIMITED, Level.DEBUG);
        Map<InboundLink, Map<String, Object>> inbound = Map.of(new Source(), Map.of(Link.ID, "rehearsal"));
        Map<OutboundLink, Map<String, Object>> outbound = new LinkedHashMap<>();
        for (String id : List.of("A", "B")) {
            outbound.put(new Speaker(), Map.of(Link.ID, id, Link.ADAPTER, "rehearsal"));
        }
        loop.publish(planner.plan(new Devices(inbound, outbound, Map.of(0, codec), Map.of(), ProgrammeSettings.NEUTRAL,
                sync)));
        try (Encoder encoder = codec.encoder(programme)) {
            play(loop, encoder);
        }
        planner.sinks().forEach(sink -> sink.encoder().close());
        planner.source().decoder().close();
        LOG.debug("Rehearsed with {}: {} packets", codec.name(), loop.packetsOut());
        return loop.packetsOut();
    }

    private void play(AudioLoop loop, Encoder encoder) {
        int header = codec.usesRtp() ? RtpHeader.LENGTH : 0;
        int codecFrames = Math.min(CODEC_FRAMES, encoder.maxCodecFrames(PACKET_BYTES - header));
        int frames = codecFrames * encoder.codecFrameLength();
        double packetNs = 1e9 * frames / programme.rateHz();
        var noise = new float[2][frames];
        var random = new SplittableRandom(1);
        for (int n = 0; n < PACKETS; n++) {
            for (float[] channel : noise) {
                for (int i = 0; i < frames; i++) {
                    channel[i] = (float) (NOISE * (random.nextDouble() - 0.5));
                }
            }
            RtpHeader.write(packet, n, (long) n * frames);
            length = header + encoder.encode(noise, 0, codecFrames, packet, header);
            isThere = true;
            long arrivedNs = Math.round(n * packetNs);
            long untilNs = Math.round((n + 1) * packetNs);
            for (long nowNs = arrivedNs; nowNs < untilNs;) {
                nowNs = Math.max(nowNs + 1, loop.runOnce(nowNs));
            }
        }
    }

    /** What is played, a packet at a time. */
    private final class Source implements InboundLink {

        @Override
        public int receive(byte[] into) {
            if (!isThere) {
                return 0;
            }
            isThere = false;
            System.arraycopy(packet, 0, into, 0, length);
            return length;
        }

        @Override
        public StreamConfig config() {
            return programme;
        }
    }

    /** Hears nothing. */
    private final class Speaker implements OutboundLink {

        @Override
        public boolean send(byte[] packet, int length) {
            return true;
        }

        @Override
        public int queuedPackets() {
            return 0;
        }

        @Override
        public int mtuBytes() {
            return PACKET_BYTES;
        }

        @Override
        public StreamConfig config() {
            return speaker;
        }
    }
}
