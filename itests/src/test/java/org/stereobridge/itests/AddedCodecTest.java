package org.stereobridge.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.stereobridge.codec.CodecProvider;
import org.stereobridge.itests.added.AddedCodec;
import org.stereobridge.itests.added.AddedCoder;
import org.stereobridge.status.BridgeMonitor;
import org.stereobridge.status.BridgeStatus;

/** A codec of somebody else's is a bundle, and nothing else has to change for it. */
@Felix("base")
public class AddedCodecTest {

    @Test
    public void shouldPlayByCodecOfABundleThatIsAdded(BundleContext context) throws Exception {
        Bundle added = context.installBundle("test:added-codec", bundle());
        added.start();
        try (var radio = new ToyRadio(context)) {
            float peak = radio.awaitPeak();

            BridgeStatus status = new Wiring(context).service(BridgeMonitor.class).orElseThrow().status();
            assertEquals(AddedCodec.NAME, status.input().orElseThrow().codecName());
            assertEquals(AddedCodec.NAME, status.speakers().get(0).codecName());
            assertEquals(0, status.loop().failures());
            assertEquals(0, status.input().orElseThrow().badCodecFrames());
            assertEquals(ToyRadio.AMPLITUDE, peak, 0.005);
        } finally {
            added.uninstall();
        }
        assertTrue(context.getServiceReferences(CodecProvider.class, "(" + CodecProvider.NAME + "=" + AddedCodec.NAME
                + ")").isEmpty());
    }

    /** A bundle of the package {@code added} alone, that knows the contracts and the framework. */
    private static InputStream bundle() throws IOException {
        var manifest = new Manifest();
        Attributes headers = manifest.getMainAttributes();
        headers.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        headers.putValue(Constants.BUNDLE_MANIFESTVERSION, "2");
        headers.putValue(Constants.BUNDLE_SYMBOLICNAME, "somebody.codec");
        headers.putValue(Constants.BUNDLE_ACTIVATOR, AddedCodec.class.getName());
        headers.putValue(Constants.IMPORT_PACKAGE, "org.osgi.framework,org.stereobridge.codec;version=\"[1.1,2)\"");
        var bytes = new ByteArrayOutputStream();
        try (var jar = new JarOutputStream(bytes, manifest)) {
            for (Class<?> type : new Class<?>[] {AddedCodec.class, AddedCoder.class}) {
                String name = type.getName().replace('.', '/') + ".class";
                jar.putNextEntry(new JarEntry(name));
                try (InputStream code = type.getClassLoader().getResourceAsStream(name)) {
                    code.transferTo(jar);
                }
                jar.closeEntry();
            }
        }
        return new ByteArrayInputStream(bytes.toByteArray());
    }
}
