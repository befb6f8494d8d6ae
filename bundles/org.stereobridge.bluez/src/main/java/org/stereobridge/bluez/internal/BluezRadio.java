package org.stereobridge.bluez.internal;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.osgi.service.component.annotations.ReferenceCardinality.MULTIPLE;
import static org.osgi.service.component.annotations.ReferenceCardinality.OPTIONAL;
import static org.osgi.service.component.annotations.ReferencePolicy.DYNAMIC;
import static org.osgi.service.component.annotations.ReferencePolicyOption.GREEDY;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stereobridge.bluez.internal.avrcp.MasterVolume;
import org.stereobridge.bluez.internal.bus.BusKeeper;
import org.stereobridge.bluez.internal.bus.Lanes;
import org.stereobridge.bluez.internal.link.ManagementSocket;
import org.stereobridge.bluez.internal.link.SocketWaiter;
import org.stereobridge.codec.CodecProvider;
import org.stereobridge.dbus.Bus;
import org.stereobridge.radio.MediaKey;
import org.stereobridge.radio.Radio;
import org.stereobridge.radio.RadioException;
import org.stereobridge.radio.RadioStatus;
import org.stereobridge.radio.Waiter;
import org.stereobridge.routing.ProgrammeSettings;
import org.stereobridge.routing.Routing;
import org.stereobridge.status.BridgeMonitor;
import org.stereobridge.status.BridgeStatus;
import org.stereobridge.status.RealTimeProbe;
import org.stereobridge.sync.SyncController;

/** The radio over BlueZ: the component around it, and the owner's commands to it. */
@Component(service = Radio.class, immediate = true, configurationPid = "org.stereobridge.bluez")
@Designate(ocd = BluezRadio.Config.class)
public final class BluezRadio implements Radio {

    @ObjectClassDefinition(name = "Stereobridge Bluetooth")
    public @interface Config {

        @AttributeDefinition(name = "Name", description = "What the Echo and phones see")
        String alias() default "Stereobridge";

        @AttributeDefinition(name = "Adapter for the source", description = "auto, or an id or address, as hci0; auto "
                + "takes the first")
        String source_adapter() default "auto";

        @AttributeDefinition(name = "Adapters for speakers", description = "auto, or ids or addresses; auto takes the "
                + "others where there are several")
        String[] speaker_adapters() default "auto";

        @AttributeDefinition(name = "Speakers", min = "1", max = "8", description = "Most that one adapter serves")
        int speakers() default 4;

        @AttributeDefinition(name = "Pairing window (s)", min = "10", max = "1800",
                description = "How long the Echo may find the bridge")
        int window_s() default 180;

        @AttributeDefinition(name = "Suspend after (s)", min = "1", max = "3600",
                description = "Without a source for this long, speakers' streams are suspended, so that they may sleep")
        int suspend_s() default 60;

        @AttributeDefinition(name = "Speakers' own volume", min = "-1", max = "127",
                description = "Held there, so that there is one volume only; -1 leaves it as it is")
        int speaker_volume() default 100;

        @AttributeDefinition(name = "Models with their own volume", required = false,
                description = "Beginnings of the names of speakers whose own volume is left alone")
        String[] own_volume_models() default {};

        @AttributeDefinition(name = "Audio priority", min = "0", max = "99",
                description = "Of SCHED_FIFO, where the system allows it; 0 for none")
        int priority() default 50;

        @AttributeDefinition(name = "Bus", required = false,
                description = "D-Bus address; empty for the system bus")
        String bus() default "";
    }

    private static final Logger LOG = LoggerFactory.getLogger(BluezRadio.class);
    private static final Duration SHORTEST_WINDOW = Duration.ofSeconds(1);
    private static final Duration LONGEST_WINDOW = Duration.ofMinutes(30);
    private static final Duration SCAN = Duration.ofMinutes(1);

    private static final String[] SERVICES = {Waiter.class.getName(), RealTimeProbe.class.getName()};
    private static final String WAIT = "stereobridge.radio.wait";
    private static final long PATIENCE_NS = SECONDS.toNanos(4);
    private static final String UNAVAILABLE = "69";

