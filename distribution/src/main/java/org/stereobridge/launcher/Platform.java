package org.stereobridge.launcher;

import static java.util.concurrent.TimeUnit.SECONDS;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.felix.framework.Felix;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.SynchronousBundleListener;
import org.osgi.framework.startlevel.BundleStartLevel;
import org.osgi.framework.startlevel.FrameworkStartLevel;

/** The framework with its bundles: installed anew at each start, started level by level. */
final class Platform {

    /** Log, configuration, DS. What is above finds its configuration in place. */
    private static final int SERVICES_LEVEL = 10;
    private static final int TOP_LEVEL = 40;
    private static final int START_LIMIT_S = 30;
    private static final String SEE_LOG = "see the log in the data folder";

    /** The router offers it once it has a radio, and its audio loop runs. */
    private static final String MONITOR = "org.stereobridge.status.BridgeMonitor";

    private final Felix felix;
    private final FrameworkLog log = new FrameworkLog();

    Platform(Map<String, Object> properties) {
        properties.put("felix.log.logger", log);
        properties.put(Constants.FRAMEWORK_BEGINNING_STARTLEVEL, String.valueOf(SERVICES_LEVEL));
        felix = new Felix(properties);
    }

    /**
     * Returns when all bundles are active and the audio loop has its radio.
     *
     * @return false where a bundle has ended the program meanwhile
     */
    boolean start(List<FeatureFiles.Entry> entries, DefaultConfigurations defaults) throws Problem {
        try {
            felix.init();
            install(entries);
            felix.start();
        } catch (BundleException e) {
            throw new Problem(Problem.INTERNAL, "framework", e.getMessage(), SEE_LOG);
        }
        log.follow(felix.getBundleContext());
        defaults.apply(felix.getBundleContext());
        try {
            rise(felix.getBundleContext());
        } catch (IllegalStateException e) {
            // The context is no longer valid: the program ends.
            return false;
        }
        return felix.getState() == Bundle.ACTIVE;
    }

    private void install(List<FeatureFiles.Entry> entries) throws BundleException {
        BundleContext context = felix.getBundleContext();
        var installed = new ArrayList<Bundle>();
        for (FeatureFiles.Entry entry : entries) {
            Bundle bundle = context.installBundle("reference:" + entry.file().toUri());
            if (entry.startLevel() > 0) {
                bundle.adapt(BundleStartLevel.class).setStartLevel(entry.startLevel());
            }
            installed.add(bundle);
        }
        for (Bundle bundle : installed) {
            if (!isFragment(bundle)) {
                bundle.start(Bundle.START_ACTIVATION_POLICY);
            }
        }
    }

    private void rise(BundleContext context) throws Problem {
        var risen = new CountDownLatch(1);
        var looping = new CountDownLatch(1);
        SynchronousBundleListener ending = event -> {
            if (event.getType() == BundleEvent.STOPPING && event.getBundle() == felix) {
                risen.countDown();
                looping.countDown();
            }
        };
        context.addBundleListener(ending);
        try {
            context.addServiceListener(event -> looping.countDown(), "(" + Constants.OBJECTCLASS + "=" + MONITOR + ")");
        } catch (InvalidSyntaxException e) {
            throw new IllegalArgumentException(e);
        }
        felix.adapt(FrameworkStartLevel.class).setStartLevel(TOP_LEVEL, event -> risen.countDown());
        await(risen, "bundles");
        checkActive(context);
        await(looping, "audio loop");
        context.removeBundleListener(ending);
    }

    private static void await(CountDownLatch latch, String what) throws Problem {
        try {
            if (!latch.await(START_LIMIT_S, SECONDS)) {
                throw new Problem(Problem.INTERNAL, what, "did not start in " + START_LIMIT_S + " s", SEE_LOG);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Problem(Problem.INTERNAL, what, "start was interrupted", SEE_LOG);
        }
    }

    private void checkActive(BundleContext context) throws Problem {
        for (Bundle bundle : context.getBundles()) {
            if (!isFragment(bundle) && bundle.getState() < Bundle.STARTING && felix.getState() == Bundle.ACTIVE) {
                throw new Problem(Problem.INTERNAL, "bundle", bundle.getSymbolicName() + " did not start", SEE_LOG);
            }
        }
    }

    private static boolean isFragment(Bundle bundle) {
        return bundle.getHeaders("").get(Constants.FRAGMENT_HOST) != null;
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
