package org.stereobridge.bluez.internal.device;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.bluez.Adapter1;
import org.freedesktop.dbus.DBusPath;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stereobridge.bluez.internal.bus.Bluez;
import org.stereobridge.bluez.internal.bus.BusObject;
import org.stereobridge.bluez.internal.bus.Control;
import org.stereobridge.bluez.internal.bus.Names;
import org.stereobridge.bluez.internal.bus.ObjectTree;
import org.stereobridge.bluez.internal.media.CodecChoice;
import org.stereobridge.radio.RadioStatus;
import org.stereobridge.radio.RadioStatus.Duty;

/** The devices around the bridge: what each is to it, and keeping the owner's ones connected. Control thread. */
public final class Devices implements ObjectTree.Listener, Connection.Surroundings {

    /** Of a speaker: at once, and for ever at least once a minute. */
    private static final long SPEAKER_FIRST_NS = 1_000_000_000L;
    private static final long SPEAKER_LONGEST_NS = 60_000_000_000L;
    /** Sources come back by themselves, and a phone may have left on purpose. */
    private static final long SOURCE_FIRST_NS = 6_000_000_000L;
    private static final long SOURCE_LONGEST_NS = 300_000_000_000L;
    private static final Logger LOG = LoggerFactory.getLogger(Devices.class);

    private final Bluez bluez;
    private final ObjectTree tree;
    private final Control control;
    private final Adapters adapters;
    private final Admission admission;
    private final Streams streams;
    private final Runnable changed;
    private final PairingWindow window;
    private final Scan scan;
    private final Joining joining;
    private final SpeakerStore store;
    private final Map<String, SpeakerStore.Entry> speakers = new TreeMap<>();
    private final Map<String, Connection> connections = new HashMap<>();

    /**
     * What is known of the streams of devices.
     *
     * @param isConfigured whether a stream of the device with this path is configured
     * @param isFlowing whether it may flow
     * @param trouble what is wrong with it
     * @param isReady whether streams of the adapter with this path can be configured
     * @param choice is told which device is called
     * @param wishChanged the owner may wish another codec for the device with this path
     */
    public record Streams(Predicate<String> isConfigured, Predicate<String> isFlowing,
            Function<String, Optional<RadioStatus.Trouble>> trouble, Predicate<String> isReady, CodecChoice choice,
            Consumer<String> wishChanged) {
    }

    /** @param changed the status is another one */
    public Devices(Bluez bluez, ObjectTree tree, Control control, Adapters adapters, Admission admission,
            SpeakerStore store, Streams streams, Runnable changed) {
        this.bluez = bluez;
        this.tree = tree;
        this.control = control;
        this.adapters = adapters;
        this.admission = admission;
        this.store = store;
        this.streams = streams;
        this.changed = changed;
        window = new PairingWindow(control, adapters, admission, changed);
        scan = new Scan(bluez, control, () -> {
            evaluate();
            changed.run();
        });
        joining = new Joining(bluez, tree, control, adapters, admission, scan, store, changed);
    }

    /** What the owner keeps; from now on it is connected. */
    public void keep(SpeakerStore.Entry entry) {
        speakers.put(entry.address(), entry);
        drop(entry.address());
        var connection = new Connection(entry.address(), Names.A2DP_SINK, bluez, control, this, SPEAKER_FIRST_NS,
                SPEAKER_LONGEST_NS);
        connections.put(entry.address(), connection);
        connection.want();
        device(entry.address()).map(BusObject::path).ifPresent(streams.wishChanged());
        changed.run();
    }

    public void keepNoMore(SpeakerStore.Entry entry) {
        // A new configuration's entry may be here before the old one leaves.
        if (speakers.remove(entry.address(), entry)) {
            drop(entry.address());
            changed.run();
        }
    }

    private void drop(String address) {
        Connection old = connections.remove(address);
        if (old != null) {
            old.reset();
        }
    }

    public boolean isSpeaker(String address) {
        return speakers.containsKey(address);
    }

    public Optional<SpeakerStore.Entry> speaker(String address) {
        return Optional.ofNullable(speakers.get(address));
    }

    @Override
    public void added(BusObject object) {
        if (object.type().equals(Names.DEVICE)) {
            joining.added(object);
            bonded(object);
            changed.run();
        }
    }

    @Override
    public void changed(BusObject object, Set<String> names) {
        if (object.type().equals(Names.DEVICE)) {
            if (names.contains("Paired") && object.flag("Paired")
                    && !admission.mayBeBonded(object.path())) {
                turnAway(object);
            } else if (names.contains("Paired") || names.contains("UUIDs")) {
                bonded(object);
            }
            evaluate();
            changed.run();
        } else if (object.type().equals(Names.ADAPTER) && names.contains("Powered")) {
            evaluate();
        }
    }

    @Override
    public void removed(BusObject object) {
        if (object.type().equals(Names.DEVICE)) {
            admission.bonded(object.path(), false);
            evaluate();
            changed.run();
        }
    }

    /** An adapter pairs without asking while it is pairable, as it is for a moment when a speaker is added. */
    private void turnAway(BusObject device) {
        LOG.warn("{} ({}) paired without being asked to, and is forgotten", device.text("Alias"),
                device.text("Address"));
        remove(device.path());
    }

