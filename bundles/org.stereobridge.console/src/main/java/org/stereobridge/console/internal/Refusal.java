package org.stereobridge.console.internal;

/** Why a command is not done, for people, and as HTTP has it. */
final class Refusal extends Exception {

    private static final long serialVersionUID = 1;

    private final int status;

    Refusal(int status, String why) {
        super(why);
        this.status = status;
    }

    int status() {
        return status;
    }
}
