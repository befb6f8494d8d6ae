package org.stereobridge.dbus;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.freedesktop.dbus.connections.impl.DBusConnection;
import org.freedesktop.dbus.exceptions.DBusException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stereobridge.dbus.BusException.Reason;
import org.stereobridge.dbus.internal.Connector;
import org.stereobridge.dbus.internal.Farewell;
import org.stereobridge.dbus.internal.Link;

/**
 * A connection to a message bus. It ends once, when it is closed or when the bus goes, and does not come back: whoever
 * is told of the loss opens another.
 *
 * <p>dbus-java's threads belong to it: one reads, one writes, one handles signals, in their order, and four handle
 * calls; all have ended when {@link #close} returns or the loss is told. A call waits 20 s for its answer, unless the
 * bus goes, which ends all calls with an error at once. A message that is not as it must be is dropped and counted; a
 * stream that cannot be cut into messages ends the connection.
 */
public final class Bus implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Bus.class);
    private static final String SYSTEM_ADDRESS = "unix:path=/var/run/dbus/system_bus_socket";

    private final Link link;
    private final DBusConnection connection;
    private final AtomicBoolean isEnding = new AtomicBoolean();

    private Bus(Link link, DBusConnection connection) {
        this.link = link;
        this.connection = connection;
    }

    /** Opens the system bus: at {@code DBUS_SYSTEM_BUS_ADDRESS} where that is set. */
    public static Bus openSystem(Consumer<BusException> onLoss) throws BusException {
        return open(Objects.requireNonNullElse(System.getenv("DBUS_SYSTEM_BUS_ADDRESS"), SYSTEM_ADDRESS), onLoss);
    }

    /**
     * Opens a bus. Blocks, usually for milliseconds: connecting and signing in have 5 s each at most, the bus's welcome
     * has 20 s.
     *
     * @param address {@code unix:path=} or {@code unix:abstract=}; of several, after semicolons, the first that works
     * @param onLoss is told once, on a thread of its own, when the bus has gone and all is closed; it may block and may
     *     open another bus. It is not told of {@link #close}
     * @throws IllegalArgumentException if the address is not one
     * @throws BusException which says by its reason what is missing
     */
    public static Bus open(String address, Consumer<BusException> onLoss) throws BusException {
        Objects.requireNonNull(onLoss);
        Connector.Connected connected = Connector.connect(address);
        var bus = new Bus(connected.link(), connected.connection());
        try {
            bus.connection.register();
        } catch (DBusException | RuntimeException e) {
            bus.close();
            throw new BusException(Reason.REJECTED, "the bus gives no name: " + e.getMessage(), e);
        }
        bus.link.onLoss(cause -> bus.startLoss(cause, onLoss));
        return bus;
    }

    /**
     * For calls, exports and signals. Not to be disconnected or closed: this bus is.
     *
     * <p>Its calls block the thread they are made on, which may be a handler's. On a bus that is gone they throw
     * unchecked exceptions: dbus-java's, or {@link java.util.concurrent.RejectedExecutionException} while it ends.
     */
    public DBusConnection connection() {
        return connection;
    }

    /** How many messages were dropped because they could not be, and descriptors because they belonged to none. */
    public long rejected() {
        return link.rejected();
    }

    /**
     * Sends what was to be sent, lets handlers end, for 10 s at most where one is stuck, and closes. Does nothing on a
     * bus that has ended, but waits for an end under way. Not from a handler, which would wait for itself.
     */
    @Override
    public void close() {
        link.end();
        tearDown();
    }

    private void startLoss(BusException cause, Consumer<BusException> onLoss) {
        var thread = new Thread(() -> {
            tearDown();
            onLoss.accept(cause);
        }, "D-Bus loss");
        thread.setDaemon(true);
        thread.start();
    }

    private void tearDown() {
        if (!isEnding.compareAndSet(false, true)) {
            link.awaitEnd();
            return;
        }
        try {
            if (connection.isConnected()) {
                var farewell = new Farewell();
                connection.sendMessage(farewell);
                farewell.await();
                connection.disconnect();
            }
        } catch (RuntimeException e) {
            LOG.warn("dbus-java did not end its connection: {}", e.toString());
        } finally {
            link.isEnded();
        }
    }
}
