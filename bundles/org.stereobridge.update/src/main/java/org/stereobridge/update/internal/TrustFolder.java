package org.stereobridge.update.internal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.HashSet;
import java.util.Set;
import org.stereobridge.update.SwapException;

/** The certificates whose keys may sign bundles, as files {@code *.pem} of a folder. */
final class TrustFolder {

    private TrustFolder() {
    }

    /** All of them; none where there is no such folder. */
    static Set<X509Certificate> read(Path folder) throws SwapException {
        Set<X509Certificate> trusted = new HashSet<>();
        if (!Files.isDirectory(folder)) {
            return trusted;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.pem")) {
            CertificateFactory factory = CertificateFactory.getInstance("X.509");
            for (Path file : files) {
                try (InputStream in = Files.newInputStream(file)) {
                    for (Certificate certificate : factory.generateCertificates(in)) {
                        trusted.add((X509Certificate) certificate);
                    }
                }
            }
            return trusted;
        } catch (IOException | CertificateException e) {
            throw new SwapException("certificates in " + folder + " cannot be read: " + e.getMessage(), e);
        }
    }
}
