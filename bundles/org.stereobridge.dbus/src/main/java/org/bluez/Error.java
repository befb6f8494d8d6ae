package org.bluez;

import org.freedesktop.dbus.exceptions.DBusExecutionException;

/**
 * The errors of BlueZ 5.82, in the one place where dbus-java looks for them: it makes of the name of an error the class
 * {@code org.bluez.Error$NotAvailable}, found by its own class loader, and of such a class the name of an error. What
 * bluez-dbus has for them, it never throws. An error of another name is a plain {@link DBusExecutionException}.
 */
public final class Error {

    private Error() {
    }

    public static final class AgentNotAvailable extends DBusExecutionException {

        private static final long serialVersionUID = 1;

        public AgentNotAvailable(String message) {
            super(message);
        }
    }

    public static final class AlreadyConnected extends DBusExecutionException {

        private static final long serialVersionUID = 1;

        public AlreadyConnected(String message) {
            super(message);
        }
    }

    public static final class AlreadyExists extends DBusExecutionException {

        private static final long serialVersionUID = 1;

        public AlreadyExists(String message) {
            super(message);
        }
    }

    public static final class AuthenticationCanceled extends DBusExecutionException {

        private static final long serialVersionUID = 1;

        public AuthenticationCanceled(String message) {
            super(message);
        }
    }

    public static final class AuthenticationFailed extends DBusExecutionException {

        private static final long serialVersionUID = 1;

        public AuthenticationFailed(String message) {
            super(message);
        }
    }

    public static final class AuthenticationRejected extends DBusExecutionException {

        private static final long serialVersionUID = 1;

        public AuthenticationRejected(String message) {
            super(message);
        }
    }

    public static final class AuthenticationTimeout extends DBusExecutionException {

        private static final long serialVersionUID = 1;

        public AuthenticationTimeout(String message) {
            super(message);
        }
    }

    public static final class Canceled extends DBusExecutionException {

        private static final long serialVersionUID = 1;

        public Canceled(String message) {
            super(message);
        }
    }

    public static final class ConnectionAttemptFailed extends DBusExecutionException {

        private static final long serialVersionUID = 1;

        public ConnectionAttemptFailed(String message) {
            super(message);
        }
    }

    public static final class DoesNotExist extends DBusExecutionException {

        private static final long serialVersionUID = 1;

        public DoesNotExist(String message) {
            super(message);
        }
    }

    public static final class Failed extends DBusExecutionException {

        private static final long serialVersionUID = 1;

        public Failed(String message) {
            super(message);
        }
    }

    public static final class InProgress extends DBusExecutionException {

        private static final long serialVersionUID = 1;

        public InProgress(String message) {
            super(message);
        }
    }

    public static final class InvalidArguments extends DBusExecutionException {

        private static final long serialVersionUID = 1;

        public InvalidArguments(String message) {
            super(message);
        }
    }

    public static final class NoSuchAdapter extends DBusExecutionException {

        private static final long serialVersionUID = 1;

        public NoSuchAdapter(String message) {
            super(message);
        }
    }

    public static final class NotAcquired extends DBusExecutionException {

        private static final long serialVersionUID = 1;

        public NotAcquired(String message) {
            super(message);
        }
    }

    public static final class NotAuthorized extends DBusExecutionException {

        private static final long serialVersionUID = 1;

        public NotAuthorized(String message) {
            super(message);
        }
    }

    public static final class NotAvailable extends DBusExecutionException {

        private static final long serialVersionUID = 1;

        public NotAvailable(String message) {
            super(message);
        }
    }

    public static final class NotConnected extends DBusExecutionException {

        private static final long serialVersionUID = 1;

        public NotConnected(String message) {
            super(message);
        }
    }

    public static final class NotPermitted extends DBusExecutionException {

        private static final long serialVersionUID = 1;

        public NotPermitted(String message) {
            super(message);
        }
    }

    public static final class NotReady extends DBusExecutionException {

        private static final long serialVersionUID = 1;

        public NotReady(String message) {
            super(message);
        }
    }

    public static final class NotSupported extends DBusExecutionException {

        private static final long serialVersionUID = 1;

        public NotSupported(String message) {
            super(message);
        }
    }

    public static final class ProfileUnavailable extends DBusExecutionException {

        private static final long serialVersionUID = 1;

        public ProfileUnavailable(String message) {
            super(message);
        }
    }

    public static final class Rejected extends DBusExecutionException {

        private static final long serialVersionUID = 1;

        public Rejected(String message) {
            super(message);
        }
    }
}
