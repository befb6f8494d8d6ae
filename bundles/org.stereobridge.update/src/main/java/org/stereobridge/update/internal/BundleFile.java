package org.stereobridge.update.internal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.Set;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import org.osgi.framework.Constants;
import org.stereobridge.update.SwapException;

/**
 * A file that is to become a bundle, in a copy of our own, so that what is checked is what is installed.
 */
record BundleFile(Path copy, Manifest manifest) {

    /** Signed jars' manifests are read before their signatures, so that a huge one must not be taken. */
    private static final long MOST_BYTES = 64L << 20;

    /**
     * Copies a file and checks that it is a bundle.
     *
     * @param copy where to
     */
    static BundleFile read(Path file, Path copy) throws SwapException {
        try {
            if (!Files.isRegularFile(file)) {
                throw new SwapException(file + ": no such file");
            }
            if (Files.size(file) > MOST_BYTES) {
                throw new SwapException(file + ": larger than " + (MOST_BYTES >> 20) + " MiB");
            }
            Files.copy(file, copy);
            try (var jar = new JarFile(copy.toFile(), false)) {
                Manifest manifest = jar.getManifest();
                if (manifest == null || manifest.getMainAttributes().getValue(Constants.BUNDLE_SYMBOLICNAME) == null) {
                    throw new SwapException(file + ": no bundle, since it has no Bundle-SymbolicName");
                }
                return new BundleFile(copy, manifest);
            }
        } catch (NoSuchFileException e) {
            throw new SwapException(file + ": no such file", e);
        } catch (IOException | SecurityException e) {
            throw new SwapException(file + ": cannot be read: " + e.getMessage(), e);
        }
    }

    /** Reads all of it, and refuses what is broken, tampered with, or not signed by one who is trusted. */
    void checkSignature(Set<X509Certificate> trusted, boolean allowsUnsigned) throws SwapException {
        try {
            JarSignature.check(copy, trusted, allowsUnsigned);
        } catch (SwapException e) {
            throw new SwapException(symbolicName() + ": " + e.getMessage(), e);
        } catch (IOException | SecurityException e) {
            throw new SwapException(symbolicName() + ": broken or tampered with: " + e.getMessage(), e);
        }
    }

    String symbolicName() {
        String header = manifest.getMainAttributes().getValue(Constants.BUNDLE_SYMBOLICNAME);
        int end = header.indexOf(';');
        return (end < 0 ? header : header.substring(0, end)).strip();
    }

    String version() {
        String version = manifest.getMainAttributes().getValue(Constants.BUNDLE_VERSION);
        return version == null ? "0.0.0" : version.strip();
    }

    InputStream open() throws IOException {
        return Files.newInputStream(copy);
    }
}
