package org.stereobridge.launcher;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;

/** Looks at the machine before anything starts: files, folders and the port that the options name. */
final class Preflight {

    private Preflight() {
    }

    static void check(Options options) throws Problem {
        if (options.simulation().isPresent()) {
            check(options.simulation().get());
        }
        checkWritable("data folder", options.data(), "give another one with --data");
    }

    private static void check(Options.Simulation simulation) throws Problem {
        if (simulation.scenario().isPresent()) {
            checkReadable("scenario", simulation.scenario().get(), "see docs/scenarios.md");
        }
        if (simulation.musicFile().isPresent()) {
            checkReadable("music", simulation.musicFile().get(), "give a WAV, AIFF, FLAC or .sbc file");
        }
        checkWritable("output folder", simulation.out(), "give another one with --out");
    }

    /**
     * The port to listen on.
     *
     * @return the one asked for, or a free one where 0 was asked for
     */
    static int freePort(int port) throws Problem {
        try (var socket = new ServerSocket()) {
            // As Jetty does; without it a port in TIME_WAIT would look taken.
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port));
            return socket.getLocalPort();
        } catch (IOException e) {
            String why = port > 0 && port < 1024 ? "in use, or not allowed to this user" : "in use";
            throw new Problem(Problem.UNAVAILABLE, "port " + port, why, "give another one with --port");
        }
    }

    private static void checkReadable(String what, Path file, String whatToDo) throws Problem {
        if (!Files.exists(file)) {
            throw new Problem(Problem.NO_INPUT, what, file, "no such file; " + whatToDo);
        }
        if (!Files.isRegularFile(file) && Files.isDirectory(file)) {
            throw new Problem(Problem.NO_INPUT, what, file, "is a folder; " + whatToDo);
        }
        if (!Files.isReadable(file)) {
            throw new Problem(Problem.NO_INPUT, what, file, "cannot be read; check its permissions");
        }
        try {
            if (Files.isRegularFile(file) && Files.size(file) == 0) {
                throw new Problem(Problem.BAD_CONTENT, what, file, "is empty; " + whatToDo);
            }
        } catch (IOException e) {
            throw new Problem(Problem.NO_INPUT, what, file, "cannot be read (" + e.getMessage() + ")");
        }
    }

    /** Leaves nothing behind: what comes after may yet find fault with the input. */
    private static void checkWritable(String what, Path folder, String whatToDo) throws Problem {
        Path existing = folder.toAbsolutePath().normalize();
        while (!Files.exists(existing) && existing.getParent() != null) {
            existing = existing.getParent();
        }
        if (!Files.isDirectory(existing)) {
            throw new Problem(Problem.CANNOT_WRITE, what, folder, existing + " is not a folder; " + whatToDo);
        }
        try {
            Files.delete(Files.createTempFile(existing, ".stereobridge", null));
        } catch (IOException e) {
            throw new Problem(Problem.CANNOT_WRITE, what, folder, "cannot be written; " + whatToDo);
        }
    }
}
