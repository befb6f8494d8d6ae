package org.stereobridge.shell.internal;

/** Says in one line why a command was not done. Gogo shows the class's name and the message. */
final class CommandRefused extends RuntimeException {

    private static final long serialVersionUID = 1;

    CommandRefused(String message) {
        super(message);
    }
}
