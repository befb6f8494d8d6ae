package org.stereobridge.bluez.internal.bus;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.freedesktop.dbus.DBusPath;
import org.freedesktop.dbus.connections.impl.DBusConnection;
import org.freedesktop.dbus.exceptions.DBusException;
import org.freedesktop.dbus.interfaces.DBus;
import org.freedesktop.dbus.interfaces.ObjectManager;
import org.freedesktop.dbus.interfaces.Properties;
import org.freedesktop.dbus.messages.DBusSignal;
import org.freedesktop.dbus.types.Variant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stereobridge.dbus.Bus;
import org.stereobridge.dbus.BusException;
import org.stereobridge.dbus.BusException.Reason;

/**
 * Keeps a connection to D-Bus, and the tree like what bluetoothd has, through restarts of both. Control thread.
 */
public final class BusKeeper {

    /** What there is of all that is needed. */
    public enum Presence { NO_BUS, NOT_ALLOWED, NO_DAEMON, PRESENT }

    /** Told on the control thread. */
    public interface Listener {

        /** The tree is about to be filled: what bluetoothd needs of us can be registered. */
        void present();

        /** The tree has been cleared. */
        void absent();

        /** @param detail what exactly is missing, for people */
        void told(Presence presence, String detail);
    }

    /** Opens a bus; blocks. */
    @FunctionalInterface
    public interface Opener {
        Bus open(Consumer<BusException> onLoss) throws BusException;
    }

    private static final long RETRY_NS = 2_000_000_000L;
    private static final String LANE = "bus";
    private static final String ROOT = "/";

    private static final Logger LOG = LoggerFactory.getLogger(BusKeeper.class);

    private final Opener opener;
    private final Control control;
    private final Lanes lanes;
    private final ObjectTree tree;
    private final Listener listener;
    private final DBusBluez bluez;
    private final List<Runnable> early = new ArrayList<>();
    private Bus bus;
    private String owner = "";
    private boolean isPresent;
    private boolean isClosed;
    private Presence presence;

    public BusKeeper(Opener opener, Control control, Lanes lanes, ObjectTree tree, Listener listener) {
        this.opener = opener;
        this.control = control;
        this.lanes = lanes;
        this.tree = tree;
        this.listener = listener;
        bluez = new DBusBluez(lanes);
    }

    public Bluez bluez() {
        return bluez;
    }

    /** Begins, and goes on until it is closed. */
    public void open() {
        lanes.run(LANE, () -> {
            Bus opened = opener.open(cause -> control.execute(() -> lost(cause)));
            try {
                listen(opened);
            } catch (DBusException | RuntimeException e) {
                opened.close();
                throw e;
            }
            return opened;
        }, outcome -> {
            if (outcome.isOk()) {
                opened(outcome.value());
            } else {
                boolean isForbidden = outcome.cause() instanceof BusException e && (e.reason() == Reason.FORBIDDEN
                        || e.reason() == Reason.REJECTED);
                tell(isForbidden ? Presence.NOT_ALLOWED : Presence.NO_BUS, outcome.error().message());
                again(this::open);
            }
        });
    }

    private void listen(Bus opened) throws DBusException {
        DBusConnection connection = opened.connection();
        connection.addSigHandler(DBus.NameOwnerChanged.class, signal -> {
            if (signal.name.equals(Names.BLUEZ)) {
                control.execute(() -> owned(opened, signal.newOwner));
            }
        });
        connection.addSigHandler(Properties.PropertiesChanged.class, signal -> hear(opened, signal,
                () -> tree.change(signal.getPath(), signal.getInterfaceName(), signal.getPropertiesChanged(),
                        signal.getPropertiesRemoved())));
        connection.addSigHandler(ObjectManager.InterfacesAdded.class, signal -> hear(opened, signal,
                () -> tree.add(signal.getSignalSource().getPath(), signal.getInterfaces())));
        connection.addSigHandler(ObjectManager.InterfacesRemoved.class, signal -> hear(opened, signal,
                () -> tree.remove(signal.getSignalSource().getPath(), signal.getInterfaces())));
    }

