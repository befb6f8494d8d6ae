package org.stereobridge.radio;

/** A command could not be begun; the message says in one line what is wrong and what to do. */
public final class RadioException extends Exception {

    private static final long serialVersionUID = 1;

    public RadioException(String message) {
        super(message);
    }
}
