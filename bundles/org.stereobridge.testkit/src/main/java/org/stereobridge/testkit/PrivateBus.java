package org.stereobridge.testkit;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A dbus-daemon of the test's own. */
public final class PrivateBus implements AutoCloseable {

    private static final String CONFIGURATION = """
            <!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-BUS Bus Configuration 1.0//EN"
             "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
            <busconfig>
              <type>session</type>
              <listen>%s</listen>
              <auth>EXTERNAL</auth>
              <policy context="default">
                <allow send_destination="*" eavesdrop="true"/>
                <allow eavesdrop="true"/>
                <allow own="*"/>
              </policy>
            </busconfig>
            """;

    private final Process daemon;
    private final String address;

    private PrivateBus(Process daemon, String address) {
        this.daemon = daemon;
        this.address = address;
    }

    /** Starts one that listens at {@code folder/bus}, where one may have been before. */
    public static PrivateBus start(Path folder) {
        return start(folder, "unix:path=" + folder.resolve("bus"));
    }

    /** @param listen where, in D-Bus's form: {@code unix:path=...} */
    public static PrivateBus start(Path folder, String listen) {
        assumeTrue(isInstalled(), "needs dbus-daemon (on Debian: apt install dbus)");
        try {
            Path configuration = folder.resolve("bus.conf");
            Files.writeString(configuration, CONFIGURATION.formatted(listen));
            Process daemon = new ProcessBuilder("dbus-daemon", "--config-file=" + configuration, "--print-address",
                    "--nofork").redirectError(folder.resolve("bus.log").toFile()).start();
            var output = new BufferedReader(new InputStreamReader(daemon.getInputStream(), StandardCharsets.UTF_8));
            String address = output.readLine();
            if (address == null) {
                throw new IOException(Files.readString(folder.resolve("bus.log")));
            }
            return new PrivateBus(daemon, address);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String address() {
        return address;
    }

    @Override
    public void close() {
        daemon.destroyForcibly().onExit().join();
    }

    private static boolean isInstalled() {
        for (String folder : System.getenv("PATH").split(":")) {
            if (Files.isExecutable(Path.of(folder, "dbus-daemon"))) {
                return true;
            }
        }
        return false;
    }
}