    private final BundleContext context;
    private final ControlThread control;
    private final Lanes lanes;
    private final Codecs codecs = new Codecs();
    private final RadioCore core;
    private final RadioSettings settings;
    private final SocketWaiter waiter;
    private final ServiceRegistration<?> registration;

    @Reference(cardinality = OPTIONAL, policy = DYNAMIC, policyOption = GREEDY)
    volatile Routing routing;

    @Reference(cardinality = OPTIONAL, policy = DYNAMIC, policyOption = GREEDY)
    volatile BridgeMonitor monitor;

    @Reference(cardinality = OPTIONAL, policy = DYNAMIC, policyOption = GREEDY)
    volatile SyncController sync;

    @Activate
    public BluezRadio(BundleContext context, @Reference ConfigurationAdmin configurations, Config config) {
        this.context = context;
        var clock = new MonotonicClock();
        settings = settings(config, Boolean.parseBoolean(context.getProperty(WAIT)));
        control = new ControlThread(clock);
        lanes = new Lanes(control);
        waiter = new SocketWaiter(clock, config.priority());
        core = new RadioCore(opener(config.bus()), control, lanes, settings, new RadioCore.Surroundings(codecs,
                new RegisteredLinks(context), new ConfiguredSpeakers(configurations), BluezRadio::declare,
                this::master, this::heardAfterNs, waiter));
        registration = context.registerService(SERVICES, waiter, null);
    }

    private static RadioSettings settings(Config config, boolean isPatient) {
        return new RadioSettings(config.alias(), config.source_adapter(), List.of(config.speaker_adapters()),
                config.speakers(), Duration.ofSeconds(config.window_s()), SECONDS.toNanos(config.suspend_s()),
                config.speaker_volume(), Arrays.asList(config.own_volume_models()), isPatient);
    }

    private static BusKeeper.Opener opener(String address) {
        return address.isEmpty() ? Bus::openSystem : onLoss -> Bus.open(address, onLoss);
    }

    private static void declare(String adapter, int majorAndMinor) {
        try {
            ManagementSocket.setDeviceClass(Integer.parseInt(adapter.replaceAll("\\D", "")), majorAndMinor);
        } catch (IOException | NumberFormatException e) {
            LOG.info("Adapter {} is not declared a loudspeaker ({}); Class = 0x240414 in /etc/bluetooth/main.conf"
                    + " does it, too", adapter, e.getMessage());
        }
    }

    @Activate
    void activate() {
        control.execute(core::open);
        if (!settings.isPatient()) {
            control.after(PATIENCE_NS, this::giveUp);
        }
        control.after(PATIENCE_NS, this::tellScheduling);
    }

    /** Whoever started the program by hand wants to know at once what is missing. */
    private void giveUp() {
        RadioStatus now = core.status();
        if (now.state() != RadioStatus.State.READY) {
            System.err.println("stereobridge: Bluetooth: " + now.problem() + "; or wait for it with --wait");
            System.setProperty("stereobridge.exitCode", UNAVAILABLE);
            try {
                context.getBundle(Constants.SYSTEM_BUNDLE_ID).stop();
            } catch (BundleException e) {
                LOG.error("The framework does not stop", e);
            }
        }
    }

    private void tellScheduling() {
        waiter.care().ifPresent(care -> LOG.info("Audio thread: {}", care));
    }

    @Deactivate
    void deactivate() {
        registration.unregister();
        control.execute(core::close);
        control.close();
        lanes.close();
    }

    @Reference(cardinality = MULTIPLE, policy = DYNAMIC)
    void addCodec(CodecProvider provider, ServiceReference<CodecProvider> reference) {
        codecs.add(reference, provider);
        control.execute(core::codecsChanged);
    }

    void removeCodec(ServiceReference<CodecProvider> reference) {
        codecs.remove(reference);
    }

    @Reference(cardinality = MULTIPLE, policy = DYNAMIC)
    void addSpeakerEntry(StoredSpeaker speaker) {
        control.execute(() -> core.devices().keep(speaker.entry()));
    }

