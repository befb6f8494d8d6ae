package org.stereobridge.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What makes the program a service of the machine, as systemd and D-Bus read it. */
class SystemFilesTest {

    private static final String INSTALLED = "/opt/stereobridge";
    private static final String USER = "user=\"stereobridge\"";
    private static final int LIMIT_S = 30;
    /** In tenths of systemd's figure, which is 10 for a service that has no rules. */
    private static final int MOST_EXPOSED = 25;

    /** Denies what system.conf denies. A call to BlueZ that is let through ends at a program that does not serve. */
    private static final String BUS = """
            <!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
                "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
            <busconfig>
              <type>custom</type>
              <listen>unix:dir=%1$s</listen>
              <auth>EXTERNAL</auth>
              <servicedir>%1$s</servicedir>
              <policy context="default">
                <allow user="*"/>
                <deny own="*"/>
                <allow send_type="*"/>
                <deny send_type="method_call"/>
                <allow receive_type="*"/>
                <allow send_destination="org.freedesktop.DBus" send_interface="org.freedesktop.DBus"/>
              </policy>
              <include>%2$s</include>
            </busconfig>
            """;

    @TempDir
    private Path folder;

    @Test
    void shouldBeAUnitThatSystemdTakes() throws Exception {
        Output verified = analyze("verify");

        assertEquals(new Output(0, ""), verified);
    }

    @Test
    void shouldNeedLittleOfTheSystem() throws Exception {
        Output judged = analyze("security", "--offline=true", "--no-pager", "--threshold=" + MOST_EXPOSED);

        assertEquals(0, judged.exitCode(), judged.text());
    }

    @Test
    void shouldLetTheBridgeCallBluez() throws Exception {
        String policy = Files.readString(Assembled.HOME.resolve("etc/dbus-1/org.stereobridge.conf"));
        assertTrue(policy.contains(USER), policy);

        String denied = callBluez(policy);
        String allowed = callBluez(policy.replace(USER, "user=\"" + System.getProperty("user.name") + "\""));

        assertTrue(denied.contains("org.freedesktop.DBus.Error.AccessDenied"), denied);
        assertTrue(allowed.contains("org.freedesktop.DBus.Error.Spawn.ChildExited"), allowed);
    }

    private Output analyze(String... arguments) throws Exception {
        assumeTrue(isInstalled("systemd-analyze"), "skipped: systemd-analyze is missing (apt install systemd)");
        Path unit = folder.resolve("stereobridge.service");
        Files.writeString(unit, Files.readString(Assembled.HOME.resolve("etc/systemd/stereobridge.service"))
                .replace(INSTALLED, Assembled.HOME.toString()));
        var command = new ArrayList<>(List.of("systemd-analyze"));
        command.addAll(List.of(arguments));
        command.add(unit.toString());
        return run(command);
    }

    /** What is answered to a call on a bus with this policy. */
    private String callBluez(String policy) throws Exception {
        assumeTrue(isInstalled("dbus-daemon") && isInstalled("dbus-send"),
                "skipped: dbus-daemon or dbus-send is missing (apt install dbus)");
        Path file = Files.writeString(folder.resolve("policy.conf"), policy);
        Files.writeString(folder.resolve("org.bluez.service"), "[D-BUS Service]\nName=org.bluez\nExec=/bin/false\n");
        Path config = Files.writeString(folder.resolve("bus.conf"), BUS.formatted(folder, file));
        Process daemon = new ProcessBuilder("dbus-daemon", "--config-file=" + config, "--nofork", "--print-address")
                .redirectError(folder.resolve("dbus-daemon").toFile()).start();
        try (BufferedReader out = daemon.inputReader()) {
            String address = out.readLine();
            assertTrue(address != null, Files.readString(folder.resolve("dbus-daemon")));
            return run(List.of("dbus-send", "--bus=" + address, "--print-reply", "--dest=org.bluez", "/",
                    "org.bluez.Any.Call")).text();
        } finally {
            daemon.destroy();
            daemon.waitFor(LIMIT_S, TimeUnit.SECONDS);
        }
    }

    private static boolean isInstalled(String program) {
        return List.of(System.getenv("PATH").split(":")).stream()
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
    }

    private static Output run(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Output(process.waitFor(), text);
    }

    private record Output(int exitCode, String text) {
    }
}
