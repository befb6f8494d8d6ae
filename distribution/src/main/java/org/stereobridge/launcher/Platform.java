package org.stereobridge.launcher;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.felix.framework.Felix;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.startlevel.BundleStartLevel;
import org.osgi.framework.startlevel.FrameworkStartLevel;

/** The framework with its bundles: installed anew at each start, started level by level. */
final class Platform {

    /** Log, configuration, DS. What is above finds its configuration in place. */
    private static final int SERVICES_LEVEL = 10;
    private static final int TOP_LEVEL = 40;

    private final Felix felix;
    private final FrameworkLog log = new FrameworkLog();

    Platform(Map<String, Object> properties) {
        properties.put("felix.log.logger", log);
        properties.put("org.osgi.framework.startlevel.beginning", String.valueOf(SERVICES_LEVEL));
        felix = new Felix(properties);
    }

    void start(List<FeatureFiles.Entry> entries, DefaultConfigurations defaults) throws Problem {
        try {
            felix.init();
            install(entries);
            felix.start();
        } catch (BundleException e) {
            throw new Problem(Problem.INTERNAL, "framework", e.getMessage(), "see the log in the data folder");
        }
        log.follow(felix.getBundleContext());
        defaults.apply(felix.getBundleContext());
        rise();
        checkActive();
    }

    private void install(List<FeatureFiles.Entry> entries) throws BundleException {
        BundleContext context = felix.getBundleContext();
        var started = new ArrayList<Bundle>();
        for (FeatureFiles.Entry entry : entries) {
            Bundle bundle = context.installBundle(entry.file().toUri().toString());
            if (entry.startLevel() > 0) {
                bundle.adapt(BundleStartLevel.class).setStartLevel(entry.startLevel());
                started.add(bundle);
            }
        }
        for (Bundle bundle : started) {
            if (bundle.getHeaders("").get("Fragment-Host") == null) {
                bundle.start(Bundle.START_ACTIVATION_POLICY);
            }
        }
    }

    private void rise() throws Problem {
        var risen = new CountDownLatch(1);
        felix.adapt(FrameworkStartLevel.class).setStartLevel(TOP_LEVEL, event -> risen.countDown());
        try {
            risen.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Problem(Problem.INTERNAL, "framework", "start", "was interrupted");
        }
    }

    /** A bundle that could not start has been logged with its reason; one that ended the program is no fault. */
    private void checkActive() throws Problem {
        if (felix.getState() != Bundle.ACTIVE) {
            return;
        }
        for (Bundle bundle : felix.getBundleContext().getBundles()) {
            boolean fragment = bundle.getHeaders("").get("Fragment-Host") != null;
            if (!fragment && bundle.getState() < Bundle.STARTING) {
                throw new Problem(Problem.INTERNAL, "bundle", bundle.getSymbolicName(),
                        "did not start; see the log in the data folder");
            }
        }
    }

    BundleContext context() {
        return felix.getBundleContext();
    }

    /** Until something stops the framework. */
    void await() throws InterruptedException {
        felix.waitForStop(0);
    }

    /** Stops the bundles, the highest start level first, and returns when all have stopped. */
    void stop() {
        try {
            felix.stop();
            felix.waitForStop(0);
        } catch (BundleException e) {
            Logger.getLogger(Platform.class.getName()).log(Level.WARNING, "framework did not stop", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
