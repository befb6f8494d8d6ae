package org.stereobridge.router.internal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
import org.stereobridge.routing.MixRow;
import org.stereobridge.routing.SpeakerSettings;
import org.stereobridge.status.AirPlan;
import org.stereobridge.sync.LinkHealth;
import org.stereobridge.sync.MediaClock;
import org.stereobridge.sync.SyncController;

/**
 * Makes plans, and keeps what outlives one: the chains of links that stay, and coders whose provider stays. One control
 * thread.
 */
final class Planner {

    private static final Logger LOG = LoggerFactory.getLogger(Planner.class);
    /** 15 codecFrames, the most of an SBC payload, of 128 frames. */
    private static final int MAX_PACKET_FRAMES = 1_920;
    /** The most that one baseband packet takes; a source's packets are not longer. */
    private static final int SOURCE_MTU_BYTES = 1_021;

    /** A stream that is played; {@code sync} made the clock. */
    record Source(InboundLink link, Map<String, Object> properties, InputChain chain, SyncController sync,
            MediaClock clock, CodecProvider codec, Decoder decoder, float[][] room) {
    }

    /**
     * A speaker that is played to.
     *
     * @param need what it takes of its adapter's air
     * @param best the best step of its codec's quality that it gets
     */
    record Sink(String id, OutboundLink link, Map<String, Object> properties, Departures departures,
            CodecProvider codec, Encoder encoder, Casting.Part part, AirNeed need, int best) {

        SpeakerSettings settings() {
            return part.settings();
        }
    }

    private final AddedLatency latency;
    private final long lateNs;
    private final Casting casting;
    private final Level level;
    private final AirBudget budget;
    private final List<AutoCloseable> retired = new ArrayList<>();
    private SyncController sync;
    private LinkHealth health;
    private Source source;
    private AirNeed sourceNeed;
    private Map<String, Sink> sinks = Map.of();
    private List<SpeakerChoice> choices = List.of();
    private AirPlan air = AirPlan.NONE;
    private Plan last = Plan.NOTHING;
    private boolean mayKeep;
    private boolean isKeeping;

    /**
     * @param lateNs how long after its time a packet may still leave
     * @param level of what is told when streams and speakers are taken up
     */
    Planner(AddedLatency latency, long lateNs, Casting casting, AirBudget budget, Level level) {
        this.latency = latency;
        this.lateNs = lateNs;
        this.casting = casting;
        this.level = level;
        this.budget = budget;
    }

    /** A plan in which coders whose provider has gone play on, as while its bundle is exchanged. */
    Plan plan(Devices devices) {
        mayKeep = true;
        return planWhatIsThere(devices);
    }

    /** A plan without coders whose provider has gone. */
    Plan planWithoutGone(Devices devices) {
        mayKeep = false;
        return planWhatIsThere(devices);
    }

    /** Whether the last plan has coders whose provider has gone. */
    boolean isKeeping() {
        return isKeeping;
    }

    private Plan planWhatIsThere(Devices devices) {
        isKeeping = false;
        source = planSource(devices);
        planSinks(devices);
        Plan.Input input = source == null ? null : new Plan.Input(source.chain(), source.clock(), source.decoder(),
                source.room(),
                sinks.values().stream().anyMatch(sink -> sharesAdapter(sink, source.properties())));
        // Speakers of another sampling rate than the source's are silent until their radio configures them anew.
        List<Sink> played = sinks.values().stream().filter(sink -> input == null
                || source.link().config().rateHz() == sink.link().config().rateHz()).toList();
        int slowestFrames = played.stream().mapToInt(Planner::codecDelayFrames).max().orElse(0);
        List<Plan.Output> outputs = new ArrayList<>();
        List<MixRow> rows = sinks.values().stream().map(sink -> sink.settings().row()).toList();
        for (Sink sink : played) {
            double loudness = MixPolicy.loudness(sink.settings().row(), rows, devices.programme());
            EqCurve curve = EqCurve.of(sink.settings().eq(), sink.link().config().rateHz());
            var output = new Plan.Output(sink.id(), sink.departures(), sink.encoder(),
                    Plan.Mix.of(MixPolicy.gains(sink.settings(), devices.programme()), loudness),
                    Plan.Mix.of(MixPolicy.gainsOfBoth(sink.settings(), devices.programme()), loudness),
                    sink.part().standsIn(), curve, sink.settings().driftPpm(),
                    slowestFrames - codecDelayFrames(sink), sharesAdapter(sink));
            outputs.add(output);
            if (input != null && !last.has(sink.departures())) {
                takeOver(sink, output);
            }
        }
        last = new Plan(input, outputs, devices.sync(), health(devices.sync()));
        return last;
    }

    /** Goes on with a speaker that another router has left, where that left the stream at the same time. */
    private void takeOver(Sink sink, Plan.Output output) {
        sink.link().handover().peek().filter(state -> source.chain().goesOnFrom(state.leftNs()))
                .ifPresent(state -> source.chain().prime(state, output));
    }

    /** One as long as its provider is here, and after it until there is another. */
    private LinkHealth health(SyncController present) {
        if (present != null && present != sync) {
            sync = present;
            health = present.linkHealth();
        }
        return health;
    }

