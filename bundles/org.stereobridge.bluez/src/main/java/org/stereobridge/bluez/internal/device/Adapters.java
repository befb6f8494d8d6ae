package org.stereobridge.bluez.internal.device;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.freedesktop.dbus.types.UInt32;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stereobridge.bluez.internal.bus.Bluez;
import org.stereobridge.bluez.internal.bus.BusObject;
import org.stereobridge.bluez.internal.bus.Control;
import org.stereobridge.bluez.internal.bus.Names;
import org.stereobridge.bluez.internal.bus.ObjectTree;
import org.stereobridge.radio.RadioStatus;
import org.stereobridge.radio.RadioStatus.Duty;

/**
 * Keeps each adapter powered, named as the bridge, a loudspeaker by its class, and hidden while the pairing window is
 * closed. Control thread.
 */
public final class Adapters implements ObjectTree.Listener {

    /** Major class audio/video, minor class loudspeaker (Assigned Numbers, 2.8). */
    private static final int LOUDSPEAKER = 0x0414;
    private static final int MAJOR_AND_MINOR = 0x1FFC;
    private static final long LONGEST_PAUSE_NS = 60_000_000_000L;

    private static final Logger LOG = LoggerFactory.getLogger(Adapters.class);

    private final Bluez bluez;
    private final ObjectTree tree;
    private final Control control;
    private final AdapterChoice choice;
    private final String alias;
    private final DeviceClass deviceClass;
    private final Predicate<String> isSpeaker;
    private final Runnable changed;
    private final Map<String, Pause> powering = new HashMap<>();
    private final Set<String> pairing = new HashSet<>();
    /** Flags that bluetoothd was asked to set, and has not told yet. */
    private final Map<String, Boolean> asked = new HashMap<>();
    private Map<String, Set<Duty>> duties = Map.of();
    private boolean open;
    private int windowS;

    /**
     * @param isSpeaker whether the owner added the device of this address as a speaker
     * @param changed adapters or their duties are others
     */
    public Adapters(Bluez bluez, ObjectTree tree, Control control, AdapterChoice choice, String alias,
            DeviceClass deviceClass, Predicate<String> isSpeaker, Runnable changed) {
        this.bluez = bluez;
        this.tree = tree;
        this.control = control;
        this.choice = choice;
        this.alias = alias;
        this.deviceClass = deviceClass;
        this.isSpeaker = isSpeaker;
        this.changed = changed;
    }

    @Override
    public void added(BusObject object) {
        if (object.type().equals(Names.ADAPTER)) {
            LOG.info("Adapter {} ({})", id(object), object.text("Address"));
            powering.put(object.path(), new Pause(LONGEST_PAUSE_NS));
            choose();
            setUp(object);
        } else if (object.type().equals(Names.DEVICE)) {
            choose();
        }
    }

    @Override
    public void changed(BusObject object, Set<String> names) {
        if (object.type().equals(Names.ADAPTER)) {
            if (names.contains("Powered")) {
                setUp(object);
            }
            if (names.contains("Class")) {
                declare(object);
            }
            names.forEach(name -> asked.remove(key(object, name), object.flag(name)));
            changed.run();
        } else if (object.type().equals(Names.DEVICE) && (names.contains("Paired") || names.contains("UUIDs"))) {
            choose();
        }
    }

    @Override
    public void removed(BusObject object) {
        if (object.type().equals(Names.ADAPTER)) {
            LOG.info("Adapter {} has gone", id(object));
            powering.remove(object.path());
            pairing.remove(object.path());
            asked.keySet().removeIf(key -> key.startsWith(object.path() + " "));
            choose();
        }
    }

    private void setUp(BusObject adapter) {
        if (!adapter.flag("Powered")) {
            power(adapter.path());
            return;
        }
        powering.get(adapter.path()).reset();
        if (!adapter.text("Alias").equals(alias)) {
            set(adapter, "Alias", alias);
        }
        declare(adapter);
        show(adapter);
    }

    private void power(String path) {
        bluez.set(path, Names.ADAPTER, "Powered", true, outcome -> {
            if (!outcome.isOk() && powering.containsKey(path)) {
                long pauseNs = powering.get(path).next();
                LOG.info("Adapter {} cannot be powered yet: {}", Names.lastPart(path), outcome.error());
                control.after(pauseNs, () -> tree.find(path, Names.ADAPTER).filter(there -> !there.flag("Powered"))
                        .ifPresent(there -> power(path)));
            }
        });
    }

