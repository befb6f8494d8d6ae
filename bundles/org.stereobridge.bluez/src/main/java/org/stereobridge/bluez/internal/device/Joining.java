package org.stereobridge.bluez.internal.device;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.bluez.Adapter1;
import org.bluez.Device1;
import org.freedesktop.dbus.DBusPath;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stereobridge.bluez.internal.bus.Bluez;
import org.stereobridge.bluez.internal.bus.BluezError;
import org.stereobridge.bluez.internal.bus.BusObject;
import org.stereobridge.bluez.internal.bus.Control;
import org.stereobridge.bluez.internal.bus.Names;
import org.stereobridge.bluez.internal.bus.ObjectTree;
import org.stereobridge.bluez.internal.bus.Outcome;
import org.stereobridge.radio.RadioStatus.Duty;
import org.stereobridge.radio.RadioStatus.Trouble;

/**
 * Makes a device one of the owner's speakers: finds it where it is not known, pairs, trusts, and has it kept. Control
 * thread.
 */
final class Joining implements ObjectTree.Listener {

    private static final long SEARCH_NS = 30_000_000_000L;
    private static final Logger LOG = LoggerFactory.getLogger(Joining.class);
    private static final Trouble NOT_FOUND = new Trouble("it was not found",
            "put it into pairing mode near the bridge and add it again");

    private final Bluez bluez;
    private final ObjectTree tree;
    private final Control control;
    private final Adapters adapters;
    private final Admission admission;
    private final Scan scan;
    private final SpeakerStore store;
    private final Runnable changed;
    private final Map<String, Control.Timer> searching = new HashMap<>();
    private final Map<String, String> pairing = new HashMap<>();
    private final Map<String, Trouble> troubles = new HashMap<>();

    Joining(Bluez bluez, ObjectTree tree, Control control, Adapters adapters, Admission admission, Scan scan,
            SpeakerStore store, Runnable changed) {
        this.bluez = bluez;
        this.tree = tree;
        this.control = control;
        this.adapters = adapters;
        this.admission = admission;
        this.scan = scan;
        this.store = store;
        this.changed = changed;
    }

    /** @param isBondLost the bond that there is does not work any more */
    void start(String address, boolean isBondLost) {
        if (searching.containsKey(address) || pairing.containsKey(address)) {
            return;
        }
        troubles.remove(address);
        Optional<BusObject> device = find(address);
        if (device.isPresent() && isBondLost) {
            String path = device.get().path();
            String adapterPath = Names.adapterOf(path);
            // That it has gone may be told later than the answer: only when it comes again it is another one.
            seek(address);
            bluez.command(adapterPath, Adapter1.class, adapterPath,
                    adapter -> adapter.RemoveDevice(new DBusPath(path)), outcome -> removed(address, outcome));
        } else if (device.isPresent()) {
            pair(device.get());
        } else {
            seek(address);
            scan.start(adapters.serving(Duty.SPEAKERS), SEARCH_NS);
        }
        changed.run();
    }

    private Optional<BusObject> find(String address) {
        return tree.all(Names.DEVICE).filter(device -> device.text("Address").equalsIgnoreCase(address)
                && adapters.has(Names.adapterOf(device.path()), Duty.SPEAKERS)).findFirst();
    }

    private void removed(String address, Outcome<Void> outcome) {
        if (!searching.containsKey(address)) {
            return;
        }
        Optional<BusObject> known = find(address);
        if (!outcome.isOk() && known.isPresent()) {
            searching.remove(address).cancel();
            pair(known.get());
        } else {
            scan.start(adapters.serving(Duty.SPEAKERS), SEARCH_NS);
        }
    }

    private void seek(String address) {
        searching.put(address, control.after(SEARCH_NS, () -> {
            searching.remove(address);
            fail(address, NOT_FOUND);
        }));
    }

    @Override
    public void added(BusObject object) {
        if (object.type().equals(Names.DEVICE)) {
            String address = object.text("Address");
            if (searching.containsKey(address) && adapters.has(Names.adapterOf(object.path()), Duty.SPEAKERS)) {
                searching.remove(address).cancel();
                pair(object);
            }
        }
    }

    private void pair(BusObject device) {
        String address = device.text("Address");
        String path = device.path();
        pairing.put(address, path);
        // An inquiry would keep the adapter from paging; and where bluetoothd is to end one that it has interrupted to
        // pair, it believes for ever that it goes on.
        scan.stop(Names.adapterOf(path), () -> {
            if (!path.equals(pairing.get(address))) {
                return;
            }
            if (device.flag("Paired")) {
                trust(device, address);
            } else {
                ask(device, address);
            }
        });
    }

    private void ask(BusObject device, String address) {
        String path = device.path();
        admission.expect(path);
        adapters.pairing(Names.adapterOf(path), true);
        bluez.command("connect " + Names.adapterOf(path), Device1.class, path, Device1::Pair, outcome -> {
            control.after(Admission.SETTLE_NS, () -> admission.expectNoMore(path));
            adapters.pairing(Names.adapterOf(path), false);
            if (outcome.isOk() || outcome.error().is("AlreadyExists")) {
                LOG.info("Paired with {}", device.text("Alias"));
                trust(device, address);
            } else {
                pairing.remove(address);
                fail(address, troubleOf(outcome.error(), device));
            }
        });
    }

    private static Trouble troubleOf(BluezError error, BusObject device) {
        LOG.info("{} was not paired: {}", device.text("Alias"), error);
        ConnectFailure failure = ConnectFailure.of(error);
        return (failure == ConnectFailure.KEY_LOST ? ConnectFailure.NOT_PAIRED : failure).trouble();
    }

    private void trust(BusObject device, String address) {
        bluez.set(device.path(), Names.DEVICE, "Trusted", true, outcome -> {
            pairing.remove(address);
            if (!outcome.isOk()) {
                LOG.info("{} is not trusted: {}", address, outcome.error());
            }
            try {
                store.save(address, device.text("Alias"));
            } catch (IOException e) {
                fail(address, new Trouble("it cannot be kept: " + e.getMessage(), "see whether the disk is full"));
            }
            changed.run();
        });
    }

    private void fail(String address, Trouble trouble) {
        troubles.put(address, trouble);
        LOG.warn("{} was not added: {}; {}", address, trouble.what(), trouble.remedy());
        changed.run();
    }

    /** bluetoothd has gone. */
    void reset() {
        searching.values().forEach(Control.Timer::cancel);
        searching.clear();
        pairing.clear();
    }

    boolean isUnderWay(String address) {
        return searching.containsKey(address) || pairing.containsKey(address);
    }

    Optional<Trouble> trouble(String address) {
        return Optional.ofNullable(troubles.get(address));
    }

    void forget(String address) {
        troubles.remove(address);
    }
}
