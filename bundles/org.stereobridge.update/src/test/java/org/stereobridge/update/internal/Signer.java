package org.stereobridge.update.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.zip.ZipFile;
import jdk.security.jarsigner.JarSigner;

/** A key of the test's own, made by the JDK's keytool, and the JDK's own signer of jars. */
final class Signer {

    private static final String PASSWORD = "for-tests";

    private final String name;
    private final KeyStore.PrivateKeyEntry key;

    Signer(Path folder, String name) throws IOException, InterruptedException, GeneralSecurityException {
        this.name = name;
        Path store = folder.resolve(name + ".p12");
        Process keytool = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair", "-alias", name, "-keyalg", "EC", "-dname", "CN=" + name, "-storetype", "PKCS12",
                "-keystore", store.toString(), "-storepass", PASSWORD).redirectErrorStream(true).start();
        String said = new String(keytool.getInputStream().readAllBytes());
        assertEquals(0, keytool.waitFor(), said);
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        key = (KeyStore.PrivateKeyEntry) keys.getEntry(name, new KeyStore.PasswordProtection(PASSWORD.toCharArray()));
    }

    X509Certificate certificate() {
        return (X509Certificate) key.getCertificate();
    }

    /** A signed copy beside the jar. */
    Path sign(Path jar) throws IOException {
        Path signed = jar.resolveSibling(name + "-" + jar.getFileName());
        try (var in = new ZipFile(jar.toFile()); OutputStream out = Files.newOutputStream(signed)) {
            new JarSigner.Builder(key).signerName(name).build().sign(in, out);
        }
        return signed;
    }
}
