package org.stereobridge.sync.internal;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.NANOSECONDS;
import static org.osgi.service.component.annotations.ReferenceCardinality.MULTIPLE;
import static org.osgi.service.component.annotations.ReferencePolicy.DYNAMIC;

import java.io.IOException;
import java.time.Clock;
import java.time.InstantSource;
import java.util.Dictionary;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.cm.ConfigurationEvent;
import org.osgi.service.cm.ConfigurationListener;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stereobridge.calibration.Calibrations;
import org.stereobridge.calibration.Measurement;
import org.stereobridge.radio.Link;
import org.stereobridge.radio.OutboundLink;
import org.stereobridge.routing.SpeakerSettings;
import org.stereobridge.sync.Alignment;
import org.stereobridge.sync.Latency;
import org.stereobridge.sync.LinkHealth;
import org.stereobridge.sync.MediaClock;
import org.stereobridge.sync.Staleness;
import org.stereobridge.sync.SyncController;

/**
 * Holds every speaker back to the slowest one; one that is slower than the ceiling is not waited for. What was measured
 * of a speaker goes before what it reports, and is stale from the first event on that can have moved it.
 */
@Component(service = {SyncController.class, Calibrations.class, ConfigurationListener.class},
        configurationPid = "org.stereobridge.sync")
@Designate(ocd = LatencyAligner.Config.class)
public final class LatencyAligner implements SyncController, Calibrations, ConfigurationListener {

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
    /** Speakers whose last key is remembered, to say what changed when they come back. */
    private static final int LAST_KEYS = 64;

    private final long assumedNs;
    private final long ceilingNs;
    private final long headroomNs;
    private final CalibrationBook book;
    private final Shelf shelf;
    private final String session;
    private final InstantSource clock;
    private final Map<String, Connection> connections = new HashMap<>(); // guarded by this
    /** Of speakers that have left while others stayed: these are not moved, and find them in their places. */
    private final Map<String, Connection> absent = new HashMap<>(); // guarded by this
    private final Map<String, SpeakerKey> lastKeys = new HashMap<>(); // guarded by this
    private final Map<String, Long> trimsNs = new HashMap<>(); // guarded by this
    private boolean hasEnded; // guarded by this
    private volatile Alignment alignment = Alignment.NONE;

    @Activate
    public LatencyAligner(BundleContext context, @Reference ConfigurationAdmin configurations, Config config) {
        this(MILLISECONDS.toNanos(config.assumed_ms()), MILLISECONDS.toNanos(config.ceiling_ms()),
                MILLISECONDS.toNanos(config.headroom_ms()), new ConfigurationShelf(configurations),
                context.getProperty(Constants.FRAMEWORK_UUID), Clock.systemUTC());
    }

    /** @param session of the framework: tells connections of this start from earlier ones */
    LatencyAligner(long assumedNs, long ceilingNs, long headroomNs, Shelf shelf, String session,
            InstantSource clock) {
        this.assumedNs = assumedNs;
        this.ceilingNs = ceilingNs;
        this.headroomNs = headroomNs;
        this.shelf = shelf;
        this.session = session;
        this.clock = clock;
        book = new CalibrationBook(shelf);
    }

    @Reference(cardinality = MULTIPLE, policy = DYNAMIC, target = "(" + Link.ID + "=*)")
    void addSpeaker(OutboundLink link, Map<String, Object> properties) {
        var now = Connection.of(link.config().codec(), properties, session, clock.instant());
        Optional<Staleness.Cause> cause;
        synchronized (this) {
            String id = now.key().speakerId();
            absent.remove(id);
            connections.put(id, now.unlessAs(connections.get(id)));
            cause = now.parts(book.get(now.key()), lastKeys.get(id));
            if (lastKeys.size() < LAST_KEYS || lastKeys.containsKey(id)) {
                lastKeys.put(id, now.key());
            }
            cause.ifPresent(seen -> markStale(now.key(), seen));
            realign();
        }
        if (cause.isPresent()) {
            saveMark(now.key());
        }
    }

    void updatedSpeaker(OutboundLink link, Map<String, Object> properties) {
        addSpeaker(link, properties);
    }