    void removeSpeakerEntry(StoredSpeaker speaker) {
        control.execute(() -> core.devices().keepNoMore(speaker.entry()));
    }

    private MasterVolume master() {
        Routing keeper = routing;
        return keeper == null ? null : new MasterVolume() {

            @Override
            public double db() {
                return keeper.programme().masterDb();
            }

            @Override
            public void db(double db) throws IOException {
                ProgrammeSettings now = keeper.programme();
                keeper.programme(new ProgrammeSettings(now.mode(), db, now.balance()));
            }
        };
    }

    private OptionalLong heardAfterNs() {
        BridgeMonitor loop = monitor;
        SyncController alignment = sync;
        if (loop == null || alignment == null) {
            return OptionalLong.empty();
        }
        return loop.status().input().map(BridgeStatus.Input::bufferNs)
                .map(bufferNs -> OptionalLong.of(bufferNs + alignment.alignment().slowestNs()))
                .orElse(OptionalLong.empty());
    }

    @Override
    public RadioStatus status() {
        return core.status();
    }

    @Override
    public void openPairingWindow() throws RadioException {
        openPairingWindow(settings.window());
    }

    @Override
    public void openPairingWindow(Duration length) throws RadioException {
        if (length.compareTo(SHORTEST_WINDOW) < 0 || length.compareTo(LONGEST_WINDOW) > 0) {
            throw new IllegalArgumentException("the pairing window is open for 1 s to 30 minutes: " + length.toSeconds()
                    + " s");
        }
        checkReady();
        control.execute(() -> core.devices().openWindow(length));
    }

    @Override
    public void closePairingWindow() {
        control.execute(() -> core.devices().closeWindow());
    }

    @Override
    public void startScan() throws RadioException {
        checkReady();
        control.execute(() -> core.devices().startScan(SCAN));
    }

    @Override
    public void stopScan() {
        control.execute(() -> core.devices().stopScan());
    }

    @Override
    public void addSpeaker(String id) throws RadioException {
        checkReady();
        String address = address(id);
        RadioStatus.Device device = find(address);
        if (device != null && device.role() == RadioStatus.Role.SOURCE) {
            throw new RadioException(device.name() + " is a source that plays to the bridge; forget it first");
        }
        control.execute(() -> core.devices().join(address));
    }

    @Override
    public void connect(String id) throws RadioException {
        checkReady();
        String address = known(id);
        control.execute(() -> core.devices().connect(address));
    }

    @Override
    public void disconnect(String id) throws RadioException {
        checkReady();
        String address = known(id);
        control.execute(() -> core.devices().disconnect(address));
    }

    @Override
    public void forget(String id) throws RadioException {
        String address = known(id);
        control.execute(() -> core.devices().forget(address));
    }

    @Override
    public void press(MediaKey key) throws RadioException {
        checkReady();
        if (status().devices().stream().noneMatch(device -> device.role() == RadioStatus.Role.SOURCE
                && (device.link() == RadioStatus.Link.CONNECTED || device.link() == RadioStatus.Link.STREAMING))) {
            throw new RadioException("no source is connected: open the pairing window and say \"Alexa, pair\"");
        }
        control.execute(() -> core.remote().press(key));
    }

    private void checkReady() throws RadioException {
        RadioStatus now = status();
        if (now.state() != RadioStatus.State.READY) {
            throw new RadioException(now.problem());
        }
    }

    private static String address(String id) throws RadioException {
        if (!id.matches("(?i)[0-9A-F]{2}(:[0-9A-F]{2}){5}")) {
            throw new RadioException("\"" + id + "\" is no Bluetooth address such as 00:11:22:AA:BB:CC");
        }
        return id.toUpperCase(Locale.ROOT);
    }

    private RadioStatus.Device find(String address) {
        return status().devices().stream().filter(device -> device.id().equals(address)).findFirst().orElse(null);
    }

    private String known(String id) throws RadioException {
        String address = address(id);
        if (find(address) == null) {
            throw new RadioException("no device " + address + " is known: scan for it");
        }
        return address;
    }
}
