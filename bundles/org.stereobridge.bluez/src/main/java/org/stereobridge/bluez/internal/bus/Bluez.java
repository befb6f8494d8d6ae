package org.stereobridge.bluez.internal.bus;

import java.util.Map;
import java.util.function.Consumer;
import org.freedesktop.dbus.exceptions.DBusException;
import org.freedesktop.dbus.interfaces.DBusInterface;

/** Calls to bluetoothd. The control thread asks, and gets the answer later, on itself. */
public interface Bluez {

    /** A method of an object's interface. */
    @FunctionalInterface
    interface Call<I, T> {
        T on(I remote) throws DBusException;
    }

    /** A method that returns nothing. */
    @FunctionalInterface
    interface Command<I> {
        void on(I remote) throws DBusException;
    }

    /**
     * Calls a method.
     *
     * @param lane calls of one lane follow each other; others run beside them
     * @param then on the control thread, once; not at all where the connection has ended meanwhile
     */
    <I extends DBusInterface, T> void call(String lane, Class<I> type, String path, Call<I, T> call,
            Consumer<Outcome<T>> then);

    /** The same for a method that returns nothing. */
    default <I extends DBusInterface> void command(String lane, Class<I> type, String path, Command<I> command,
            Consumer<Outcome<Void>> then) {
        call(lane, type, path, remote -> {
            command.on(remote);
            return null;
        }, then);
    }

    /** Sets a property of a BlueZ object. */
    void set(String path, String type, String name, Object value, Consumer<Outcome<Void>> then);

    /** Makes an object callable by bluetoothd. */
    void export(String path, DBusInterface object);

    void unexport(String path);

    /** Tells bluetoothd that properties of an object of ours have changed. */
    void tellChanged(String path, String type, Map<String, Object> properties);
}