    synchronized void removeSpeaker(OutboundLink link, Map<String, Object> properties) {
        var gone = Connection.of(link.config().codec(), properties, session, clock.instant());
        // The speaker may have come back by another link before this one leaves.
        if (connections.containsKey(gone.key().speakerId())
                && connections.get(gone.key().speakerId()).id().equals(gone.id())) {
            absent.put(gone.key().speakerId(), connections.remove(gone.key().speakerId()));
            if (connections.isEmpty()) {
                absent.clear();
            }
            realign();
        }
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
    public void suspect(String speakerId, Staleness.Cause cause) {
        SpeakerKey key;
        synchronized (this) {
            Connection connection = connections.get(speakerId);
            if (connection == null || !book.get(connection.key()).isFresh()) {
                return;
            }
            key = connection.key();
            markStale(key, cause);
            realign();
        }
        saveMark(key);
    }

    @Override
    public void measured(Measurement measurement) throws IOException {
        SpeakerKey key;
        synchronized (this) {
            Connection connection = connection(measurement.speakerId());
            key = connection.key();
            book.put(book.get(key).withMeasured(new Calibration.Measured(measurement.latencyNs(),
                    measurement.errorNs(), connection.reportedNs(), connection.id(), clock.instant(),
                    Optional.empty())));
            realign();
        }
        book.save(key);
    }

    @Override
    public void trim(String speakerId, OptionalLong trimNs) throws IOException {
        SpeakerKey key;
        synchronized (this) {
            key = connection(speakerId).key();
            book.put(book.get(key).withTrim(trimNs, clock.instant()));
            realign();
        }
        book.save(key);
    }

    @Override
    public synchronized OptionalLong trimNs(String speakerId) {
        Connection connection = connections.get(speakerId);
        return connection == null ? OptionalLong.empty() : book.get(connection.key()).trimNs();
    }

    private Connection connection(String speakerId) {
        Connection connection = connections.get(speakerId);
        if (connection == null) {
            throw new IllegalArgumentException("no speaker \"" + speakerId + "\" is connected");
        }
        return connection;
    }

    private void markStale(SpeakerKey key, Staleness.Cause cause) {
        book.put(book.get(key).stale(cause, clock.instant()));
        LOG.info("Speaker {}: what was measured of it is stale: {}", key.speakerId(), cause.label());
    }

    private void saveMark(SpeakerKey key) {
        try {
            book.save(key);
        } catch (IOException e) {
            LOG.warn("That the calibration of speaker {} is stale cannot be saved: {}", key.speakerId(),
                    e.getMessage());
        }
    }

    /** Someone has changed what is kept. */
    @Override
    public void configurationEvent(ConfigurationEvent event) {
        if (!ConfigurationShelf.PID.equals(event.getFactoryPid())
                || event.getType() == ConfigurationEvent.CM_LOCATION_CHANGED) {
            return;
        }
        try {
            reread(ConfigurationShelf.nameOf(event.getPid()));
        } catch (IOException e) {
            LOG.warn("A changed calibration cannot be read: {}", e.getMessage());
        }
    }

    void reread(String name) throws IOException {
        Dictionary<String, Object> properties = shelf.all().get(name);
        synchronized (this) {
            book.accept(name, properties);
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

    /** The alignment stays in force until another one takes over, though speakers are taken from us now. */
    @Deactivate
    synchronized void end() {
        hasEnded = true;
    }

    private void realign() {
        if (hasEnded) {
            return;
        }
        Map<String, Connection> all = new HashMap<>(absent);
        all.putAll(connections);
        Map<String, Latency> latencies = new HashMap<>();
        all.forEach((id, connection) -> latencies.put(id,
                connection.latency(book.get(connection.key()), assumedNs)));
        long slowestNs = latencies.values().stream().mapToLong(Latency::ns).filter(ns -> ns <= ceilingNs).max()
                .orElse(0);
        Map<String, Long> delaysNs = new HashMap<>();
        all.forEach((id, connection) -> delaysNs.put(id,
                Math.max(0, slowestNs - latencies.get(id).ns()) + trimNs(id, connection)));
        // A negative trim of the slowest speaker holds back all the others instead.
        long liftNs = Math.max(0, -delaysNs.values().stream().mapToLong(Long::longValue).min().orElse(0));
        Map<String, Alignment.Speaker> speakers = new HashMap<>();
        connections.keySet().forEach(id -> speakers.put(id, new Alignment.Speaker(latencies.get(id),
                delaysNs.get(id) + liftNs, Math.max(0, latencies.get(id).ns() - slowestNs))));
        var next = new Alignment(slowestNs, speakers);
        if (!next.equals(alignment)) {
            alignment = next;
            LOG.info("Speakers aligned at {} ms: {}", NANOSECONDS.toMillis(slowestNs), speakers.size());
        }
    }

    private long trimNs(String id, Connection connection) {
        return book.get(connection.key()).trimNs().orElse(trimsNs.getOrDefault(id, 0L));
    }
}
