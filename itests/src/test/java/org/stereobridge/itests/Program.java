package org.stereobridge.itests;

import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The assembled program as a user starts it, in a process and with a data folder of its own. */
final class Program {

    private static final int LIMIT_S = 120;

    private final Path folder;

    /** Relative paths among the arguments are below this folder; the program's own files are there, too. */
    Program(Path folder) {
        this.folder = folder;
    }

    /** What a run left. */
    record Result(int exitCode, List<String> out, List<String> err) {
    }

    /** A run that goes on. */
    record Run(Process process, Path out, Path err) {

        Result end() throws IOException, InterruptedException {
            if (!process.waitFor(LIMIT_S, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                fail("did not end in " + LIMIT_S + " s: " + Files.readString(out) + Files.readString(err));
            }
            return new Result(process.exitValue(), Files.readAllLines(out), Files.readAllLines(err));
        }
    }

    Result run(String... arguments) throws IOException, InterruptedException {
        return start(arguments).end();
    }

    Run start(String... arguments) throws IOException {
        return launch(List.of(Assembled.HOME.resolve("bin/stereobridge").toString()), arguments);
    }

    /** With the shell on a terminal, whose keyboard is the process's standard input; it takes unsigned bundles. */
    Run startOnTerminal(String... arguments) throws IOException {
        String program = "stty rows 50 cols 200; export STEREOBRIDGE_JAVA_OPTS="
                + "-Dstereobridge.update.unsigned=true; exec " + Assembled.HOME.resolve("bin/stereobridge")
                + " --shell " + String.join(" ", arguments);
        return launch(List.of("script", "-qec", program, "/dev/null"));
    }

    private Run launch(List<String> program, String... arguments) throws IOException {
        var command = new ArrayList<>(program);
        command.addAll(List.of(arguments));
        Path out = Files.createTempFile(folder, "stdout", null);
        Path err = Files.createTempFile(folder, "stderr", null);
        var builder = new ProcessBuilder(command).directory(folder.toFile()).redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().put("XDG_STATE_HOME", folder.resolve("state").toString());
        builder.environment().put("DBUS_SYSTEM_BUS_ADDRESS", "unix:path=" + folder.resolve("no-bus"));
        return new Run(builder.start(), out, err);
    }
}
