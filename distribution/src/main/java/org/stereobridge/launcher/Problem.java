package org.stereobridge.launcher;

/** What keeps the program from running, said in one line: what, where, what to do. */
final class Problem extends Exception {

    /** Exit codes as sysexits.h has them. */
    static final int USAGE = 64;
    static final int BAD_CONTENT = 65;
    static final int NO_INPUT = 66;
    static final int UNAVAILABLE = 69;
    static final int INTERNAL = 70;
    static final int CANNOT_WRITE = 73;

    private static final long serialVersionUID = 1;

    private final int exitCode;

    Problem(int exitCode, String what, Object where, String whatToDo) {
        super("stereobridge: " + what + ": " + where + ": " + whatToDo);
        this.exitCode = exitCode;
    }

    int exitCode() {
        return exitCode;
    }
}
