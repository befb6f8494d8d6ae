package org.stereobridge.simulator.internal;

/** The demonstration cannot be given as asked. The message is one line: what, where, what to do. */
public final class RefusedException extends Exception {

    /** Exit code of sysexits.h: the content of an input is wrong. */
    public static final int CONTENT = 65;
    /** Exit code of sysexits.h: an input is not there or cannot be read. */
    public static final int NO_INPUT = 66;
    /** Exit code of sysexits.h: something that is needed is not available. */
    public static final int UNAVAILABLE = 69;
    /** Exit code of sysexits.h: a fault of the program itself. */
    public static final int INTERNAL = 70;
    /** Exit code of sysexits.h: an output cannot be written. */
    public static final int CANNOT_WRITE = 73;

    private static final long serialVersionUID = 1;

    private final int exitCode;

    /**
     * @param what is wrong: {@code mono music}
     * @param where a file, or a path within one: {@code scenario.json: speakers[0].latencyMs}
     * @param remedy what to do: {@code give a two-channel file}
     */
    public RefusedException(int exitCode, String what, String where, String remedy) {
        super(oneLine(what) + ": " + oneLine(where) + ": " + oneLine(remedy));
        this.exitCode = exitCode;
    }

    public int exitCode() {
        return exitCode;
    }

    private static String oneLine(String text) {
        return text.replaceAll("\\p{Cntrl}+", " ").trim();
    }
}
