package org.stereobridge.bluez.internal.bus;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.freedesktop.dbus.connections.impl.DBusConnection;
import org.freedesktop.dbus.exceptions.DBusException;
import org.freedesktop.dbus.interfaces.DBusInterface;
import org.freedesktop.dbus.interfaces.Properties;
import org.freedesktop.dbus.types.Variant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stereobridge.dbus.Bus;

/** bluetoothd on the other side of a bus. Control thread. */
final class DBusBluez implements Bluez {

    private static final Logger LOG = LoggerFactory.getLogger(DBusBluez.class);

    private final Lanes lanes;
    private DBusConnection connection;
    /** Counts the times that bluetoothd came or went: answers of an earlier time are dropped. */
    private int epoch;
    private boolean isPresent;

    DBusBluez(Lanes lanes) {
        this.lanes = lanes;
    }

    /** @param bus null while there is none */
    void use(Bus bus) {
        connection = bus == null ? null : bus.connection();
    }

    /** While bluetoothd is not there, it is not called. */
    void present(boolean isPresent) {
        this.isPresent = isPresent;
        epoch++;
    }

    @Override
    public <I extends DBusInterface, T> void call(String lane, Class<I> type, String path, Call<I, T> call,
            Consumer<Outcome<T>> then) {
        DBusConnection now = connection;
        if (now == null || !isPresent) {
            return;
        }
        int asked = epoch;
        lanes.<T>run(lane, () -> call.on(now.getRemoteObject(Names.BLUEZ, path, type)), outcome -> {
            if (asked == epoch) {
                then.accept(outcome);
            }
        });
    }

    @Override
    public void set(String path, String type, String name, Object value, Consumer<Outcome<Void>> then) {
        command("set " + path, Properties.class, path, properties -> properties.Set(type, name, value), then);
    }

    @Override
    public void export(String path, DBusInterface object) {
        if (connection != null) {
            try {
                connection.exportObject(path, object);
            } catch (DBusException | RuntimeException e) {
                LOG.warn("{} cannot be offered to bluetoothd: {}", path, e.getMessage());
            }
        }
    }

    @Override
    public void unexport(String path) {
        if (connection != null) {
            connection.unExportObject(path);
        }
    }

    @Override
    public void tellChanged(String path, String type, Map<String, Object> properties) {
        DBusConnection now = connection;
        if (now == null || !isPresent) {
            return;
        }
        Map<String, Variant<?>> variants = new HashMap<>();
        properties.forEach((name, value) -> variants.put(name,
                value instanceof Variant<?> variant ? variant : new Variant<>(value)));
        lanes.run("tell " + path, () -> {
            now.sendMessage(new Properties.PropertiesChanged(path, type, variants, List.of()));
            return null;
        }, outcome -> {
            // A bus that has gone is told to whoever keeps it.
        });
    }
}
