package org.stereobridge.bluez.internal;

import org.stereobridge.radio.RadioStatus;

/** What keeps the radio from working, for people, with what to do. */
final class Problems {

    private Problems() {
    }

    /** @param detail what the system said; may be empty */
    static String text(RadioStatus.State state, String detail) {
        String said = detail.isEmpty() ? "" : " (" + detail + ")";
        return switch (state) {
            case NO_BUS -> "D-Bus does not answer" + said + ": install dbus, or start it: systemctl start dbus";
            case NOT_ALLOWED -> "this user may not use bluetoothd" + said + ": install the D-Bus policy that comes with"
                    + " the bridge (etc/dbus-1), or add the user to the group bluetooth";
            case NO_DAEMON -> "bluetoothd does not run" + said + ": install bluez, or start it: systemctl start"
                    + " bluetooth";
            case NO_ADAPTER -> "there is no Bluetooth adapter: plug one in, or see whether the kernel knows it:"
                    + " bluetoothctl list";
            case READY -> "";
        };
    }
}
