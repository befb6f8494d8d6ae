package org.stereobridge.itests.lab;

import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Stereobridge as its owner runs it, in the guest "bridge", commanded by its shell on a terminal. */
final class BridgeProgram {

    private static final String NAME = "stereobridge";
    private static final String OUT = NAME + ".out";
    private static final String DATA = "/tmp/data";
    private static final long START_LIMIT_MS = 90_000;
    private static final long ANSWER_LIMIT_MS = 30_000;
    private static final long LOOK_MS = 500;
    /** A terminal needs a size for the shell to show its prompt. What stopped the VM is in vm.log of the share. */
    private static final String COMMAND = "cd /tmp && TERM=xterm"
            + " STEREOBRIDGE_JAVA_OPTS=-Xlog:gc,safepoint:file=/share/vm.log:uptime script -qfc 'stty cols 250 rows 50;"
            + " exec /program/bin/stereobridge --radio bluez --wait --shell --data " + DATA + "' /dev/null";

    private final Guest guest;
    private int answered;

    private BridgeProgram(Guest guest) {
        this.guest = guest;
    }

    /** Starts it, and returns when it has its adapter. */
    static BridgeProgram start(Guest guest) throws IOException {
        guest.spawn(NAME, COMMAND);
        guest.awaitText(OUT, "g! ", 0, START_LIMIT_MS);
        var program = new BridgeProgram(guest);
        program.awaitLog("offers \\d+ endpoints", 0, START_LIMIT_MS);
        return program;
    }

    /** Has its shell do this; returns what it wrote. */
    String tell(String command) throws IOException {
        answered++;
        int from = (int) Files.size(output());
        // The shell shows what the last command of a line returns.
        guest.write(NAME, command + "\necho answer-" + answered + "\n");
        // The command as typed stands behind the prompt and blanks.
        Guest.Match match = guest.awaitText(OUT, "(?m)^\\S*answer-" + answered + "\\s", from, ANSWER_LIMIT_MS);
        String all = Files.readString(output());
        return all.substring(Math.min(all.length(), from), Math.min(all.length(), match.offset()));
    }

    private Path output() {
        return guest.share().resolve(OUT);
    }

    /** Waits until the list of devices has a line like this for a device. */
    void awaitDevice(String name, String state, long timeoutMs) throws IOException {
        String devices = "";
        for (long waitedMs = 0; waitedMs <= timeoutMs; waitedMs += LOOK_MS) {
            devices = tell("bridge:devices");
            if (devices.lines().anyMatch(line -> line.contains(name) && line.contains(state))) {
                return;
            }
            guest.pause(LOOK_MS);
        }
        fail(name + " was not " + state + " within " + timeoutMs + " ms:\n" + devices + "\n" + log());
    }

    /** Waits until a command shows a text. */
    void awaitShown(String command, String text, long timeoutMs) throws IOException {
        String shown = "";
        for (long waitedMs = 0; waitedMs <= timeoutMs && !shown.contains(text); waitedMs += LOOK_MS) {
            guest.pause(LOOK_MS);
            shown = tell(command);
        }
        if (!shown.contains(text)) {
            fail(command + " did not show " + text + " within " + timeoutMs + " ms: " + shown);
        }
    }

    /** Waits until its log has a pattern (Python's), behind an offset; returns the offset behind it. */
    int awaitLog(String pattern, int offset, long timeoutMs) throws IOException {
        try {
            return guest.awaitText(DATA + "/log/stereobridge-0.log", pattern, offset, timeoutMs).offset();
        } catch (RefusedException e) {
            throw new IOException(e.getMessage() + "\n" + log(), e);
        }
    }

    String log() throws IOException {
        return guest.run("cat " + DATA + "/log/stereobridge-0.log", ANSWER_LIMIT_MS).out();
    }

    int logLength() throws IOException {
        String bytes = guest.run("wc -c < " + DATA + "/log/stereobridge-0.log", ANSWER_LIMIT_MS).out();
        return Integer.parseInt(bytes.strip());
    }
}
