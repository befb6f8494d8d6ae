package org.stereobridge.shell.internal;

/** Says in one line why a command was not done. */
final class CommandRefused extends RuntimeException {

    private static final long serialVersionUID = 1;

    CommandRefused(String message) {
        super(message);
    }

    /** What Gogo's shell writes, which otherwise has the class's name before it. */
    @Override
    public String toString() {
        return getMessage();
    }
}
