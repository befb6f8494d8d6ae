package org.stereobridge.bluez.internal.device;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stereobridge.bluez.internal.bus.BluezError;

/** Names and texts as in BlueZ's src/error.c and src/device.c; the older ones are strerror's. */
class ConnectFailureTest {

    @ParameterizedTest
    @CsvSource({
        // 5.66 and later: btd_error_bredr_str
        "org.bluez.Error.Failed, br-connection-page-timeout, OUT_OF_REACH",
        "org.bluez.Error.Failed, br-connection-timeout, OUT_OF_REACH",
        "org.bluez.Error.Failed, br-connection-refused, REFUSED",
        "org.bluez.Error.Failed, br-connection-key-missing, KEY_LOST",
        "org.bluez.Error.Failed, br-connection-adapter-not-powered, NOT_READY",
        "org.bluez.Error.Failed, br-connection-busy, OTHER",
        "org.bluez.Error.Failed, br-connection-aborted-by-remote, OTHER",
        "org.bluez.Error.Failed, br-connection-unknown, OTHER",
        "org.bluez.Error.NotAvailable, br-connection-profile-unavailable, NO_AUDIO",
        "org.bluez.Error.InProgress, br-connection-busy, OTHER",
        "org.bluez.Error.NotReady, br-connection-adapter-not-powered, NOT_READY",
        // later: errors of their own, whose names dbus-java does not know
        "org.freedesktop.dbus.exceptions.DBusExecutionException, Exhausted the list of BR/EDR profiles to connect to, "
                + "NO_AUDIO",
        "org.freedesktop.dbus.exceptions.DBusExecutionException, No more profiles to connect to, NO_AUDIO",
        // before
        "org.bluez.Error.Failed, Host is down, OUT_OF_REACH",
        "org.bluez.Error.Failed, No route to host, OUT_OF_REACH",
        "org.bluez.Error.Failed, Connection refused, REFUSED",
        "org.bluez.Error.Failed, Protocol not available, NO_AUDIO",
        "org.bluez.Error.NotReady, Resource Not Ready, NOT_READY",
        // of Pair
        "org.bluez.Error.AuthenticationFailed, Authentication Failed, KEY_LOST",
        "org.bluez.Error.AuthenticationRejected, Authentication Rejected, NOT_PAIRED",
        "org.bluez.Error.AuthenticationTimeout, Authentication Timeout, NOT_PAIRED",
        "org.bluez.Error.AuthenticationCanceled, Authentication Canceled, NOT_PAIRED",
        "org.bluez.Error.ConnectionAttemptFailed, Page Timeout, OUT_OF_REACH",
        // not BlueZ's
        "org.freedesktop.DBus.Error.NoReply, '', OTHER",
        "'', '', OTHER",
    })
    void shouldTellWhy(String name, String message, ConnectFailure failure) {
        assertEquals(failure, ConnectFailure.of(new BluezError(name, message)));
    }
}
