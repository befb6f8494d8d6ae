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

    private static final String NEXT = "Next: on that page let an Echo or phone pair, and look for speakers; or start "
            + "with --shell for commands.";
    private static final String NEXT_IN_SHELL = "Next: bridge:pair lets an Echo or phone pair, bridge:scan and "
            + "bridge:add find speakers, bridge:radio tells how it is.";

    private static final Logger LOG = Logger.getLogger(Main.class.getName());

    private Main() {
    }

    public static void main(String[] arguments) {
        Path home = Path.of(System.getProperty("stereobridge.home", ".")).toAbsolutePath().normalize();
        System.exit(run(home, List.of(arguments)));
    }

    private static int run(Path home, List<String> arguments) {
        Path defaultData = defaultData();
        if (arguments.contains("--help") || arguments.contains("-h")) {
            System.out.printf(Locale.ROOT, CommandLine.USAGE, defaultData);
            return 0;
        }
        if (arguments.contains("--version")) {
            System.out.println("stereobridge " + version());
            return 0;
        }
        try {
            Options options = CommandLine.parse(arguments, defaultData);
            Preflight.check(options);
            int port = Preflight.freePort(options.port());
            DataLock.take(options.data());
            LogFile.open(options.data().resolve("log"));
            LOG.info(() -> "Stereobridge " + version() + " on Java " + Runtime.version() + ": " + arguments);
            return run(home, options, port);
        } catch (Problem e) {
            System.err.println(e.getMessage());
            return e.exitCode();
        } catch (RuntimeException | LinkageError e) {
            LOG.log(Level.INFO, "Launcher failed", e);
            System.err.println("stereobridge: internal error: " + e
                    + ": see the log in the data folder, and report it");
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
                String ready = String.format(Locale.ROOT, "Ready in %.1f s: http://127.0.0.1:%d/", startedMs / 1e3,
                        port);
                LOG.info(ready);
                System.out.println(overBar() + ready);
                if (options.simulation().isEmpty()) {
                    System.out.println(options.shell() ? NEXT_IN_SHELL : NEXT);
                }
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

    /** Where the radio draws a bar, it may have begun already; it is drawn anew at once. */
    private static String overBar() {
        return "bar".equals(System.getProperty("stereobridge.terminal")) ? "\r\u001b[K" : "";
    }

    private static List<String> features(Options options) {
        var features = new ArrayList<>(List.of("base", "console", "update"));
        features.add(options.simulation().isPresent() ? "simulator" : "bluetooth");
        if (options.shell()) {
            features.add("shell");
        }
        return features;
    }

    private static String version() {
        return Main.class.getPackage().getImplementationVersion();
    }

    /** Runs as the VM shuts down, which by itself would exit with 130 or 143 after a signal. */
    private static void end(Platform platform) {
        platform.stop();
        LOG.log(Level.INFO, "Ended with exit code {0}", exitCode());
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
