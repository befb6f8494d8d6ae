package org.stereobridge.bluez.internal.bus;

import java.util.Objects;

/**
 * What bluetoothd, or D-Bus on its behalf, answered instead of a result.
 *
 * @param name of the error, such as {@code org.bluez.Error.Failed}; empty where it is not known
 * @param message as it came; BlueZ's own reasons begin with {@code br-connection-}
 */
public record BluezError(String name, String message) {

    public BluezError {
        Objects.requireNonNull(name, "name");
        message = message == null ? "" : message;
    }

    /** The last part of the name, such as {@code Failed}. */
    public String kind() {
        return name.substring(name.lastIndexOf('.') + 1);
    }

    public boolean is(String kind) {
        return kind().equals(kind);
    }

    /** Whether BlueZ gave this reason. */
    public boolean says(String reason) {
        return message.contains(reason);
    }

    @Override
    public String toString() {
        return message.isEmpty() ? kind() : kind() + ": " + message;
    }
}
