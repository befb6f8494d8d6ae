package org.stereobridge.itests;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.util.tracker.ServiceTracker;
import org.stereobridge.radio.InboundLink;
import org.stereobridge.status.BridgeMonitor;
import org.stereobridge.status.BridgeStatus;
import org.stereobridge.update.BundleSwap;
import org.stereobridge.update.SwapException;
import org.stereobridge.update.Swapped;

/** Bundles that will do, and bundles that will not, while a simulated Echo plays in real time. */
@Felix({"base", "console", "update", "simulator"})
public class BundleSwapTest {

    private static final long LIMIT_MS = 20_000;
    private static final String ROUTER = "org.stereobridge.router";
    private static final Map<String, byte[]> NOTHING = Map.of();

    @Test
    public void shouldSwapEachBundle(BundleContext context) throws Exception {
        awaitMusic(context);
        for (String name : List.of("codec.sbc", "codec.libsbc", "sync", "router", "console")) {
            Path next = variant(context, "org.stereobridge." + name, Map.of("Bundle-Version", "9.9.9"), NOTHING);

            Swapped swapped = swap(context).swap("org.stereobridge." + name, next);

            assertEquals("9.9.9", swapped.to());
            assertEquals("9.9.9", bundle(context, "org.stereobridge." + name).getVersion().toString());
            assertTrue(swapped.tookNs() > 0);
            assertPlays(context);
        }
    }

    @Test
    public void shouldRefuseBeforeItTouchesTheOldOne(BundleContext context) throws Exception {
        awaitMusic(context);
        Path folder = Path.of(context.getProperty("stereobridge.data"));
        Path broken = Files.writeString(folder.resolve("broken.jar"), "no jar");
        long before = bundle(context, ROUTER).getLastModified();

        assertRefused(context, folder.resolve("none.jar"), "no such file");
        assertRefused(context, broken, "cannot be read");
        assertRefused(context, jar(context, "org.stereobridge.sync"), "holds org.stereobridge.sync, not " + ROUTER);
        assertRefused(context, variant(context, ROUTER, Map.of("Import-Package", "org.example.missing"), NOTHING),
                "org.example.missing");
        assertThrows(SwapException.class, () -> swap(context).swap("org.example.none", jar(context, ROUTER)));
        assertThrows(SwapException.class,
                () -> swap(context).swap("org.stereobridge.update", jar(context, "org.stereobridge.update")));

        assertEquals(before, bundle(context, ROUTER).getLastModified());
        assertPlays(context);
    }

    @Test
    public void shouldPutBackWhatDoesNotStart(BundleContext context) throws Exception {
        awaitMusic(context);
        String version = bundle(context, ROUTER).getVersion().toString();
        String activator = ThrowingActivator.class.getName();
        Path throwing = variant(context, ROUTER, Map.of("Bundle-Version", "9.9.8", "Bundle-Activator", activator),
                Map.of(path(activator), code(activator)));

        assertRefused(context, throwing, "broken for the test; the old one runs again");

        assertEquals(version, bundle(context, ROUTER).getVersion().toString());
        assertPlays(context);
    }

    @Test
    public void shouldPutBackWhoseComponentDoesNotComeUp(BundleContext context) throws Exception {
        awaitMusic(context);
        String version = bundle(context, ROUTER).getVersion().toString();
        String component = ThrowingComponent.class.getName();
        String xml = "<scr:component xmlns:scr=\"http://www.osgi.org/xmlns/scr/v1.3.0\" name=\"" + component
                + "\" immediate=\"true\"><implementation class=\"" + component + "\"/></scr:component>";
        Path failing = variant(context, ROUTER, Map.of("Bundle-Version", "9.9.7", "Service-Component",
                "OSGI-INF/*.xml"), Map.of(path(component), code(component), "OSGI-INF/failing.xml",
                xml.getBytes(UTF_8)));

        assertRefused(context, failing, component);

        assertEquals(version, bundle(context, ROUTER).getVersion().toString());
        assertPlays(context);
    }

    private static void assertRefused(BundleContext context, Path file, String reason) {
        String message = assertThrows(SwapException.class, () -> swap(context).swap(ROUTER, file)).getMessage();
        assertTrue(message.contains(reason), message);
    }

    private static void assertPlays(BundleContext context) throws InterruptedException {
        var never = new CountDownLatch(1);
        BridgeStatus status = await(context, BridgeMonitor.class).status();
        for (int turn = 0; turn < 200 && status.loop().packetsOut() < 20; turn++) {
            never.await(LIMIT_MS / 200, TimeUnit.MILLISECONDS);
            status = await(context, BridgeMonitor.class).status();
        }
        assertEquals(BridgeStatus.State.PLAYING, status.state());
        assertEquals(2, status.speakers().size());
        assertTrue(status.loop().packetsOut() >= 20, status.toString());
        assertEquals(0, status.loop().gaps());
        assertEquals(0, status.loop().failures());
        assertEquals(List.of(), new Wiring(context).unsatisfiedComponents());
    }

    private static void awaitMusic(BundleContext context) throws InterruptedException {
        await(context, InboundLink.class);
        await(context, BridgeMonitor.class);
        await(context, BundleSwap.class);
    }

    /** A copy with other headers and more files. */
    private static Path variant(BundleContext context, String name, Map<String, String> headers,
            Map<String, byte[]> files) throws Exception {
        Path copy = Files.createTempFile(Path.of(context.getProperty("stereobridge.data")), name, ".jar");
        return BundleCopy.of(jar(context, name), copy, headers, files);
    }

    private static Path jar(BundleContext context, String name) {
        return Path.of(URI.create(bundle(context, name).getLocation().replaceFirst("^reference:", "")));
    }

    private static String path(String className) {
        return className.replace('.', '/') + ".class";
    }

    private static byte[] code(String className) throws Exception {
        try (InputStream in = BundleSwapTest.class.getClassLoader().getResourceAsStream(path(className))) {
            return in.readAllBytes();
        }
    }

    private static Bundle bundle(BundleContext context, String name) {
        return Arrays.stream(context.getBundles()).filter(bundle -> name.equals(bundle.getSymbolicName())).findFirst()
                .orElseThrow();
    }

    private static BundleSwap swap(BundleContext context) {
        return new Wiring(context).service(BundleSwap.class).orElseThrow();
    }

    private static <S> S await(BundleContext context, Class<S> type) throws InterruptedException {
        var tracker = new ServiceTracker<S, S>(context, type, null);
        tracker.open();
        S service = tracker.waitForService(LIMIT_MS);
        assertTrue(service != null, type.getName());
        return service;
    }
}
