package org.stereobridge.router.internal;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static org.osgi.service.component.annotations.ReferenceCardinality.MULTIPLE;
import static org.osgi.service.component.annotations.ReferenceCardinality.OPTIONAL;
import static org.osgi.service.component.annotations.ReferencePolicy.DYNAMIC;
import static org.osgi.service.component.annotations.ReferencePolicyOption.GREEDY;

import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.osgi.framework.ServiceReference;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;
import org.stereobridge.codec.CodecProvider;
import org.stereobridge.journal.Journal;
import org.stereobridge.radio.InboundLink;
import org.stereobridge.radio.Link;
import org.stereobridge.radio.OutboundLink;
import org.stereobridge.radio.Waiter;
import org.stereobridge.routing.ProgrammeSettings;
import org.stereobridge.routing.Routing;
import org.stereobridge.routing.SpeakerSettings;
import org.stereobridge.status.AirPlan;
import org.stereobridge.status.BridgeMonitor;
import org.stereobridge.status.BridgeStatus;
import org.stereobridge.sync.SyncController;

/** Gathers links, codecs and settings, and has them played: the component around the audio loop. */
@Component(immediate = true, configurationPid = "org.stereobridge.router")
@Designate(ocd = Router.Config.class)
public final class Router implements Routing, BridgeMonitor {

    @ObjectClassDefinition(name = "Stereobridge router")
    public @interface Config {

        @AttributeDefinition(name = "Hold (ms)", min = "0", max = "500",
                description = "How long a packet waits for audio that is due, before silence is sent in its place")
        int hold_ms() default 60;

        @AttributeDefinition(name = "Late (ms)", min = "0", max = "1000",
                description = "How long after its time a packet may leave; what is later is skipped. Less than speakers"
                        + " hold as they begin, half of 150 ms, and never less than what has been held may be tried")
        int late_ms() default 70;

        @AttributeDefinition(name = "Stand in",
                description = "Whether a speaker plays both channels while the one for the other channel is gone")
        boolean stand_in() default true;

        @AttributeDefinition(name = "Air limit (%)", min = "10", max = "100",
                description = "Of an adapter's air, for all of its streams; the rest is for what must be sent again")
        int air_limit_percent() default 85;

        @AttributeDefinition(name = "Air rate (Mbit/s)",
                description = "At which speakers and source are reckoned with; those far away get 2",
                options = {@Option(label = "1: basic rate", value = "1"), @Option(label = "2: EDR", value = "2"),
                    @Option(label = "3: EDR", value = "3")})
        int air_rate_mbps() default 3;
    }

    /** For trying to send what has waited for its audio as long as may be. */
    private static final int TRIES_MS = 10;

    private final Conductor conductor;
    private final ConfigurationAdmin configurations;
    private final Map<InboundLink, Map<String, Object>> inbound = new LinkedHashMap<>(); // guarded by this
    private final Map<OutboundLink, Map<String, Object>> outbound = new LinkedHashMap<>(); // guarded by this
    private final Map<Comparable<?>, CodecProvider> codecs = new TreeMap<>(); // guarded by this
    private final Map<String, SpeakerSettings> settings = new HashMap<>(); // guarded by this
    private ProgrammeSettings programme = ProgrammeSettings.NEUTRAL; // guarded by this
    private SyncController sync; // guarded by this
    private Journal journal; // guarded by this
    private boolean isActive; // guarded by this

    @Activate
    public Router(@Reference Waiter waiter, @Reference ConfigurationAdmin configurations, Config config) {
        this.configurations = configurations;
        conductor = new Conductor(waiter, MILLISECONDS.toNanos(config.hold_ms()),
                MILLISECONDS.toNanos(Math.max(config.late_ms(), config.hold_ms() + TRIES_MS)),
                new Casting(config.stand_in()),
                AirBudget.of(config.air_rate_mbps(), config.air_limit_percent()));
    }

    /** Only now all is here that is there: with a part of it, what another router has left would be lost. */
    @Activate
    synchronized void activate() {
        isActive = true;
        replan();
        conductor.start();
    }

