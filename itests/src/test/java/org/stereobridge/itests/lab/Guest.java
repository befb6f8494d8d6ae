package org.stereobridge.itests.lab;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A machine of the lab, with a bluetoothd of its own. All waiting is done in it, and ends with a RefusedException. */
public final class Guest {

    private static final String NAME = "name";
    private static final String COMMAND = "command";
    private static final String TIMEOUT = "timeoutMs";
    private static final String SIGNAL = "signal";
    private static final long END_LIMIT_MS = 15_000;

    private final Lines lines;
    private final Path share;
    private final List<String> addresses;

    Guest(Lines lines, Path share, List<String> addresses) {
        this.lines = lines;
        this.share = share;
        this.addresses = List.copyOf(addresses);
    }

    /** What a command left. */
    public record Result(int exitCode, String out, String err) {
    }

    /**
     * What was found in a file.
     *
     * @param offset the bytes up to its end, from which to look for the next
     */
    public record Match(String text, int offset, List<String> groups) {

        public Match {
            groups = List.copyOf(groups);
        }
    }

    /**
     * The folder that the guest sees as /share, on this machine. A file that is changed here must get another name: the
     * guest keeps what it has read.
     */
    public Path share() {
        return share;
    }

    /** The address of an adapter. */
    public String address(int adapter) {
        return addresses.get(adapter);
    }

    /** Runs a shell command to its end. */
    public Result run(String command, long timeoutMs) throws IOException {
        JsonNode result = lines.ask("run", Map.of(COMMAND, command, TIMEOUT, timeoutMs), timeoutMs);
        return new Result(result.get("rc").intValue(), result.get("stdout").asText(), result.get("stderr").asText());
    }

    /** Starts a shell command; what it writes is added to the files NAME.out and NAME.err of the share. */
    public void spawn(String name, String command) throws IOException {
        lines.ask("spawn", Map.of(NAME, name, COMMAND, command));
    }

    /** Writes to the standard input of what was spawned. */
    public void write(String name, String text) throws IOException {
        lines.ask("write", Map.of(NAME, name, "text", text));
    }

    /** Ends the standard input of what was spawned. */
    public void closeInput(String name) throws IOException {
        lines.ask("closeStdin", Map.of(NAME, name));
    }

    /**
     * Sends a signal to what was spawned and its children, and awaits its end, except for STOP, CONT, QUIT and HUP.
     *
     * @param signal without SIG
     */
    public void kill(String name, String signal) throws IOException {
        lines.ask("kill", Map.of(NAME, name, SIGNAL, signal, TIMEOUT, END_LIMIT_MS), END_LIMIT_MS);
    }

    /** Awaits the end of what was spawned; returns its exit code, negative for a signal. */
    public int awaitEnd(String name, long timeoutMs) throws IOException {
        return lines.ask("wait", Map.of(NAME, name, TIMEOUT, timeoutMs), timeoutMs).get("rc").intValue();
    }

    /**
     * Waits until a file has a pattern (Python's) behind an offset in bytes.
     *
     * @param file in the share, unless its path is absolute
     */
    public Match awaitText(String file, String pattern, int offset, long timeoutMs) throws IOException {
        JsonNode match = lines.ask("awaitText",
                Map.of("file", file, "pattern", pattern, "offset", offset, TIMEOUT, timeoutMs), timeoutMs);
        var groups = new ArrayList<String>();
        match.get("groups").forEach(group -> groups.add(group.asText()));
        return new Match(match.get("text").asText(), match.get("offset").intValue(), groups);
    }

    /** Waits until a shell command succeeds. */
    public void awaitCommand(String command, long timeoutMs) throws IOException {
        lines.ask("awaitCommand", Map.of(COMMAND, command, TIMEOUT, timeoutMs), timeoutMs);
    }

    /** Lets time pass in the guest. */
    public void pause(long ms) throws IOException {
        lines.ask("pause", Map.of("ms", ms), ms);
    }

    /** The guest's CLOCK_MONOTONIC, in which recordings and events are stamped. */
    public long monotonicNs() throws IOException {
        return lines.ask("clock", Map.of()).get("monotonicNs").longValue();
    }

    /** What bluetoothd reads when it starts the next time. */
    public void setMainConf(String text) throws IOException {
        lines.ask("mainConf", Map.of("text", text));
    }

    /** Ends bluetoothd by a signal, starts it, and returns when it has its name on the bus. */
    public void restartBluetoothd(String signal) throws IOException {
        lines.ask("restartBluetoothd", Map.of(SIGNAL, signal), END_LIMIT_MS);
    }

    /** Ends dbus-daemon, and bluetoothd with it, and starts both. */
    public void restartDbus(String signal) throws IOException {
        lines.ask("restartDbus", Map.of(SIGNAL, signal), END_LIMIT_MS);
    }

    JsonNode ask(String op, Map<String, ?> arguments, long timeoutMs) throws IOException {
        return lines.ask(op, arguments, timeoutMs);
    }
}
