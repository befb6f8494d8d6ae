package org.stereobridge.bluez.internal.device;

/** Says what kind of device an adapter is. bluetoothd takes that from its own configuration only. */
@FunctionalInterface
public interface DeviceClass {

    /**
     * Any thread; does not wait for the adapter.
     *
     * @param adapter such as {@code hci0}
     * @param majorAndMinor bits 2-12 of the class of device, in their place
     */
    void declare(String adapter, int majorAndMinor);
}
