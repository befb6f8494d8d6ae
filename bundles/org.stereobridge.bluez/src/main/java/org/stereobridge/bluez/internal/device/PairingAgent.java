package org.stereobridge.bluez.internal.device;

import org.bluez.Agent1;
import org.bluez.Error;
import org.freedesktop.dbus.DBusPath;
import org.freedesktop.dbus.types.UInt16;
import org.freedesktop.dbus.types.UInt32;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers bluetoothd's questions about who may pair and connect, without asking anybody. D-Bus threads. */
final class PairingAgent implements Agent1 {

    static final String PATH = "/org/stereobridge/agent";
    /** The bridge has neither display nor keys. */
    static final String CAPABILITY = "NoInputNoOutput";

    private static final Logger LOG = LoggerFactory.getLogger(PairingAgent.class);
    private static final String PIN = "0000";

    private final Admission admission;
    private final Runnable released;

    /** @param released called where bluetoothd does not need the agent any more */
    PairingAgent(Admission admission, Runnable released) {
        this.admission = admission;
        this.released = released;
    }

    @Override
    public void Release() {
        released.run();
    }

    @Override
    public String RequestPinCode(DBusPath device) {
        admit(device);
        return PIN;
    }

    @Override
    public void DisplayPinCode(DBusPath device, String pinCode) {
        throw new Error.Rejected("The bridge has no display");
    }

    @Override
    public UInt32 RequestPasskey(DBusPath device) {
        throw new Error.Rejected("The bridge has no keys");
    }

    @Override
    public void DisplayPasskey(DBusPath device, UInt32 passkey, UInt16 entered) {
        // Nothing to display it on, and nothing that waits for it.
    }

    @Override
    public void RequestConfirmation(DBusPath device, UInt32 passkey) {
        admit(device);
    }

    @Override
    public void RequestAuthorization(DBusPath device) {
        admit(device);
    }

    private void admit(DBusPath device) {
        if (!admission.mayPair(device.getPath())) {
            LOG.info("Refused to pair with {}: the pairing window is closed", address(device.getPath()));
            throw new Error.Rejected("The pairing window is closed");
        }
    }

    @Override
    public void AuthorizeService(DBusPath device, String uuid) {
        if (!admission.mayUse(device.getPath(), uuid)) {
            LOG.info("Refused service {} to {}", service(uuid), address(device.getPath()));
            throw new Error.Rejected("Not a service of the bridge");
        }
    }

    @Override
    public void Cancel() {
        // Nobody is being asked.
    }

    /** {@code 00:11:22:AA:BB:CC} of a device's path. */
    static String address(String devicePath) {
        int at = devicePath.indexOf("/dev_");
        String tail = at < 0 ? "" : devicePath.substring(at + 5);
        return tail.length() < 17 ? devicePath : tail.substring(0, 17).replace('_', ':');
    }

    /** A UUID is the caller's word: only what looks like one is written to the log. */
    private static String service(String uuid) {
        return uuid.matches("[0-9A-Fa-f-]{4,36}") ? uuid : "(no UUID)";
    }

    @Override
    public String getObjectPath() {
        return PATH;
    }
}
