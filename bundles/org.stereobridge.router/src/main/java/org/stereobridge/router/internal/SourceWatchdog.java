package org.stereobridge.router.internal;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.osgi.service.component.annotations.ReferenceCardinality.OPTIONAL;
import static org.osgi.service.component.annotations.ReferencePolicy.DYNAMIC;
import static org.osgi.service.component.annotations.ReferencePolicyOption.GREEDY;

import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stereobridge.clock.NanoClock;
import org.stereobridge.journal.Journal;
import org.stereobridge.journal.Severity;
import org.stereobridge.radio.Radio;
import org.stereobridge.radio.RadioException;
import org.stereobridge.radio.RadioStatus;
import org.stereobridge.radio.Waiter;
import org.stereobridge.status.BridgeMonitor;
import org.stereobridge.status.BridgeStatus;

/** Has the radio connect a source anew that says it plays and sends nothing, or silence. */
@Component(service = {}, immediate = true, configurationPid = "org.stereobridge.router.watchdog")
@Designate(ocd = SourceWatchdog.Config.class)
public final class SourceWatchdog {

    @ObjectClassDefinition(name = "Stereobridge watchdog of the source")
    public @interface Config {

        @AttributeDefinition(name = "Nothing (s)", min = "3", max = "3600",
                description = "How long a source that says it plays may send nothing, until it is connected anew")
        int nothing_s() default 10;

        @AttributeDefinition(name = "Silence (s)", min = "20", max = "86400",
                description = "How long a source that says it plays may send digital silence, until it is connected"
                        + " anew, once")
        int silence_s() default 60;
    }

    private static final Logger LOG = LoggerFactory.getLogger(SourceWatchdog.class);
    private static final double SILENCE_DB = -119.9;
    /** To wait for a device to be gone before it is called. */
    private static final long GOODBYE_NS = SECONDS.toNanos(10);

    private final BridgeMonitor monitor;
    private final NanoClock clock;
    private final SourceWatch watch;
    private final ScheduledExecutorService control = Executors.newSingleThreadScheduledExecutor(work -> {
        var thread = new Thread(work, "stereobridge-watchdog");
        thread.setDaemon(true);
        return thread;
    });
    private String leaving; // control thread
    private long leavingNs; // control thread

    /** None takes commands while the radio is simulated. */
    @Reference(cardinality = OPTIONAL, policy = DYNAMIC, policyOption = GREEDY)
    volatile Radio radio;

    @Reference(cardinality = OPTIONAL, policy = DYNAMIC, policyOption = GREEDY)
    volatile Journal journal;

    @Activate
    public SourceWatchdog(@Reference BridgeMonitor monitor, @Reference Waiter clock, Config config) {
        this(monitor, clock, new SourceWatch(SECONDS.toNanos(config.nothing_s()),
                SECONDS.toNanos(config.silence_s())));
    }

    SourceWatchdog(BridgeMonitor monitor, NanoClock clock, SourceWatch watch) {
        this.monitor = monitor;
        this.clock = clock;
        this.watch = watch;
    }

    @Activate
    void activate() {
        control.scheduleWithFixedDelay(this::lookSafely, 1, 1, SECONDS);
    }

    @Deactivate
    void deactivate() {
        control.shutdownNow();
    }

    private void lookSafely() {
        Radio present = radio;
        try {
            if (present != null) {
                look(present);
            }
        } catch (RuntimeException e) {
            LOG.error("The source cannot be watched now", e);
        }
    }

    /** Once a second. */
    void look(Radio present) {
        long nowNs = clock.nanoTime();
        RadioStatus status = present.status();
        if (leaving != null) {
            callBack(present, nowNs);
            return;
        }
        Optional<BridgeStatus.Input> input = monitor.status().input();
        Optional<RadioStatus.Device> source = input.flatMap(from -> connected(status, from.id()));
        boolean claims = source.isPresent()
                && status.nowPlaying().filter(RadioStatus.NowPlaying::isPlaying).isPresent();
        boolean isSilent = input.filter(from -> from.leftDb() > SILENCE_DB || from.rightDb() > SILENCE_DB).isEmpty();
        switch (watch.look(nowNs, claims, input.map(BridgeStatus.Input::packets).orElse(0L), isSilent)) {
            case SENDS_NOTHING -> source.ifPresent(device -> leave(present, device,
                    "says that it plays, and sends nothing", nowNs));
            case SENDS_SILENCE -> source.ifPresent(device -> leave(present, device,
                    "says that it plays, and sends silence", nowNs));
            case NOTHING -> { }
        }
    }

    private static Optional<RadioStatus.Device> connected(RadioStatus status, String id) {
        return status.devices().stream().filter(device -> device.id().equals(id)
                && device.role() == RadioStatus.Role.SOURCE && isConnected(device)).findFirst();
    }

    private static boolean isConnected(RadioStatus.Device device) {
        return device.link() == RadioStatus.Link.CONNECTED || device.link() == RadioStatus.Link.STREAMING;
    }

    private void leave(Radio present, RadioStatus.Device device, String why, long nowNs) {
        LOG.warn("{} {}: it is connected anew", device.name(), why);
        Journal to = journal;
        if (to != null) {
            to.add(Severity.WARNING, device.name(), why, "it is connected anew");
        }
        try {
            present.disconnect(device.id());
            leaving = device.id();
            leavingNs = nowNs;
        } catch (RadioException e) {
            LOG.warn("{} cannot be disconnected: {}", device.name(), e.getMessage());
        }
    }

    private void callBack(Radio present, long nowNs) {
        if (connected(present.status(), leaving).isPresent() && nowNs - leavingNs < GOODBYE_NS) {
            return;
        }
        try {
            present.connect(leaving);
            leaving = null;
        } catch (RadioException e) {
            // The radio is away, or has forgotten the device; it is tried for a while, as nobody else would.
            if (nowNs - leavingNs >= 2 * GOODBYE_NS) {
                LOG.warn("{} cannot be connected anew: {}", leaving, e.getMessage());
                leaving = null;
            }
        }
    }
}
