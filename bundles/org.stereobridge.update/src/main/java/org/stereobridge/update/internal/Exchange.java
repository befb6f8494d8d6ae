package org.stereobridge.update.internal;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.wiring.FrameworkWiring;
import org.stereobridge.clock.NanoClock;

/** The exchange itself, of one bundle's content for another. */
final class Exchange {

    private static final int REFRESH_LIMIT_S = 20;
    private static final int LIMIT_MS = 5_000;
    private static final int TURN_MS = 10;

    private final Bundle bundle;
    private final FrameworkWiring wiring;
    private final Components components;
    private final NanoClock clock;
    /** Those that lose their wires with this one. */
    private final List<Bundle> users;
    private final Set<String> satisfiedBefore;

    Exchange(BundleContext context, Bundle bundle, Components components, NanoClock clock) {
        this.bundle = bundle;
        this.components = components;
        this.clock = clock;
        wiring = context.getBundle(0).adapt(FrameworkWiring.class);
        users = wiring.getDependencyClosure(Set.of(bundle)).stream()
                .filter(user -> user.getState() == Bundle.ACTIVE).toList();
        satisfiedBefore = components.satisfied();
    }

    /**
     * Stops the bundle, gives it this content and starts it.
     *
     * @return from its stop until all is active again
     * @throws BundleException where it does not get so far; the bundle is then as far as it got
     */
    long run(InputStream content) throws BundleException, IOException, InterruptedException {
        long beganNs = clock.nanoTime();
        try (content) {
            bundle.stop(Bundle.STOP_TRANSIENT);
            bundle.update(content);
        }
        refresh();
        bundle.start(Bundle.START_TRANSIENT);
        awaitAll();
        return clock.nanoTime() - beganNs;
    }

    private void refresh() throws BundleException, InterruptedException {
        var refreshed = new CountDownLatch(1);
        wiring.refreshBundles(Set.of(bundle), event -> refreshed.countDown());
        if (!refreshed.await(REFRESH_LIMIT_S, TimeUnit.SECONDS)) {
            throw new BundleException("the framework did not refresh it within " + REFRESH_LIMIT_S + " s");
        }
    }

    private void awaitAll() throws BundleException, InterruptedException {
        var never = new CountDownLatch(1);
        Optional<String> problem = problem();
        for (int waitedMs = 0; problem.isPresent() && waitedMs < LIMIT_MS; waitedMs += TURN_MS) {
            never.await(TURN_MS, TimeUnit.MILLISECONDS);
            problem = problem();
        }
        if (problem.isPresent()) {
            throw new BundleException(problem.get());
        }
    }

    private Optional<String> problem() {
        return users.stream().filter(user -> user.getState() != Bundle.ACTIVE)
                .map(user -> user.getSymbolicName() + " is not active").findFirst()
                .or(() -> components.problem(bundle, satisfiedBefore));
    }
}
