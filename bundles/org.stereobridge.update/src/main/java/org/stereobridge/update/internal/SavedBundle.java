package org.stereobridge.update.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.osgi.framework.Bundle;
import org.stereobridge.update.SwapException;

/** What an installed bundle is made of, in a file: the framework does not give back what it was installed from. */
final class SavedBundle {

    private SavedBundle() {
    }

    /** Lays the bundle's content in this file. */
    static void save(Bundle bundle, Path file) throws SwapException {
        try (OutputStream out = Files.newOutputStream(file); var jar = new JarOutputStream(out, manifest(bundle))) {
            for (URL url : entries(bundle)) {
                String name = url.getPath().substring(1);
                if (!name.endsWith("/") && !name.equals(JarFile.MANIFEST_NAME)) {
                    jar.putNextEntry(new JarEntry(name));
                    try (InputStream in = url.openStream()) {
                        in.transferTo(jar);
                    }
                }
            }
        } catch (IOException e) {
            throw new SwapException(bundle.getSymbolicName() + ": cannot be saved: " + e.getMessage(), e);
        }
    }

    private static Manifest manifest(Bundle bundle) throws IOException {
        var manifest = new Manifest();
        URL url = bundle.getEntry("/" + JarFile.MANIFEST_NAME);
        if (url != null) {
            try (InputStream in = url.openStream()) {
                manifest.read(in);
            }
        }
        manifest.getMainAttributes().putIfAbsent(Attributes.Name.MANIFEST_VERSION, "1.0");
        // What was signed is checked before it is installed, and not any more.
        manifest.getEntries().clear();
        return manifest;
    }

    private static List<URL> entries(Bundle bundle) {
        Enumeration<URL> found = bundle.findEntries("/", "*", true);
        return found == null ? List.of() : Collections.list(found);
    }
}