    private void remove(String devicePath) {
        String adapterPath = Names.adapterOf(devicePath);
        bluez.command(adapterPath, Adapter1.class, adapterPath,
                adapter -> adapter.RemoveDevice(new DBusPath(devicePath)), outcome -> changed.run());
    }

    private void bonded(BusObject device) {
        boolean isPaired = device.flag("Paired");
        String address = device.text("Address");
        admission.bonded(device.path(), isPaired);
        if (isPaired && !isSpeaker(address) && device.texts("UUIDs").contains(Names.A2DP_SOURCE)) {
            connections.computeIfAbsent(address, any -> new Connection(address, Names.A2DP_SOURCE, bluez, control, this,
                    SOURCE_FIRST_NS, SOURCE_LONGEST_NS)).wantLater();
        } else if (isPaired && isSpeaker(address)) {
            connections.get(address).want();
        }
    }

    /** Streams were configured or have gone. */
    public void evaluate() {
        List.copyOf(connections.values()).forEach(Connection::evaluate);
    }

    /** bluetoothd has gone; what the owner wants stays. */
    public void reset() {
        joining.reset();
        scan.forget();
        window.forget();
        admission.clear();
        connections.keySet().removeIf(address -> {
            connections.get(address).reset();
            return !isSpeaker(address);
        });
        changed.run();
    }

    @Override
    public Optional<BusObject> device(String address) {
        List<BusObject> known = tree.all(Names.DEVICE).filter(device -> device.text("Address").equals(address))
                .toList();
        return known.stream().filter(device -> device.flag("Paired")).findFirst()
                .or(() -> known.stream().findFirst());
    }

    @Override
    public boolean isConfigured(String devicePath) {
        return streams.isConfigured().test(devicePath);
    }

    @Override
    public boolean mayCall(String devicePath) {
        String adapterPath = Names.adapterOf(devicePath);
        if (!adapters.isPowered(adapterPath) || !streams.isReady().test(adapterPath) || scan.isRunning()) {
            return false;
        }
        return isSpeakerAt(devicePath) || connections.entrySet().stream().noneMatch(known -> !isSpeaker(known.getKey())
                && known.getValue().link() == RadioStatus.Link.CONNECTED);
    }

    @Override
    public void calling(String devicePath) {
        if (isSpeakerAt(devicePath)) {
            streams.choice().calling(devicePath);
        }
    }

    @Override
    public void answered(String devicePath, boolean hasFailed) {
        streams.choice().answered(devicePath, hasFailed);
    }

    private boolean isSpeakerAt(String devicePath) {
        return tree.find(devicePath, Names.DEVICE).filter(device -> isSpeaker(device.text("Address"))).isPresent();
    }

    @Override
    public void changed() {
        changed.run();
    }

    public void openWindow(Duration length) {
        window.open(length.toNanos());
    }

    public void closeWindow() {
        window.close();
    }

    public void startScan(Duration length) {
        scan.start(adapters.serving(Duty.SPEAKERS), length.toNanos());
    }

    public void stopScan() {
        scan.stop();
        evaluate();
    }

    public void join(String address) {
        Connection connection = connections.get(address);
        joining.start(address, connection != null && connection.isHopeless());
        changed.run();
    }

    public void connect(String address) {
        Connection connection = connections.get(address);
        if (connection != null) {
            connection.want();
        }
    }

    public void disconnect(String address) {
        Connection connection = connections.get(address);
        if (connection != null) {
            connection.leave();
        }
    }

    public void forget(String address) {
        joining.forget(address);
        if (isSpeaker(address)) {
            try {
                store.remove(address);
            } catch (IOException e) {
                LOG.warn("{} cannot be forgotten: {}", address,
                        e.getMessage());
                return;
            }
        }
        drop(address);
        tree.all(Names.DEVICE).filter(device -> device.text("Address").equals(address))
                .forEach(device -> remove(device.path()));
    }

    public long windowLeftNs() {
        return window.leftNs();
    }

    public boolean isScanning() {
        return scan.isRunning();
    }

    public List<RadioStatus.Device> status() {
        Map<String, RadioStatus.Device> all = new TreeMap<>();
        boolean canTell = tree.all(Names.ADAPTER).findAny().isPresent();
        speakers.values().forEach(entry -> all.put(entry.address(),
                DeviceStatus.away(entry, link(entry.address(), ""), canTell)));
        tree.all(Names.DEVICE).sorted(Comparator.comparing(device -> device.flag("Paired"))).forEach(
                device -> all.put(device.text("Address"), status(device)));
        List<RadioStatus.Device> sorted = new ArrayList<>(all.values());
        sorted.sort(Comparator.comparing(RadioStatus.Device::name));
        return sorted;
    }

    private RadioStatus.Device status(BusObject device) {
        String address = device.text("Address");
        Optional<RadioStatus.Trouble> trouble = joining.trouble(address)
                .or(() -> streams.trouble().apply(device.path()))
                .or(() -> Optional.ofNullable(connections.get(address)).flatMap(Connection::trouble));
        return DeviceStatus.of(device, isSpeaker(address), link(address, device.path()), trouble);
    }

    private RadioStatus.Link link(String address, String path) {
        if (joining.isUnderWay(address)) {
            return RadioStatus.Link.PAIRING;
        }
        if (streams.isFlowing().test(path)) {
            return RadioStatus.Link.STREAMING;
        }
        Connection connection = connections.get(address);
        return connection == null ? RadioStatus.Link.APART : connection.link();
    }
}
