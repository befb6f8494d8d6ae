package org.stereobridge.dbus;

import java.io.IOException;

/** Why there is no connection to a bus, or no longer one. */
public final class BusException extends IOException {

    private static final long serialVersionUID = 1;

    private final Reason reason;

    public BusException(Reason reason, String message) {
        this(reason, message, null);
    }

    public BusException(Reason reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }

    /** What a caller may want to tell apart; the message says the rest. */
    public enum Reason {

        /** There is nothing at the address: the bus has not started, or the address is wrong. */
        NO_SOCKET,

        /** There is a socket, but nobody listens: the bus has died. */
        REFUSED,

        /** This process may not open the socket. */
        FORBIDDEN,

        /** The bus does not let this user in, or speaks something else than D-Bus. */
        REJECTED,

        /** The bus has not answered in time. */
        TIMED_OUT,

        /** This machine, or the bus, does not do what is needed, as to pass descriptors. */
        UNSUPPORTED,

        /** There was a connection. */
        LOST
    }
}
