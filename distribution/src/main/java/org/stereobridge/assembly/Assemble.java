package org.stereobridge.assembly;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.jar.JarFile;
import org.apache.felix.feature.impl.FeatureServiceImpl;
import org.osgi.service.feature.Feature;
import org.osgi.service.feature.FeatureBundle;
import org.osgi.service.feature.ID;

/**
 * Lays the installation folder, run by the build: what the features name, each bundle under its symbolic name, the
 * scripts, default configurations, and what makes a service of it. Bundles come from {@code target/repository}, into
 * which Maven has copied the dependencies; a feature that names another version than the pom fails the build.
 */
public final class Assemble {

    private final Path base;
    private final Path target;
    private final String version;
    private final Set<Path> laid = new HashSet<>();

    private Assemble(Path base, String version) {
        this.base = base;
        this.target = base.resolve("target/stereobridge");
        this.version = version;
    }

    /** Takes the folder of the distribution module, and the version that features name as ${project.version}. */
    public static void main(String[] arguments) throws IOException {
        new Assemble(Path.of(arguments[0]), arguments[1]).lay();
    }

    private void lay() throws IOException {
        try (DirectoryStream<Path> features = Files.newDirectoryStream(base.resolveSibling("features"), "*.json")) {
            for (Path feature : features) {
                layFeature(feature);
            }
        }
        layFolder("etc", "etc");
        layFolder("systemd", "etc/systemd");
        layFolder("dbus", "etc/dbus-1");
        layFolder("bin", "bin");
        try (DirectoryStream<Path> scripts = Files.newDirectoryStream(target.resolve("bin"))) {
            for (Path script : scripts) {
                Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
            }
        }
        for (String folder : List.of("features", "bundles", "etc", "etc/systemd", "etc/dbus-1", "bin")) {
            removeStrangers(folder);
        }
    }

    private void layFeature(Path source) throws IOException {
        Path copy = target.resolve("features").resolve(source.getFileName());
        Files.createDirectories(copy.getParent());
        Files.writeString(copy, Files.readString(source).replace("${project.version}", version));
        laid.add(copy);
        try (Reader reader = Files.newBufferedReader(copy)) {
            Feature feature = new FeatureServiceImpl().readFeature(reader);
            for (FeatureBundle bundle : feature.getBundles()) {
                layBundle(source, bundle);
            }
        }
    }

    private void layBundle(Path feature, FeatureBundle bundle) throws IOException {
        ID id = bundle.getID();
        String file = id.getArtifactId() + "-" + id.getVersion() + ".jar";
        Path source = base.resolve("target/repository").resolve(id.getGroupId().replace('.', '/'))
                .resolve(id.getArtifactId()).resolve(id.getVersion()).resolve(file);
        if (!Files.exists(source)) {
            throw new IOException(feature + ": " + id + " is not among the dependencies of distribution/pom.xml");
        }
        String symbolicName = symbolicName(source);
        Object stated = bundle.getMetadata().getOrDefault("symbolic-name", id.getArtifactId());
        if (!symbolicName.equals(stated)) {
            throw new IOException(feature + ": " + id + " needs \"symbolic-name\": \"" + symbolicName + '"');
        }
        copy(source, target.resolve("bundles").resolve(symbolicName + ".jar"));
    }

    private static String symbolicName(Path jar) throws IOException {
        try (var file = new JarFile(jar.toFile())) {
            String name = file.getManifest().getMainAttributes().getValue("Bundle-SymbolicName");
            if (name == null) {
                throw new IOException(jar + " is no bundle");
            }
            return name.split(";")[0].strip();
        }
    }

    private void layFolder(String from, String to) throws IOException {
        Path folder = Files.createDirectories(target.resolve(to));
        laid.add(folder);
        try (DirectoryStream<Path> files = Files.newDirectoryStream(base.resolve(from))) {
            for (Path file : files) {
                copy(file, folder.resolve(file.getFileName()));
            }
        }
    }

    private void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to.getParent());
        Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
        laid.add(to);
    }

    /** What an earlier build laid and no feature names any more. */
    private void removeStrangers(String folder) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(target.resolve(folder))) {
            for (Path file : files) {
                if (!laid.contains(file)) {
                    Files.delete(file);
                }
            }
        }
    }
}