    private static int codecDelayFrames(Sink sink) {
        return sink.codec().delayFrames(sink.link().config());
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

    /** How the air is shared out. */
    AirPlan air() {
        return air;
    }

    /** What is in force for a speaker that is connected, whether it plays or not. */
    List<SpeakerSettings> settings() {
        return choices.stream().map(SpeakerChoice::settings).toList();
    }

    private Source planSource(Devices devices) {
        InboundLink link = devices.inbound().keySet().stream().reduce((earlier, later) -> later).orElse(null);
        boolean stays = source != null && source.link() == link;
        CodecProvider codec = link == null ? null : codec(devices, link, stays ? source.codec() : null);
        if (stays && source.codec() == codec) {
            return withClock(source, devices.sync());
        }
        if (source != null) {
            retired.add(source.decoder());
        }
        if (codec == null || !stays && devices.sync() == null) {
            return null;
        }
        Map<String, Object> properties = devices.inbound().get(link);
        SyncController sync = stays ? source.sync() : devices.sync();
        MediaClock clock = stays ? source.clock() : sync.mediaClock(link.config().rateHz());
        InputChain chain = stays ? source.chain() : new InputChain(link, codec.usesRtp(), clock, latency);
        if (!stays) {
            link.handover().peek().ifPresent(chain::resume);
        }
        Decoder decoder = codec.decoder(link.config());
        sourceNeed = budget.need(codec, link.config(), SOURCE_MTU_BYTES);
        LOG.atLevel(level).log("Playing {}: {} by {}", Devices.name(properties), link.config().label(), codec.name());
        return withClock(new Source(link, properties, chain, sync, clock, codec, decoder, InputChain.room(decoder)),
                devices.sync());
    }

    /** While there is no sync, the last one's clock goes on. */
    private static Source withClock(Source source, SyncController sync) {
        return sync == null || sync == source.sync() ? source
                : new Source(source.link(), source.properties(), source.chain(), sync,
                        sync.mediaClock(source.link().config().rateHz()), source.codec(), source.decoder(),
                        source.room());
    }

    /** The best codec for a link; or the present one, where it has gone and only others of its kind are there. */
    private CodecProvider codec(Devices devices, Link link, CodecProvider present) {
        CodecProvider best = devices.codec(link.config().codec()).orElse(null);
        boolean isGone = mayKeep && present != null && devices.codecs().values().stream()
                .noneMatch(codec -> codec.id().equals(present.id()) && codec.name().equals(present.name()));
        isKeeping |= isGone;
        return isGone ? present : best;
    }

    private void planSinks(Devices devices) {
        choices = SpeakerChoice.of(devices, casting.cast(devices), (id, link) -> codec(devices, link,
                sinks.containsKey(id) && sinks.get(id).link() == link ? sinks.get(id).codec() : null));
        Map<String, AirNeed> needs = new HashMap<>();
        List<AirBudget.Asking> asking = new ArrayList<>();
        for (SpeakerChoice choice : SpeakerChoice.preferred(choices)) {
            if (choice.codec() == null) {
                LOG.warn("No codec here for {} ({}): it stays silent", choice.name(), choice.link().config().label());
                continue;
            }
            AirNeed need = need(choice);
            needs.put(choice.id(), need);
            asking.add(new AirBudget.Asking(choice.id(), choice.name(), choice.properties().get(Link.ADAPTER), need));
        }
        AirPlan before = air;
        air = budget.share(source == null ? null : new AirBudget.Asking((String) source.properties().get(Link.ID),
                Devices.name(source.properties()), source.properties().get(Link.ADAPTER), sourceNeed), asking);
        tell(before);
        air.refused().forEach(refused -> needs.remove(refused.speakerId()));
        Map<String, Sink> next = new LinkedHashMap<>();
        for (SpeakerChoice choice : choices) {
            if (needs.containsKey(choice.id())) {
                next.put(choice.id(), sink(choice, needs.get(choice.id())));
            }
        }
        sinks.forEach((id, sink) -> {
            if (!next.containsKey(id) || next.get(id).encoder() != sink.encoder()) {
                retired.add(sink.encoder());
            }
        });
        sinks = next;
    }

    private AirNeed need(SpeakerChoice choice) {
        Sink old = sinks.get(choice.id());
        return old != null && old.link() == choice.link() && old.codec() == choice.codec() ? old.need()
                : budget.need(choice.codec(), choice.link().config(), choice.link().mtuBytes());
    }

    private void tell(AirPlan before) {
        for (AirPlan.Refused refused : air.refused()) {
            if (before.refused().stream().noneMatch(known -> known.speakerId().equals(refused.speakerId()))) {
                LOG.warn("Speaker {} stays silent: {}", refused.name(), refused.describe());
            }
        }
        if (air.qualityStep() != before.qualityStep()) {
            LOG.atLevel(level).log(air.qualityStep() == 0 ? "All speakers get their best quality again"
                    : "All speakers get a lower quality, step {}, so that the air of {} suffices", air.qualityStep(),
                    String.join(" and ", air.adapters().stream().map(AirPlan.Adapter::id).toList()));
        }
    }

    private Sink sink(SpeakerChoice choice, AirNeed need) {
        Sink old = sinks.get(choice.id());
        boolean stays = old != null && old.link() == choice.link();
        CodecProvider codec = choice.codec();
        int best = Math.min(air.qualityStep(), need.steps() - 1);
        // An encoder belongs to the audio thread: one of another quality is made anew, and primed.
        Encoder encoder = stays && old.codec() == codec && old.best() == best ? old.encoder()
                : encoder(codec, choice.link(), best);
        Departures departures = stays ? old.departures()
                : new Departures(new OutputChain(choice.link(), codec.usesRtp(), MAX_PACKET_FRAMES), lateNs);
        if (!stays || old.codec() != codec) {
            LOG.atLevel(level).log("Speaker {}: {} by {}", choice.name(), choice.link().config().label(), codec.name());
        }
        return new Sink(choice.id(), choice.link(), choice.properties(), departures, codec, encoder, choice.part(),
                need, best);
    }

    private static Encoder encoder(CodecProvider codec, OutboundLink link, int best) {
        Encoder encoder = codec.encoder(link.config());
        return best == 0 ? encoder : new CappedEncoder(encoder, best);
    }
}
