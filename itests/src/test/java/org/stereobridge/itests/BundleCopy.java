package org.stereobridge.itests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** A bundle's jar that is like another. */
final class BundleCopy {

    private BundleCopy() {
    }

    /** Lays a copy with other headers and more files, by their names, and returns its path. */
    static Path of(Path bundle, Path copy, Map<String, String> headers, Map<String, byte[]> files) throws IOException {
        try (var jar = new JarFile(bundle.toFile())) {
            var manifest = new Manifest(jar.getManifest());
            headers.forEach(manifest.getMainAttributes()::putValue);
            try (var out = new JarOutputStream(Files.newOutputStream(copy), manifest)) {
                for (Enumeration<JarEntry> entries = jar.entries(); entries.hasMoreElements();) {
                    JarEntry entry = entries.nextElement();
                    if (!entry.isDirectory() && !entry.getName().equals(JarFile.MANIFEST_NAME)) {
                        out.putNextEntry(new JarEntry(entry.getName()));
                        out.write(jar.getInputStream(entry).readAllBytes());
                    }
                }
                for (Map.Entry<String, byte[]> file : files.entrySet()) {
                    out.putNextEntry(new JarEntry(file.getKey()));
                    out.write(file.getValue());
                }
            }
        }
        return copy;
    }
}
