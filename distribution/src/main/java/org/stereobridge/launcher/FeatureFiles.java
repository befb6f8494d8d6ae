package org.stereobridge.launcher;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.felix.feature.impl.FeatureServiceImpl;
import org.osgi.service.feature.Feature;
import org.osgi.service.feature.FeatureBundle;
import org.osgi.service.feature.FeatureService;

/** The bundles that OSGi feature files name, and where this installation keeps them. */
final class FeatureFiles {

    private static final String SYMBOLIC_NAME = "symbolic-name";
    private static final String START_LEVEL = "start-level";

    private final FeatureService service = new FeatureServiceImpl();
    private final Path home;

    FeatureFiles(Path home) {
        this.home = home;
    }

    /**
     * One bundle to install.
     *
     * @param startLevel 0 for a fragment of the framework, which is never started
     */
    record Entry(Path file, int startLevel) {
    }

    /** The bundles of these features, in their order, a bundle of several features once. */
    List<Entry> entries(List<String> features) throws Problem {
        var entries = new ArrayList<Entry>();
        for (String name : features) {
            for (FeatureBundle bundle : read(home.resolve("features").resolve(name + ".json")).getBundles()) {
                Entry entry = entry(bundle);
                if (entries.stream().noneMatch(other -> other.file().equals(entry.file()))) {
                    entries.add(entry);
                }
            }
        }
        return entries;
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
}
