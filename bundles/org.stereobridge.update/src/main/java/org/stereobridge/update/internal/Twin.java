package org.stereobridge.update.internal;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.stereobridge.update.SwapException;

/**
 * A bundle that asks the framework for all that another one will ask for, and does nothing: its manifest alone, under a
 * name of its own. So the framework's resolver itself says what is missing, before anything has been touched.
 */
final class Twin {

    private static final String SUFFIX = ".twin";
    private static final String COMPONENTS = "Service-Component";

    private Twin() {
    }

    /** Refuses a bundle whose requirements cannot be met here. */
    static void check(BundleContext context, BundleFile file) throws SwapException {
        try {
            Bundle twin = context.installBundle("twin:" + file.symbolicName(),
                    new ByteArrayInputStream(jar(file)));
            try {
                twin.start(Bundle.START_TRANSIENT);
            } finally {
                twin.uninstall();
            }
        } catch (BundleException | IOException e) {
            throw new SwapException(file.symbolicName() + ": cannot run here: " + reason(e), e);
        }
    }

    private static byte[] jar(BundleFile file) throws IOException {
        var manifest = new Manifest(file.manifest());
        Attributes main = manifest.getMainAttributes();
        main.putValue(Constants.BUNDLE_SYMBOLICNAME, file.symbolicName() + SUFFIX);
        main.remove(new Attributes.Name(Constants.BUNDLE_ACTIVATOR));
        main.remove(new Attributes.Name(Constants.BUNDLE_ACTIVATIONPOLICY));
        main.remove(new Attributes.Name(COMPONENTS));
        manifest.getEntries().clear();
        var bytes = new ByteArrayOutputStream();
        new JarOutputStream(bytes, manifest).close();
        return bytes.toByteArray();
    }

    /** Felix tells of the twin and its revision, which say nothing to people. */
    private static String reason(Exception e) {
        String message = String.valueOf(e.getMessage());
        int missing = message.indexOf("missing requirement");
        return missing < 0 ? message : message.substring(missing);
    }
}