    private void declare(BusObject adapter) {
        OptionalLong seen = adapter.number("Class");
        if (adapter.flag("Powered") && seen.isPresent() && (seen.getAsLong() & MAJOR_AND_MINOR) != LOUDSPEAKER) {
            deviceClass.declare(id(adapter), LOUDSPEAKER);
        }
    }

    private void show(BusObject adapter) {
        boolean shown = open && has(adapter.path(), Duty.SOURCE);
        if (shown) {
            // Should the bridge die meanwhile, bluetoothd hides the adapter by itself.
            set(adapter, "DiscoverableTimeout", new UInt32(windowS));
            set(adapter, "PairableTimeout", new UInt32(windowS));
        }
        setFlag(adapter, "Pairable", shown || pairing.contains(adapter.path()));
        setFlag(adapter, "Discoverable", shown);
    }

    private void setFlag(BusObject adapter, String name, boolean value) {
        if (asked.getOrDefault(key(adapter, name), adapter.flag(name)) != value) {
            asked.put(key(adapter, name), value);
            set(adapter, name, value);
        }
    }

    private static String key(BusObject adapter, String name) {
        return adapter.path() + " " + name;
    }

    private void set(BusObject adapter, String name, Object value) {
        bluez.set(adapter.path(), Names.ADAPTER, name, value, outcome -> {
            if (!outcome.isOk()) {
                asked.remove(key(adapter, name));
                LOG.warn("Adapter {} does not take {}: {}", id(adapter), name, outcome.error());
            }
        });
    }

    /** Shows the bridge to others for this long, or hides it. */
    void show(boolean open, int windowS) {
        this.open = open;
        this.windowS = windowS;
        tree.all(Names.ADAPTER).filter(adapter -> adapter.flag("Powered")).forEach(this::show);
    }

    /** Lets an adapter keep the key of a device that the owner pairs with; without that it makes keys for once. */
    void pairing(String adapterPath, boolean isPairing) {
        if (isPairing ? pairing.add(adapterPath) : pairing.remove(adapterPath)) {
            tree.find(adapterPath, Names.ADAPTER).ifPresent(this::show);
        }
    }

    private void choose() {
        List<AdapterChoice.Candidate> candidates = sorted().map(adapter -> new AdapterChoice.Candidate(id(adapter),
                adapter.text("Address"), bonded(adapter.path()))).toList();
        Map<String, Set<Duty>> next = choice.duties(candidates);
        if (!next.equals(duties)) {
            duties = next;
            duties.forEach((id, duty) -> LOG.info("Adapter {} serves {}", id, duty.isEmpty() ? "nothing" : duty));
            tree.all(Names.ADAPTER).filter(adapter -> adapter.flag("Powered")).forEach(this::show);
        }
        changed.run();
    }

    private Set<Duty> bonded(String adapterPath) {
        Set<Duty> needs = EnumSet.noneOf(Duty.class);
        tree.all(Names.DEVICE).filter(device -> device.flag("Paired") && device.path().startsWith(adapterPath + "/"))
                .forEach(device -> needs.add(isSpeaker.test(device.text("Address")) ? Duty.SPEAKERS : Duty.SOURCE));
        return needs;
    }

    private Stream<BusObject> sorted() {
        return tree.all(Names.ADAPTER).sorted(Comparator.comparingInt(Adapters::number));
    }

    private static int number(BusObject adapter) {
        String digits = id(adapter).replaceAll("\\D", "");
        return digits.isEmpty() || digits.length() > 6 ? Integer.MAX_VALUE : Integer.parseInt(digits);
    }

    private static String id(BusObject adapter) {
        return Names.lastPart(adapter.path());
    }

    public boolean has(String adapterPath, Duty duty) {
        return duties.getOrDefault(Names.lastPart(adapterPath), Set.of()).contains(duty);
    }

    /** Powered adapters with this duty, the preferred first. */
    List<String> serving(Duty duty) {
        return sorted().filter(adapter -> adapter.flag("Powered") && has(adapter.path(), duty)).map(BusObject::path)
                .toList();
    }

    boolean isPowered(String adapterPath) {
        return tree.find(adapterPath, Names.ADAPTER).filter(adapter -> adapter.flag("Powered")).isPresent();
    }

    public List<RadioStatus.Adapter> status() {
        List<RadioStatus.Adapter> all = new ArrayList<>();
        sorted().forEach(adapter -> all.add(new RadioStatus.Adapter(id(adapter), adapter.text("Address"),
                adapter.text("Alias"), adapter.flag("Powered"), duties.getOrDefault(id(adapter), Set.of()))));
        return all;
    }
}
