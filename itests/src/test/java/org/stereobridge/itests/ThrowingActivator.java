package org.stereobridge.itests;

import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/** Goes into a bundle that does not start. */
public final class ThrowingActivator implements BundleActivator {

    @Override
    public void start(BundleContext context) {
        throw new IllegalStateException("broken for the test");
    }

    @Override
    public void stop(BundleContext context) {
        // It never ran.
    }
}