    /** Only bluetoothd's own word counts; anybody may send a signal. */
    private void hear(Bus opened, DBusSignal signal, Runnable work) {
        String sender = signal.getSource();
        control.execute(() -> {
            if (opened != bus || !owner.equals(sender)) {
                return;
            }
            if (isPresent) {
                work.run();
            } else {
                early.add(work);
            }
        });
    }

    private void opened(Bus opened) {
        if (isClosed) {
            end(opened);
            return;
        }
        bus = opened;
        bluez.use(opened);
        askOwner();
    }

    private void askOwner() {
        Bus asked = bus;
        lanes.run(LANE, () -> {
            DBus driver = asked.connection().getRemoteObject("org.freedesktop.DBus", "/org/freedesktop/DBus",
                    DBus.class);
            return driver.NameHasOwner(Names.BLUEZ) ? driver.GetNameOwner(Names.BLUEZ) : "";
        }, outcome -> {
            if (asked == bus && outcome.isOk()) {
                owned(asked, outcome.value());
            }
        });
    }

    private void owned(Bus told, String newOwner) {
        if (told != bus || newOwner.equals(owner) && !newOwner.isEmpty()) {
            return;
        }
        leave();
        owner = newOwner;
        if (newOwner.isEmpty()) {
            tell(Presence.NO_DAEMON, "");
        } else {
            fill();
        }
    }

    private void fill() {
        Bus asked = bus;
        String from = owner;
        early.clear();
        lanes.<Map<DBusPath, Map<String, Map<String, Variant<?>>>>>run(LANE,
                () -> asked.connection().getRemoteObject(from, ROOT, ObjectManager.class).GetManagedObjects(),
                outcome -> {
                    if (asked != bus || !from.equals(owner) || isPresent) {
                        return;
                    }
                    if (outcome.isOk()) {
                        present(outcome.value());
                    } else {
                        tell(outcome.error().is("AccessDenied") ? Presence.NOT_ALLOWED : Presence.NO_DAEMON,
                                outcome.error().message());
                        again(() -> {
                            if (asked == bus && from.equals(owner) && !isPresent) {
                                fill();
                            }
                        });
                    }
                });
    }

    private void present(Map<DBusPath, Map<String, Map<String, Variant<?>>>> objects) {
        isPresent = true;
        bluez.present(true);
        tell(Presence.PRESENT, "");
        listener.present();
        objects.entrySet().stream().sorted(Map.Entry.comparingByKey((a, b) -> a.getPath().compareTo(b.getPath())))
                .forEach(entry -> tree.add(entry.getKey().getPath(), entry.getValue()));
        early.forEach(Runnable::run);
        early.clear();
    }

    private void leave() {
        owner = "";
        bluez.present(false);
        if (isPresent) {
            isPresent = false;
            tree.clear();
            listener.absent();
        }
    }

    private void lost(BusException cause) {
        LOG.info("D-Bus has gone: {}", cause.getMessage());
        bus = null;
        leave();
        bluez.use(null);
        if (!isClosed) {
            tell(Presence.NO_BUS, cause.getMessage());
            open();
        }
    }

    private void again(Runnable work) {
        if (!isClosed) {
            control.after(RETRY_NS, work);
        }
    }

    private void tell(Presence now, String detail) {
        if (now != presence) {
            presence = now;
            listener.told(now, detail);
        }
    }

    /** Ends the connection, and with it all that bluetoothd has of us. */
    public void close() {
        isClosed = true;
        leave();
        bluez.use(null);
        if (bus != null) {
            end(bus);
            bus = null;
        }
    }

    /** What was asked last, as to hide the adapter, is still said. */
    private void end(Bus ended) {
        lanes.afterAll(ended::close);
    }
}
