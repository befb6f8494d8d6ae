package org.stereobridge.itests.lab;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A running Bluetooth lab: the guest "bridge", which is the device under test, the guest "world" with an Echo and
 * speakers, and the air between them. Its folder keeps logs, traces and recordings until the next of the same name.
 */
public final class Lab implements AutoCloseable {

    private static final Path HOME = Path.of(System.getProperty("stereobridge.lab")).normalize();
    private static final Path RUNS = Path.of("target", "lab").toAbsolutePath();
    private static final int END_LIMIT_S = 20;

    private final Process process;
    private final Guest bridge;
    private final World world;
    private final Air air;

    private Lab(Process process, JsonNode ready) {
        this.process = process;
        Path folder = Path.of(ready.get("dir").asText());
        JsonNode sockets = ready.get("sockets");
        bridge = new Guest(lines(sockets, "bridge"), folder.resolve("bridge"), addresses(ready, "bridge"));
        world = new World(new Guest(lines(sockets, "world"), folder.resolve("world"), addresses(ready, "world")));
        air = new Air(lines(sockets, "air"));
    }

    /** Skips the test where the lab is not built, or cannot be started by this user; says which. */
    public static void assumeBuilt() throws IOException, InterruptedException {
        Process check = new ProcessBuilder(HOME.resolve("lab").toString(), "--check").start();
        String why = check.errorReader().readLine();
        assumeTrue(check.waitFor() == 0, why);
    }

    /**
     * Starts a lab, and returns when all of it is ready.
     *
     * @param name of its folder below target/lab
     * @param options as the command itests/lab/lab has them, such as "--adapters", "2", "--program", folder
     */
    public static Lab start(String name, String... options) throws IOException {
        Path folder = RUNS.resolve(name);
        delete(folder);
        Files.createDirectories(RUNS);
        var command = new ArrayList<>(List.of(HOME.resolve("lab").toString(), folder.toString()));
        command.addAll(List.of(options));
        Path errors = RUNS.resolve(name + ".err");
        Process process = new ProcessBuilder(command).redirectError(errors.toFile()).start();
        BufferedReader out = process.inputReader();
        String line = out.readLine();
        if (line == null) {
            throw new IOException("the lab did not start: " + Files.readString(errors));
        }
        return new Lab(process, Lines.JSON.readTree(line));
    }

    public Guest bridge() {
        return bridge;
    }

    public World world() {
        return world;
    }

    public Air air() {
        return air;
    }

    @Override
    public void close() throws IOException {
        process.getOutputStream().close();
        try {
            process.onExit().get(END_LIMIT_S, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            process.destroyForcibly();
            throw new IOException("the lab did not end within " + END_LIMIT_S + " s", e);
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private static Lines lines(JsonNode sockets, String name) {
        return new Lines(Path.of(sockets.get(name).asText()));
    }

    private static List<String> addresses(JsonNode ready, String guest) {
        var addresses = new ArrayList<String>();
        ready.get("addresses").get(guest).forEach(address -> addresses.add(address.asText()));
        return addresses;
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (var files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
