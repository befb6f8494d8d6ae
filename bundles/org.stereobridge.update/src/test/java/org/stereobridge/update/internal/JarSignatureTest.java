package org.stereobridge.update.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Base64;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stereobridge.update.SwapException;

/** Who has signed a bundle, and whether it is what was signed. */
class JarSignatureTest {

    private static final String CODE = "org/example/Code.class";

    @TempDir
    private Path folder;
    private Signer signer;
    private Path plain;

    @BeforeEach
    void prepare() throws Exception {
        signer = new Signer(folder, "owner");
        plain = jar("Bundle-SymbolicName", "org.example;singleton:=true");
    }

    @Test
    void shouldTakeWhatATrustedKeySigned() throws Exception {
        Path signed = signer.sign(plain);

        assertDoesNotThrow(() -> JarSignature.check(signed, Set.of(signer.certificate()), false));
    }

    @Test
    void shouldTakeWhatSeveralSigned() throws Exception {
        Path signed = signer.sign(new Signer(folder, "stranger").sign(plain));

        assertDoesNotThrow(() -> JarSignature.check(signed, Set.of(signer.certificate()), false));
    }

    @Test
    void shouldRefuseUnsigned() {
        assertEquals("not signed (" + CODE + ")", refusal(plain));
    }

    @Test
    void shouldRefuseStrangersSignature() throws Exception {
        Path signed = new Signer(folder, "stranger").sign(plain);

        assertEquals("signed by nobody whom this bridge trusts (" + CODE + ")", refusal(signed));
        assertDoesNotThrow(() -> JarSignature.check(signed, Set.of(), true));
    }

    @Test
    void shouldRefuseWhatWasAddedAfterwards() throws Exception {
        Path signed = signer.sign(plain);
        write(signed, "org/example/Added.class", "added");

        assertEquals("not signed (org/example/Added.class)", refusal(signed));
    }

    @Test
    void shouldRefuseWhatWasAddedToMetaInf() throws Exception {
        Path signed = signer.sign(plain);
        write(signed, "META-INF/services/org.example.Service", "added");

        assertTrue(refusal(signed).startsWith("not signed"));
    }

    @Test
    void shouldRefuseTamperedEvenWhereUnsignedWouldDo() throws Exception {
        Path signed = signer.sign(plain);
        write(signed, CODE, "other code");

        assertThrows(SecurityException.class, () -> JarSignature.check(signed, Set.of(signer.certificate()), false));
        assertThrows(SecurityException.class, () -> JarSignature.check(signed, Set.of(), true));
    }

    @Test
    void shouldTakeUnsignedWhereThatIsAllowed() {
        assertDoesNotThrow(() -> JarSignature.check(plain, Set.of(), true));
    }

    @Test
    void shouldRefuseBrokenJar() throws Exception {
        byte[] bytes = Files.readAllBytes(plain);
        Path cut = Files.write(folder.resolve("cut.jar"), Arrays.copyOf(bytes, bytes.length / 2));

        String message = unread(cut);

        assertTrue(message.startsWith(cut + ": cannot be read: "), message);
    }

    @Test
    void shouldRefuseMissingFileAndNoBundle() throws Exception {
        Path none = folder.resolve("none.jar");
        Path noBundle = jar("Name", "value");

        assertEquals(none + ": no such file", unread(none));
        assertEquals(noBundle + ": no bundle, since it has no Bundle-SymbolicName", unread(noBundle));
    }

    @Test
    void shouldReadNameAndVersion() throws Exception {
        BundleFile file = BundleFile.read(plain, folder.resolve("copy"));

        assertEquals("org.example", file.symbolicName());
        assertEquals("1.2.3", file.version());
    }

    @Test
    void shouldReadTrustedCertificates() throws Exception {
        Path trusted = Files.createDirectory(folder.resolve("trusted"));
        X509Certificate certificate = signer.certificate();
        Files.writeString(trusted.resolve("owner.pem"), "-----BEGIN CERTIFICATE-----\n"
                + Base64.getMimeEncoder().encodeToString(certificate.getEncoded()) + "\n-----END CERTIFICATE-----\n");
        Files.writeString(trusted.resolve("README.md"), "no certificate");

        assertEquals(Set.of(certificate), TrustFolder.read(trusted));
        assertEquals(Set.of(), TrustFolder.read(folder.resolve("absent")));
        Files.writeString(trusted.resolve("bad.pem"), "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");
        assertThrows(SwapException.class, () -> TrustFolder.read(trusted));
    }

    private String unread(Path file) {
        Path copy = folder.resolve("copy-of-" + file.getFileName());
        return assertThrows(SwapException.class, () -> BundleFile.read(file, copy)).getMessage();
    }

    private String refusal(Path file) {
        return assertThrows(SwapException.class,
                () -> JarSignature.check(file, Set.of(signer.certificate()), false)).getMessage();
    }

    private Path jar(String header, String value) throws IOException {
        var manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().putValue(header, value);
        manifest.getMainAttributes().putValue("Bundle-Version", "1.2.3");
        Path file = folder.resolve(header + ".jar");
        try (var jar = new JarOutputStream(Files.newOutputStream(file), manifest)) {
            jar.putNextEntry(new ZipEntry(CODE));
            jar.write("code".getBytes(UTF_8));
        }
        return file;
    }

    private static void write(Path jar, String name, String content) throws IOException {
        try (FileSystem zip = FileSystems.newFileSystem(jar)) {
            Path path = zip.getPath("/" + name);
            Files.createDirectories(path.getParent());
            Files.writeString(path, content);
        }
    }
}
