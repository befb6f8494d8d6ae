package org.stereobridge.sync.internal;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.NANOSECONDS;
import static org.osgi.service.component.annotations.ReferenceCardinality.MULTIPLE;
import static org.osgi.service.component.annotations.ReferencePolicy.DYNAMIC;

import java.util.HashMap;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stereobridge.radio.Link;
import org.stereobridge.radio.OutboundLink;
import org.stereobridge.routing.SpeakerSettings;
import org.stereobridge.sync.Alignment;
import org.stereobridge.sync.Latency;
import org.stereobridge.sync.LinkHealth;
import org.stereobridge.sync.MediaClock;
import org.stereobridge.sync.SyncController;

/** Holds every speaker back to the slowest one; one that is slower than the ceiling is not waited for. */
@Component(configurationPid = "org.stereobridge.sync")
@Designate(ocd = LatencyAligner.Config.class)
public final class LatencyAligner implements SyncController {

    @ObjectClassDefinition(name = "Stereobridge sync")
    public @interface Config {

        @AttributeDefinition(name = "Assumed latency (ms)", min = "0", max = "500",
                description = "Of a speaker that reports none")
        int assumed_ms() default 150;

        @AttributeDefinition(name = "Ceiling (ms)", min = "50", max = "2000",
                description = "A speaker slower than this plays late; the others do not wait for it")
        int ceiling_ms() default 500;

        @AttributeDefinition(name = "Headroom (ms)", min = "0", max = "200",
                description = "Held in the jitter buffer above the jitter measured")
        int headroom_ms() default 2;
    }

    private static final Logger LOG = LoggerFactory.getLogger(LatencyAligner.class);

    private final Latency assumed;
    private final long ceilingNs;
    private final long headroomNs;
    private final Map<String, Latency> latencies = new HashMap<>(); // guarded by this
    /** Of speakers that have left while others stayed: these are not moved, and find them in their places. */
    private final Map<String, Latency> absent = new HashMap<>(); // guarded by this
    private final Map<String, Long> trimsNs = new HashMap<>(); // guarded by this
    private volatile Alignment alignment = Alignment.NONE;

    @Activate
    public LatencyAligner(Config config) {
        this(MILLISECONDS.toNanos(config.assumed_ms()), MILLISECONDS.toNanos(config.ceiling_ms()),
                MILLISECONDS.toNanos(config.headroom_ms()));
    }

    LatencyAligner(long assumedNs, long ceilingNs, long headroomNs) {
        assumed = new Latency(assumedNs, Latency.Origin.ASSUMED);
        this.ceilingNs = ceilingNs;
        this.headroomNs = headroomNs;
    }

    @Reference(service = OutboundLink.class, cardinality = MULTIPLE, policy = DYNAMIC, target = "(" + Link.ID + "=*)")
    synchronized void addSpeaker(Map<String, Object> properties) {
        String id = (String) properties.get(Link.ID);
        absent.remove(id);
        latencies.put(id, reported(properties.get(Link.LATENCY_NS)));
        realign();
    }

    synchronized void updatedSpeaker(Map<String, Object> properties) {
        addSpeaker(properties);
    }

    synchronized void removeSpeaker(Map<String, Object> properties) {
        String id = (String) properties.get(Link.ID);
        Latency left = latencies.remove(id);
        if (left != null) {
            absent.put(id, left);
        }
        if (latencies.isEmpty()) {
            absent.clear();
        }
        realign();
    }

    @Reference(cardinality = MULTIPLE, policy = DYNAMIC)
    synchronized void addSettings(SpeakerSettings settings) {
        trimsNs.put(settings.speakerId(), settings.trimNs());
        realign();
    }

    synchronized void removeSettings(SpeakerSettings settings) {
        // A new configuration's settings may be here before the old ones leave.
        if (trimsNs.remove(settings.speakerId(), settings.trimNs())) {
            realign();
        }
    }

    @Override
    public Alignment alignment() {
        return alignment;
    }

    @Override
    public MediaClock mediaClock(int rateHz) {
        return new JitterClock(rateHz, headroomNs);
    }

    @Override
    public LinkHealth linkHealth() {
        return new PatientLadder();
    }

    /** A report is a peer's word: what cannot be is taken for none. */
    private Latency reported(Object latencyNs) {
        return latencyNs instanceof Long ns && ns >= 0 && ns <= 10_000_000_000L
                ? new Latency(ns, Latency.Origin.REPORTED) : assumed;
    }

    private void realign() {
        Map<String, Latency> all = new HashMap<>(absent);
        all.putAll(latencies);
        long slowestNs = all.values().stream().mapToLong(Latency::ns).filter(ns -> ns <= ceilingNs).max().orElse(0);
        long leastNs = all.entrySet().stream().mapToLong(e -> rawDelayNs(e.getKey(), e.getValue(), slowestNs))
                .min().orElse(0);
        // A negative trim of the slowest speaker holds back all the others instead.
        long liftNs = Math.max(0, -leastNs);
        Map<String, Alignment.Speaker> speakers = new HashMap<>();
        latencies.forEach((id, latency) -> speakers.put(id, new Alignment.Speaker(latency,
                rawDelayNs(id, latency, slowestNs) + liftNs, Math.max(0, latency.ns() - slowestNs))));
        var next = new Alignment(slowestNs, speakers);
        if (!next.equals(alignment)) {
            alignment = next;
            LOG.info("Speakers aligned at {} ms: {}", NANOSECONDS.toMillis(slowestNs), speakers.size());
        }
    }

    private long rawDelayNs(String id, Latency latency, long slowestNs) {
        return Math.max(0, slowestNs - latency.ns()) + trimsNs.getOrDefault(id, 0L);
    }
}
