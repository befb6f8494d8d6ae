package org.stereobridge.bluez.internal.bus;

/**
 * How a call ended.
 *
 * @param value the result, null for none
 * @param error null where it went well
 * @param cause what was thrown, null where it went well
 */
public record Outcome<T>(T value, BluezError error, Exception cause) {

    public static <T> Outcome<T> of(T value) {
        return new Outcome<>(value, null, null);
    }

    /** dbus-java makes an error's name the name of an exception's class. */
    public static <T> Outcome<T> failed(Exception cause) {
        return new Outcome<>(null, new BluezError(cause.getClass().getName().replace('$', '.'), cause.getMessage()),
                cause);
    }

    public boolean isOk() {
        return error == null;
    }
}
