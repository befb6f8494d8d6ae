package org.stereobridge.router.internal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.stereobridge.codec.CodecProvider;
import org.stereobridge.codec.Decoder;
import org.stereobridge.codec.Encoder;
import org.stereobridge.dsp.EqCurve;
import org.stereobridge.radio.InboundLink;
import org.stereobridge.radio.Link;
import org.stereobridge.radio.OutboundLink;
import org.stereobridge.routing.SpeakerSettings;
import org.stereobridge.sync.LinkHealth;
import org.stereobridge.sync.SyncController;

/**
 * Makes plans, and keeps what outlives one: the chains of links that stay, and coders whose provider stays. One control
 * thread.
 */
final class Planner {

    private static final Logger LOG = LoggerFactory.getLogger(Planner.class);
    /** 15 codecFrames, the most of an SBC payload, of 128 frames. */
    private static final int MAX_PACKET_FRAMES = 1_920;

    /** A stream that is played. */
    record Source(InboundLink link, Map<String, Object> properties, InputChain chain, CodecProvider codec,
            Decoder decoder, float[][] room) {
    }

    /** A speaker that is played to. */
    record Sink(String id, OutboundLink link, Map<String, Object> properties, Departures departures,
            CodecProvider codec, Encoder encoder, Casting.Part part) {

        SpeakerSettings settings() {
            return part.settings();
        }
    }

    private final AddedLatency latency;
    private final long lateNs;
    private final Casting casting;
    private final Level level;
    private final List<AutoCloseable> retired = new ArrayList<>();
    private SyncController sync;
    private LinkHealth health;
    private Source source;
    private Map<String, Sink> sinks = Map.of();

    /** @param lateNs how long after its time a packet may still leave */
    Planner(AddedLatency latency, long lateNs, Casting casting) {
        this(latency, lateNs, casting, Level.INFO);
    }

    /** @param level of what is told when streams and speakers are taken up */
    Planner(AddedLatency latency, long lateNs, Casting casting, Level level) {
        this.latency = latency;
        this.lateNs = lateNs;
        this.casting = casting;
        this.level = level;
    }

    Plan plan(Devices devices) {
        source = planSource(devices);
        planSinks(devices);
        Plan.Input input = source == null ? null : new Plan.Input(source.chain(), source.decoder(), source.room(),
                sinks.values().stream().anyMatch(sink -> sharesAdapter(sink, source.properties())));
        List<Plan.Output> outputs = new ArrayList<>();
        for (Sink sink : sinks.values()) {
            // Speakers of another sampling rate than the source's are silent until their radio configures them anew.
            if (input == null || source.link().config().rateHz() == sink.link().config().rateHz()) {
                EqCurve curve = EqCurve.of(sink.settings().eq(), sink.link().config().rateHz());
                outputs.add(new Plan.Output(sink.id(), sink.departures(), sink.encoder(),
                        Plan.Mix.of(MixPolicy.gains(sink.settings(), devices.programme())),
                        Plan.Mix.of(MixPolicy.gainsOfBoth(sink.settings(), devices.programme())),
                        sink.part().standsIn(), curve, sharesAdapter(sink)));
            }
        }
        return new Plan(input, outputs, devices.sync(), health(devices.sync()));
    }

    /** One as long as its provider is here, and after it until there is another. */
    private LinkHealth health(SyncController present) {
        if (present != null && present != sync) {
            sync = present;
            health = present.linkHealth();
        }
        return health;
    }

    private boolean sharesAdapter(Sink sink) {
        return sinks.values().stream().anyMatch(other -> other != sink && sharesAdapter(sink, other.properties()));
    }

    private static boolean sharesAdapter(Sink sink, Map<String, Object> other) {
        Object adapter = sink.properties().get(Link.ADAPTER);
        return adapter != null && adapter.equals(other.get(Link.ADAPTER));
    }

    /** What the plans before the last one used and none uses now; each is told once. */
    List<AutoCloseable> takeRetired() {
        List<AutoCloseable> taken = List.copyOf(retired);
        retired.clear();
        return taken;
    }

    Source source() {
        return source;
    }

    List<Sink> sinks() {
        return List.copyOf(sinks.values());
    }

    private Source planSource(Devices devices) {
        InboundLink link = devices.inbound().keySet().stream().reduce((earlier, later) -> later).orElse(null);
        CodecProvider codec = link == null ? null : devices.codec(link.config().codec()).orElse(null);
        boolean stays = source != null && source.link() == link;
        if (stays && source.codec() == codec) {
            return source;
        }
        if (source != null) {
            retired.add(source.decoder());
        }
        if (codec == null || !stays && devices.sync() == null) {
            return null;
        }
        Map<String, Object> properties = devices.inbound().get(link);
        InputChain chain = stays ? source.chain() : new InputChain(link, codec.usesRtp(),
                devices.sync().mediaClock(link.config().rateHz()), latency);
        Decoder decoder = codec.decoder(link.config());
        LOG.atLevel(level).log("Playing {}: {} by {}", Devices.name(properties), link.config().label(), codec.name());
        return new Source(link, properties, chain, codec, decoder, InputChain.room(decoder));
    }

    private void planSinks(Devices devices) {
        Map<String, Sink> next = new LinkedHashMap<>();
        Map<String, Casting.Part> parts = casting.cast(devices);
        devices.speakers().forEach((id, link) -> planSink(devices, id, link, parts.get(id))
                .ifPresent(sink -> next.put(id, sink)));
        sinks.forEach((id, sink) -> {
            if (!next.containsKey(id) || next.get(id).encoder() != sink.encoder()) {
                retired.add(sink.encoder());
            }
        });
        sinks = next;
    }

    private Optional<Sink> planSink(Devices devices, String id, OutboundLink link, Casting.Part part) {
        Map<String, Object> properties = devices.outbound().get(link);
        CodecProvider codec = devices.codec(link.config().codec()).orElse(null);
        if (codec == null) {
            LOG.warn("No codec here for {} ({}): it stays silent", Devices.name(properties), link.config().label());
            return Optional.empty();
        }
        Sink old = sinks.get(id);
        boolean stays = old != null && old.link() == link;
        Encoder encoder = stays && old.codec() == codec ? old.encoder() : codec.encoder(link.config());
        Departures departures = stays ? old.departures()
                : new Departures(new OutputChain(link, codec.usesRtp(), MAX_PACKET_FRAMES), lateNs);
        if (!stays || old.codec() != codec) {
            LOG.atLevel(level).log("Speaker {}: {} by {}", Devices.name(properties), link.config().label(),
                    codec.name());
        }
        return Optional.of(new Sink(id, link, properties, departures, codec, encoder, part));
    }
}
