package org.stereobridge.update.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.security.CodeSigner;
import java.security.cert.X509Certificate;
import java.util.Enumeration;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import org.stereobridge.update.SwapException;

/**
 * The signatures of a jar, which the JDK verifies entry by entry as each is read to its end. The date of a certificate
 * is not asked for: a machine without a battery does not know the time before the network is there.
 */
final class JarSignature {

    /** What carries the signature is not signed itself. */
    private static final Pattern SIGNATURE =
            Pattern.compile("META-INF/(MANIFEST\\.MF|[^/]+\\.(SF|RSA|DSA|EC)|SIG-[^/]*)");

    private JarSignature() {
    }

    /**
     * Checks that one who is trusted has signed every entry.
     *
     * @param allowsUnsigned whether a jar will do that nobody trusted has signed, as long as it is whole
     * @throws SecurityException where an entry is not what was signed
     */
    static void check(Path file, Set<X509Certificate> trusted, boolean allowsUnsigned)
            throws IOException, SwapException {
        Set<X509Certificate> common = new HashSet<>(trusted);
        try (var jar = new JarFile(file.toFile(), true)) {
            for (Enumeration<JarEntry> entries = jar.entries(); entries.hasMoreElements();) {
                JarEntry entry = entries.nextElement();
                String name = entry.getName();
                try (InputStream in = jar.getInputStream(entry)) {
                    in.transferTo(OutputStream.nullOutputStream());
                }
                if (!entry.isDirectory() && !SIGNATURE.matcher(name.toUpperCase(Locale.ROOT)).matches()) {
                    common.retainAll(signers(entry));
                    if (common.isEmpty() && !allowsUnsigned) {
                        throw new SwapException(entry.getCodeSigners() == null ? "not signed (" + name + ")"
                                : "signed by nobody whom this bridge trusts (" + name + ")");
                    }
                }
            }
        }
    }

    private static Set<X509Certificate> signers(JarEntry entry) {
        Set<X509Certificate> signers = new HashSet<>();
        if (entry.getCodeSigners() != null) {
            for (CodeSigner signer : entry.getCodeSigners()) {
                signers.add((X509Certificate) signer.getSignerCertPath().getCertificates().get(0));
            }
        }
        return signers;
    }
}
