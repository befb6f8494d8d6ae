package org.stereobridge.launcher;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Where the program starts and ends. */
public final class Main {

    private static final String EXIT_CODE = "stereobridge.exitCode";

    private static final Logger LOG = Logger.getLogger(Main.class.getName());

    private Main() {
    }

    public static void main(String[] arguments) {
        Path home = Path.of(System.getProperty("stereobridge.home", ".")).toAbsolutePath().normalize();
        System.exit(run(home, List.of(arguments)));
    }

    private static int run(Path home, List<String> arguments) {
        Path defaultData = defaultData();
        if (arguments.contains("--help")) {
            System.out.printf(Locale.ROOT, CommandLine.USAGE, defaultData);
            return 0;
        }
        if (arguments.contains("--version")) {
            System.out.println("stereobridge " + Main.class.getPackage().getImplementationVersion());
            return 0;
        }
        try {
            Options options = CommandLine.parse(arguments, defaultData);
            Preflight.check(options);
            int port = Preflight.freePort(options.port());
            DataLock.take(options.data());
            LogFile.open(options.data().resolve("log"));
            return run(home, options, port);
        } catch (Problem e) {
            System.err.println(e.getMessage());
            return e.exitCode();
        } catch (RuntimeException | LinkageError e) {
            LOG.log(Level.INFO, "Launcher failed", e);
            System.err.println("stereobridge: internal error: " + e + ": see the log in the data folder, and report it");
            return endWith(Problem.INTERNAL);
        }
    }

    private static int run(Path home, Options options, int port) throws Problem {
        FeatureFiles.Content content = new FeatureFiles(home).read(features(options));
        var platform = new Platform(FrameworkProperties.of(home, options, port, content.properties()));
        var ending = new Thread(() -> end(platform), "stereobridge-end");
        Runtime.getRuntime().addShutdownHook(ending);
        try {
            if (platform.start(content.bundles(), new DefaultConfigurations(home.resolve("etc")))) {
                long startedMs = ManagementFactory.getRuntimeMXBean().getUptime();
                System.out.printf(Locale.ROOT, "Ready in %.1f s: http://127.0.0.1:%d/%n", startedMs / 1e3, port);
            }
            platform.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Problem e) {
            System.err.println(e.getMessage());
            return endWith(e.exitCode());
        }
        return exitCode();
    }

    private static List<String> features(Options options) {
        var features = new ArrayList<>(List.of("base", "console", options.radio()));
        if (options.shell()) {
            features.add("shell");
        }
        return features;
    }

    /** Runs as the VM shuts down, which by itself would exit with 130 or 143 after a signal. */
    private static void end(Platform platform) {
        platform.stop();
        LogFile.close();
        Runtime.getRuntime().halt(exitCode());
    }

    /** Tells the shutdown hook, which has the last word. */
    private static int endWith(int exitCode) {
        System.setProperty(EXIT_CODE, String.valueOf(exitCode));
        return exitCode;
    }

    private static int exitCode() {
        return Integer.getInteger(EXIT_CODE, 0);
    }

    private static Path defaultData() {
        String state = System.getenv("XDG_STATE_HOME");
        Path base = state == null || state.isEmpty() ? Path.of(System.getProperty("user.home"), ".local", "state")
                : Path.of(state);
        return base.resolve("stereobridge");
    }
}