    @Deactivate
    void deactivate() {
        conductor.stop();
    }

    private synchronized void replan() {
        if (isActive) {
            conductor.plan(new Devices(inbound, outbound, codecs, settings, programme, sync));
        }
    }

    @Reference(cardinality = MULTIPLE, policy = DYNAMIC, target = "(" + Link.ID + "=*)")
    synchronized void addInbound(InboundLink link, Map<String, Object> properties) {
        inbound.put(link, properties);
        replan();
    }

    synchronized void removeInbound(InboundLink link) {
        inbound.remove(link);
        replan();
    }

    @Reference(cardinality = MULTIPLE, policy = DYNAMIC, target = "(" + Link.ID + "=*)")
    synchronized void addOutbound(OutboundLink link, Map<String, Object> properties) {
        outbound.put(link, properties);
        replan();
    }

    synchronized void updatedOutbound(OutboundLink link, Map<String, Object> properties) {
        addOutbound(link, properties);
    }

    synchronized void removeOutbound(OutboundLink link) {
        outbound.remove(link);
        replan();
    }

    @Reference(cardinality = MULTIPLE, policy = DYNAMIC)
    synchronized void addCodec(CodecProvider provider, ServiceReference<CodecProvider> reference) {
        codecs.put(reference, provider);
        replan();
    }

    synchronized void removeCodec(ServiceReference<CodecProvider> reference) {
        codecs.remove(reference);
        replan();
    }

    @Reference(cardinality = MULTIPLE, policy = DYNAMIC)
    synchronized void addSettings(SpeakerSettings added) {
        settings.put(added.speakerId(), added);
        replan();
    }

    synchronized void removeSettings(SpeakerSettings removed) {
        // A new configuration's settings may be here before the old ones leave.
        if (settings.remove(removed.speakerId(), removed)) {
            replan();
        }
    }

    @Reference(cardinality = OPTIONAL, policy = DYNAMIC, policyOption = GREEDY)
    synchronized void bindProgramme(ProgrammeSettings bound) {
        programme = bound;
        replan();
    }

    synchronized void unbindProgramme(ProgrammeSettings unbound) {
        if (programme == unbound) {
            programme = ProgrammeSettings.NEUTRAL;
            replan();
        }
    }

    @Reference(cardinality = OPTIONAL, policy = DYNAMIC, policyOption = GREEDY)
    synchronized void bindSync(SyncController bound) {
        sync = bound;
        replan();
    }

    synchronized void unbindSync(SyncController unbound) {
        if (sync == unbound) {
            sync = null;
            replan();
        }
    }

    @Reference(cardinality = OPTIONAL, policy = DYNAMIC, policyOption = GREEDY)
    synchronized void bindJournal(Journal bound) {
        journal = bound;
        conductor.journal(bound);
    }

    synchronized void unbindJournal(Journal unbound) {
        if (journal == unbound) {
            journal = null;
            conductor.journal(null);
        }
    }

    @Override
    public synchronized ProgrammeSettings programme() {
        return programme;
    }

    @Override
    public void programme(ProgrammeSettings changed) throws IOException {
        configurations.getConfiguration(StoredProgramme.PID, "?").updateIfDifferent(SettingsFormat.write(changed));
    }

    @Override
    public SpeakerSettings speaker(String speakerId) {
        synchronized (this) {
            if (settings.containsKey(speakerId)) {
                return settings.get(speakerId);
            }
        }
        return conductor.settings(speakerId).orElseThrow(
                () -> new IllegalArgumentException("no speaker \"" + speakerId + "\" is connected or configured"));
    }

    @Override
    public void speaker(SpeakerSettings changed) throws IOException {
        configurations.getFactoryConfiguration(StoredSpeakers.PID, SettingsFormat.name(changed.speakerId()), "?")
                .updateIfDifferent(SettingsFormat.write(changed));
    }

    @Override
    public BridgeStatus status() {
        return conductor.status();
    }

    @Override
    public AirPlan air() {
        return conductor.air();
    }
}
