package org.stereobridge.update;

/** A bundle was not exchanged; the message says in one line what is wrong, and what runs now. */
public final class SwapException extends Exception {

    private static final long serialVersionUID = 1;

    public SwapException(String message) {
        super(message);
    }

    public SwapException(String message, Throwable cause) {
        super(message, cause);
    }
}
