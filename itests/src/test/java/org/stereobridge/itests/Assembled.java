package org.stereobridge.itests;

import jakarta.json.Json;
import jakarta.json.JsonObject;
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

/** The assembled program. */
final class Assembled {

    static final Path HOME = Path.of(System.getProperty("stereobridge.home")).normalize();

    private Assembled() {
    }

    /**
     * A bundle that a feature names.
     *
     * @param startLevel 0 for a fragment of the framework
     */
    record Entry(Path file, int startLevel) {
    }

    /** What the framework is to be told. */
    static Map<String, String> properties(String... features) throws IOException {
        var properties = new HashMap<String, String>();
        for (String feature : features) {
            FeatureExtension extension = read(feature).getExtensions().get("framework-launching-properties");
            if (extension != null) {
                try (var json = Json.createReader(new StringReader(extension.getJSON()))) {
                    JsonObject object = json.readObject();
                    object.keySet().forEach(key -> properties.put(key, object.getString(key)));
                }
            }
        }
        return properties;
    }

    static List<Entry> bundles(String... features) throws IOException {
        var entries = new ArrayList<Entry>();
        for (String feature : features) {
            for (FeatureBundle bundle : read(feature).getBundles()) {
                var metadata = bundle.getMetadata();
                var name = metadata.getOrDefault("symbolic-name", bundle.getID().getArtifactId());
                var level = (Number) metadata.getOrDefault("start-level", 0);
                entries.add(new Entry(HOME.resolve("bundles/" + name + ".jar"), level.intValue()));
            }
        }
        return entries;
    }

    private static Feature read(String feature) throws IOException {
        try (Reader reader = Files.newBufferedReader(HOME.resolve("features/" + feature + ".json"))) {
            return new FeatureServiceImpl().readFeature(reader);
        }
    }
}
