package org.stereobridge.launcher;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.felix.feature.impl.FeatureServiceImpl;
import org.osgi.service.feature.Feature;
import org.osgi.service.feature.FeatureBundle;
import org.osgi.service.feature.FeatureExtension;
import org.osgi.service.feature.FeatureService;

/** Reads OSGi feature files: which bundles to install, and what the framework is to be told. */
final class FeatureFiles {

    private static final String SYMBOLIC_NAME = "symbolic-name";
    private static final String START_LEVEL = "start-level";

    /** As the Feature Launcher specification (OSGi R8.1, 160.4.4) names it. */
    private static final String LAUNCHING_PROPERTIES = "framework-launching-properties";

    private final FeatureService service = new FeatureServiceImpl();
    private final Path home;

    FeatureFiles(Path home) {
        this.home = home;
    }

    /**
     * What features ask for.
     *
     * @param bundles in their order, a bundle of several features once
     * @param properties of the framework
     */
    record Content(List<Entry> bundles, Map<String, String> properties) {
    }

    /**
     * One bundle to install.
     *
     * @param startLevel 0 for a fragment of the framework, which is never started
     */
    record Entry(Path file, int startLevel) {
    }

    Content read(List<String> features) throws Problem {
        var bundles = new ArrayList<Entry>();
        var properties = new HashMap<String, String>();
        for (String name : features) {
            Feature feature = read(home.resolve("features").resolve(name + ".json"));
            for (FeatureBundle bundle : feature.getBundles()) {
                Entry entry = entry(bundle);
                if (bundles.stream().noneMatch(other -> other.file().equals(entry.file()))) {
                    bundles.add(entry);
                }
            }
            FeatureExtension extension = feature.getExtensions().get(LAUNCHING_PROPERTIES);
            if (extension != null) {
                object(extension.getJSON()).forEach((key, value) -> properties.put(key, text(value)));
            }
        }
        return new Content(bundles, properties);
    }

    private Feature read(Path file) throws Problem {
        try (Reader reader = Files.newBufferedReader(file)) {
            return service.readFeature(reader);
        } catch (IOException | RuntimeException e) {
            throw new Problem(Problem.INTERNAL, "feature", file, "cannot be read (" + e + "); install anew");
        }
    }

    private Entry entry(FeatureBundle bundle) throws Problem {
        Map<String, Object> metadata = bundle.getMetadata();
        Object symbolicName = metadata.getOrDefault(SYMBOLIC_NAME, bundle.getID().getArtifactId());
        Path file = home.resolve("bundles").resolve(symbolicName + ".jar");
        if (!Files.isRegularFile(file)) {
            throw new Problem(Problem.INTERNAL, "bundle", file, "is missing; install anew");
        }
        return new Entry(file, metadata.get(START_LEVEL) instanceof Number level ? level.intValue() : 0);
    }

    private static JsonObject object(String json) {
        try (JsonReader reader = Json.createReader(new StringReader(json))) {
            return reader.readObject();
        }
    }

    private static String text(JsonValue json) {
        return json instanceof JsonString string ? string.getString() : json.toString();
    }
}
