package org.stereobridge.bluez.internal.device;

import org.stereobridge.bluez.internal.bus.BluezError;
import org.stereobridge.radio.RadioStatus.Trouble;

/** Why a device could not be paired or connected, from what BlueZ (5.66-5.87) answers. */
enum ConnectFailure {

    /** One side has lost the key of the bond; trying again cannot help. */
    KEY_LOST("it does not know the bridge any more",
            "put it into pairing mode and add it again"),
    NO_AUDIO("it offers no A2DP audio that the bridge can send",
            "check that it is a speaker, and in pairing mode if it was never used before"),
    OUT_OF_REACH("it does not answer",
            "switch it on and bring it nearer; the bridge goes on trying"),
    REFUSED("it refuses the connection",
            "disconnect it from other phones, or put it into pairing mode and add it again"),
    NOT_PAIRED("it could not be paired",
            "put it into pairing mode and add it again"),
    NOT_READY("the Bluetooth adapter is not ready", "wait; if it stays so, unplug and plug the adapter"),
    OTHER("it could not be connected", "switch it off and on; the bridge goes on trying");

    private final Trouble trouble;

    ConnectFailure(String what, String remedy) {
        trouble = new Trouble(what, remedy);
    }

    static ConnectFailure of(BluezError error) {
        if (error.says("key-missing") || error.says("key missing") || error.says("br-connection-auth")
                || error.is("AuthenticationFailed")) {
            return KEY_LOST;
        }
        if (error.says("profile-unavailable") || error.says("profile unavailable") || error.is("NotAvailable")
                || error.says("Protocol not available") || error.says("create-socket")
                || error.says("profiles to connect to")) {
            return NO_AUDIO;
        }
        if (error.says("page-timeout") || error.says("Host is down") || error.says("connection-timeout")
                || error.is("ConnectionAttemptFailed") || error.says("No route to host")) {
            return OUT_OF_REACH;
        }
        if (error.says("refused")) {
            return REFUSED;
        }
        if (error.is("AuthenticationRejected") || error.is("AuthenticationTimeout")
                || error.is("AuthenticationCanceled")) {
            return NOT_PAIRED;
        }
        return error.is("NotReady") || error.says("adapter-not-powered") ? NOT_READY : OTHER;
    }

    Trouble trouble() {
        return trouble;
    }
}
