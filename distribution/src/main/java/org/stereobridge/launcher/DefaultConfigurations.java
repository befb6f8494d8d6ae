package org.stereobridge.launcher;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Hashtable;
import org.apache.felix.cm.json.io.Configurations;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;

/** Gives each PID that has no configuration yet the one of {@code etc/<PID>.json}; what was saved stays. */
final class DefaultConfigurations {

    private static final String SUFFIX = ".json";
    private static final String ANY_LOCATION = "?";

    private final Path folder;

    DefaultConfigurations(Path folder) {
        this.folder = folder;
    }

    void apply(BundleContext context) throws Problem {
        ServiceReference<ConfigurationAdmin> reference = context.getServiceReference(ConfigurationAdmin.class);
        if (reference == null || !Files.isDirectory(folder)) {
            return;
        }
        ConfigurationAdmin admin = context.getService(reference);
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*" + SUFFIX)) {
            for (Path file : files) {
                apply(file, admin);
            }
        } catch (IOException e) {
            throw new Problem(Problem.INTERNAL, "configuration", folder, "cannot be read (" + e.getMessage() + ")");
        } finally {
            context.ungetService(reference);
        }
    }

    private static void apply(Path file, ConfigurationAdmin admin) throws IOException, Problem {
        String name = file.getFileName().toString();
        String pid = name.substring(0, name.length() - SUFFIX.length());
        int tilde = pid.indexOf('~');
        Configuration configuration = tilde < 0 ? admin.getConfiguration(pid, ANY_LOCATION)
                : admin.getFactoryConfiguration(pid.substring(0, tilde), pid.substring(tilde + 1), ANY_LOCATION);
        if (configuration.getProperties() == null) {
            configuration.update(read(file));
        }
    }

    private static Hashtable<String, Object> read(Path file) throws Problem {
        try (Reader reader = Files.newBufferedReader(file)) {
            return Configurations.buildReader().build(reader).readConfiguration();
        } catch (IOException | RuntimeException e) {
            throw new Problem(Problem.BAD_CONTENT, "configuration", file, "is no valid JSON; mend or remove it");
        }
    }
}
