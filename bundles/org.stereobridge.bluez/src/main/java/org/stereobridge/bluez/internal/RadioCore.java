package org.stereobridge.bluez.internal;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.stereobridge.bluez.internal.avrcp.MasterVolume;
import org.stereobridge.bluez.internal.avrcp.RemoteControl;
import org.stereobridge.bluez.internal.avrcp.SourceVolume;
import org.stereobridge.bluez.internal.avrcp.SpeakerVolume;
import org.stereobridge.bluez.internal.bus.Bluez;
import org.stereobridge.bluez.internal.bus.BusKeeper;
import org.stereobridge.bluez.internal.bus.BusObject;
import org.stereobridge.bluez.internal.bus.Control;
import org.stereobridge.bluez.internal.bus.Lanes;
import org.stereobridge.bluez.internal.bus.Names;
import org.stereobridge.bluez.internal.bus.ObjectTree;
import org.stereobridge.bluez.internal.device.AdapterChoice;
import org.stereobridge.bluez.internal.device.Adapters;
import org.stereobridge.bluez.internal.device.Admission;
import org.stereobridge.bluez.internal.device.Agents;
import org.stereobridge.bluez.internal.device.DeviceClass;
import org.stereobridge.bluez.internal.device.Devices;
import org.stereobridge.bluez.internal.device.SpeakerStore;
import org.stereobridge.bluez.internal.link.SocketWaiter;
import org.stereobridge.bluez.internal.media.CodecChoice;
import org.stereobridge.bluez.internal.media.LinkServices;
import org.stereobridge.bluez.internal.media.Media;
import org.stereobridge.bluez.internal.media.SourceDelay;
import org.stereobridge.bluez.internal.media.Transports;
import org.stereobridge.codec.StreamUse;
import org.stereobridge.radio.RadioStatus;

/** All that makes the radio, put together. Control thread, but for {@link #status}. */
final class RadioCore implements BusKeeper.Listener, ObjectTree.Listener {

    private static final Logger LOG = LoggerFactory.getLogger(RadioCore.class);
    private static final long TICK_NS = 1_000_000_000L;
    private static final long PASSING_NS = 2_000_000_000L;

    /** The bridge around the radio. */
    record Surroundings(Codecs codecs, LinkServices links, SpeakerStore store, DeviceClass deviceClass,
            Supplier<MasterVolume> master, Supplier<OptionalLong> heardAfterNs, SocketWaiter waiter) {
    }

    private final Control control;
    private final RadioSettings settings;
    private final ObjectTree tree = new ObjectTree();
    private final BusKeeper bus;
    private final Adapters adapters;
    private final Agents agents;
    private final Devices devices;
    private final Transports transports;
    private final Media media;
    private final RemoteControl remote;
    private final SourceVolume sourceVolume;
    private final SpeakerVolume speakerVolume;
    private final SourceDelay sourceDelay;
    private BusKeeper.Presence presence = BusKeeper.Presence.NO_BUS;
    private String detail = "";
    private boolean isStatusDue;
    private volatile RadioStatus status = new RadioStatus(RadioStatus.State.NO_BUS, "", List.of(), List.of(), 0, false,
            Optional.empty());

    RadioCore(BusKeeper.Opener opener, Control control, Lanes lanes, RadioSettings settings,
            Surroundings surroundings) {
        this.control = control;
        this.settings = settings;
        bus = new BusKeeper(opener, control, lanes, tree, this);
        Bluez bluez = bus.bluez();
        var admission = new Admission();
        agents = new Agents(bluez, control, admission);
        transports = new Transports(bluez, tree, control, surroundings.links(), surroundings.waiter(),
                settings.suspendNs(), this::streamsChanged);
        adapters = new Adapters(bluez, tree, control,
                new AdapterChoice(settings.sourceAdapter(), Set.copyOf(settings.speakerAdapters())), settings.alias(),
                surroundings.deviceClass(), this::isSpeaker, this::adaptersChanged);
        var choice = new CodecChoice(tree, surroundings.codecs()::ids, surroundings.codecs()::best, transports::rateHz,
                this::wantedCodecs);
        devices = new Devices(bluez, tree, control, adapters, admission, surroundings.store(),
                new Devices.Streams(transports::isConfigured, transports::isStreaming, transports::trouble,
                        this::isReady, choice, this::wishChanged), this::statusChanged);
        media = new Media(bluez, tree, control, transports, settings.speakers(), surroundings.codecs()::ids,
                surroundings.codecs()::best, adapters::has, choice, this::streamsChanged);
        remote = new RemoteControl(bluez, tree, control, transports::source, this::statusChanged);
        sourceVolume = new SourceVolume(bluez, lanes, surroundings.master(),
                () -> transports.remotes(StreamUse.PROGRAMME));
        speakerVolume = new SpeakerVolume(bluez, this::wantedVolume);
        sourceDelay = new SourceDelay(bluez, transports, surroundings.heardAfterNs());
        List.of(adapters, devices, media, remote, this).forEach(tree::follow);
    }

