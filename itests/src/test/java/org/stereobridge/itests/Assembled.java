package org.stereobridge.itests;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.felix.feature.impl.FeatureServiceImpl;
import org.osgi.service.feature.FeatureBundle;

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

    static List<Entry> bundles(String... features) throws IOException {
        var entries = new ArrayList<Entry>();
        for (String feature : features) {
            try (Reader reader = Files.newBufferedReader(HOME.resolve("features/" + feature + ".json"))) {
                for (FeatureBundle bundle : new FeatureServiceImpl().readFeature(reader).getBundles()) {
                    var metadata = bundle.getMetadata();
                    var name = metadata.getOrDefault("symbolic-name", bundle.getID().getArtifactId());
                    var level = (Number) metadata.getOrDefault("start-level", 0);
                    entries.add(new Entry(HOME.resolve("bundles/" + name + ".jar"), level.intValue()));
                }
            }
        }
        return entries;
    }
}
