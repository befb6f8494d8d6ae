package org.stereobridge.launcher;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** What the framework and, by {@code BundleContext.getProperty}, the bundles are told. */
final class FrameworkProperties {

    private FrameworkProperties() {
    }

    static Map<String, Object> of(Path home, Options options, int port, Map<String, String> launching) {
        Path data = options.data().toAbsolutePath().normalize();
        var properties = new HashMap<String, Object>(launching);
        // The release folder is the truth: the cache is laid anew at each start.
        properties.put("org.osgi.framework.storage", data.resolve("cache").toString());
        properties.put("org.osgi.framework.storage.clean", "onFirstInit");
        properties.put("felix.cm.dir", data.resolve("config").toString());
        properties.put("org.apache.felix.http.host", "127.0.0.1");
        properties.put("org.osgi.service.http.port", String.valueOf(port));
        // The web console is closed while our own provider is away, so that its default password opens nothing.
        properties.put("felix.webconsole.security.providers", "stereobridge");
        properties.put("felix.webconsole.realm", "Stereobridge");

        properties.put("stereobridge.home", home.toString());
        properties.put("stereobridge.data", data.toString());
        properties.put("stereobridge.http.port", String.valueOf(port));
        properties.put("stereobridge.radio", options.radio());
        properties.put("stereobridge.terminal",
                options.shell() ? "none" : System.getProperty("stereobridge.terminal", "plain"));
        options.simulation().ifPresentOrElse(simulation -> simulator(simulation, properties),
                () -> properties.put("stereobridge.radio.wait", String.valueOf(options.waitsForRadio())));
        return properties;
    }

    private static void simulator(Options.Simulation options, Map<String, Object> properties) {
        String prefix = "stereobridge.simulator.";
        options.scenario().ifPresent(file -> properties.put(prefix + "scenario", absolute(file)));
        options.musicFile().ifPresentOrElse(file -> properties.put(prefix + "music", absolute(file)),
                () -> options.music().ifPresent(name -> properties.put(prefix + "music", name)));
        options.seconds().ifPresent(seconds -> properties.put(prefix + "seconds", seconds));
        options.recordHourly().ifPresent(seconds -> properties.put(prefix + "recordHourlySeconds", seconds));
        properties.put(prefix + "speed", options.speed());
        properties.put(prefix + "out", absolute(options.out()));
        properties.put(prefix + "recording", String.valueOf(options.recording()));
    }

    private static String absolute(Path path) {
        return path.toAbsolutePath().normalize().toString();
    }
}