    void open() {
        bus.open();
        transports.watch();
        tick();
    }

    private void tick() {
        control.after(TICK_NS, () -> {
            sourceVolume.tell();
            sourceDelay.tell();
            if (devices.windowLeftNs() > 0) {
                statusChanged();
            }
            tick();
        });
    }

    void close() {
        devices.closeWindow();
        transports.reset();
        bus.close();
    }

    @Override
    public void present() {
        LOG.info("bluetoothd is there");
        agents.register();
    }

    @Override
    public void absent() {
        LOG.info("bluetoothd has gone");
        transports.reset();
        devices.reset();
        remote.reset();
        agents.reset();
    }

    @Override
    public void told(BusKeeper.Presence now, String said) {
        presence = now;
        detail = said;
        statusChanged();
    }

    @Override
    public void changed(BusObject object, Set<String> names) {
        if (object.type().equals(Names.TRANSPORT) && names.contains("Volume")) {
            volumeChanged(object);
        }
    }

    @Override
    public void added(BusObject object) {
        if (object.type().equals(Names.TRANSPORT)) {
            volumeChanged(object);
        }
    }

    private void volumeChanged(BusObject transport) {
        if (transports.remotes(StreamUse.PROGRAMME).contains(transport)) {
            sourceVolume.changed(transport);
        } else if (transports.remotes(StreamUse.SPEAKER).contains(transport)) {
            speakerVolume.hold(transport);
        }
    }

    private int wantedVolume(BusObject transport) {
        Optional<BusObject> device = tree.find(transport.text("Device"), Names.DEVICE);
        int own = device.flatMap(known -> devices.speaker(known.text("Address"))).map(SpeakerStore.Entry::volume)
                .orElse(SpeakerStore.Entry.OWN_VOLUME);
        if (own != SpeakerStore.Entry.MODEL_VOLUME) {
            return own;
        }
        String name = device.map(known -> known.text("Name")).orElse("");
        return settings.ownVolumeModels().stream().anyMatch(name::startsWith) ? SpeakerStore.Entry.OWN_VOLUME
                : settings.speakerVolume();
    }

    private List<String> wantedCodecs(String devicePath) {
        return tree.find(devicePath, Names.DEVICE).flatMap(device -> devices.speaker(device.text("Address")))
                .map(SpeakerStore.Entry::codecs).orElse(List.of());
    }

    private void wishChanged(String devicePath) {
        media.wishChanged(devicePath);
    }

    private boolean isReady(String adapterPath) {
        return media.isReady(adapterPath);
    }

    private boolean isSpeaker(String address) {
        return devices.isSpeaker(address);
    }

    private void adaptersChanged() {
        media.evaluate();
        statusChanged();
    }

    private void streamsChanged() {
        devices.evaluate();
        List<BusObject> speakers = transports.remotes(StreamUse.SPEAKER);
        speakerVolume.keepOnly(speakers.stream().map(BusObject::path).toList());
        speakers.forEach(speakerVolume::hold);
        remote.show();
        statusChanged();
    }

    /** Many things change together: they are put into one status. */
    private void statusChanged() {
        if (!isStatusDue) {
            isStatusDue = true;
            control.execute(() -> {
                isStatusDue = false;
                publish(read());
            });
        }
    }

    private void publish(RadioStatus next) {
        if (!next.problem().equals(status.problem()) && !next.problem().isEmpty()) {
            // What lasts a moment, as bluetoothd starts, is not worth a word.
            control.after(PASSING_NS, () -> tellProblem(next.problem()));
        }
        status = next;
    }

    private void tellProblem(String problem) {
        if (status.problem().equals(problem)) {
            LOG.atLevel(settings.isPatient() ? Level.WARN : Level.INFO).log("No Bluetooth: {}", problem);
        }
    }

    private RadioStatus read() {
        List<RadioStatus.Adapter> known = adapters.status();
        RadioStatus.State state = switch (presence) {
            case NO_BUS -> RadioStatus.State.NO_BUS;
            case NOT_ALLOWED -> RadioStatus.State.NOT_ALLOWED;
            case NO_DAEMON -> RadioStatus.State.NO_DAEMON;
            case PRESENT -> known.isEmpty() ? RadioStatus.State.NO_ADAPTER : RadioStatus.State.READY;
        };
        return new RadioStatus(state, Problems.text(state, detail), known, devices.status(),
                devices.windowLeftNs(), devices.isScanning(), remote.nowPlaying());
    }

    /** Any thread. */
    RadioStatus status() {
        return status;
    }

    Devices devices() {
        return devices;
    }

    RemoteControl remote() {
        return remote;
    }

    /** Codecs came or went. */
    void codecsChanged() {
        media.evaluate();
    }
}
