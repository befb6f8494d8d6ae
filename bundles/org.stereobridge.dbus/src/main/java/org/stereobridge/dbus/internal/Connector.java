package org.stereobridge.dbus.internal;

import java.util.List;
import org.freedesktop.dbus.connections.impl.DBusConnection;
import org.freedesktop.dbus.connections.impl.DBusConnectionBuilder;
import org.freedesktop.dbus.exceptions.DBusException;
import org.stereobridge.clock.NanoClock;
import org.stereobridge.dbus.BusException;
import org.stereobridge.dbus.BusException.Reason;

/** Connects to a bus and has dbus-java take over. */
public final class Connector {

    static final int LIMIT_MS = 5_000;

    private Connector() {
    }

    /**
     * A connection that reads and writes, and has no name yet.
     *
     * @param link which dbus-java's connection runs over
     */
    public record Connected(Link link, DBusConnection connection) {
    }

    /** Tries the addresses of a list in turn; each has a few seconds. */
    public static Connected connect(String addresses) throws BusException {
        if (!Libc.isKnownMachine()) {
            throw new BusException(Reason.UNSUPPORTED, "descriptors are passed on 64-bit Linux only");
        }
        List<UnixAddress> entries = UnixAddress.parse(addresses);
        BusException first = null;
        for (UnixAddress entry : entries) {
            try {
                return connect(entry);
            } catch (BusException e) {
                if (first == null) {
                    first = e;
                } else {
                    first.addSuppressed(e);
                }
            }
        }
        throw first;
    }

    private static Connected connect(UnixAddress address) throws BusException {
        NanoClock clock = new MonotonicClock();
        UnixSocket socket = UnixSocket.connect(Libc.LIBC, clock, address, LIMIT_MS);
        boolean isConnected = false;
        try {
            new SaslClient(socket, clock, LIMIT_MS).authenticate(Libc.LIBC.geteuid());
            var link = new Link(socket);
            // With no time to connect it tries once.
            DBusConnection connection = DBusConnectionBuilder.forAddress(address.entry()).withShared(false)
                    .transportConfig().withTimeout(0).withRegisterSelf(false)
                    .withAdditionalConfig(BusTransport.LINK, link).back().build();
            isConnected = true;
            return new Connected(link, connection);
        } catch (DBusException | RuntimeException e) {
            throw new BusException(Reason.UNSUPPORTED, "dbus-java does not start: " + e.getMessage(), e);
        } finally {
            if (!isConnected) {
                socket.close();
            }
        }
    }
}
