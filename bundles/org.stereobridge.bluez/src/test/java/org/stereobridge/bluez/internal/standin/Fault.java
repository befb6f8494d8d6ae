package org.stereobridge.bluez.internal.standin;

/** An error as an answer. */
public final class Fault extends Exception {

    private static final long serialVersionUID = 1;

    private final String name;

    /** @param name in full, such as {@code org.freedesktop.DBus.Error.UnknownMethod} */
    public Fault(String name, String message) {
        super(message);
        this.name = name;
    }

    /** One of BlueZ's own. */
    public static Fault bluez(String kind, String message) {
        return new Fault("org.bluez.Error." + kind, message);
    }

    public static Fault failed(String reason) {
        return bluez("Failed", reason);
    }

    public String name() {
        return name;
    }
}
