package org.stereobridge.update.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stereobridge.update.BundleSwap;
import org.stereobridge.update.SwapException;
import org.stereobridge.update.Swapped;

/** Exchanges a bundle once all is known to be well, and puts the old one back where it is not. */
@Component
public final class BundleSwapper implements BundleSwap {

    /** Framework property: whether bundles will do that nobody trusted has signed. */
    static final String UNSIGNED = "stereobridge.update.unsigned";
    /** Framework property: the folder of certificates that are trusted. */
    static final String TRUST = "stereobridge.update.trust";

    private static final Logger LOG = LoggerFactory.getLogger(BundleSwapper.class);
    private static final String HOME = "stereobridge.home";

    private final BundleContext context;
    private final Components components;
    private final boolean allowsUnsigned;
    private final Path trust;

    @Activate
    public BundleSwapper(BundleContext context, @Reference ServiceComponentRuntime runtime) {
        this.context = context;
        components = new Components(context, runtime);
        allowsUnsigned = Boolean.parseBoolean(context.getProperty(UNSIGNED));
        trust = Path.of(Objects.requireNonNullElseGet(context.getProperty(TRUST),
                () -> Objects.requireNonNullElse(context.getProperty(HOME), ".") + "/etc/trusted"));
    }

    @Override
    public synchronized Swapped swap(String symbolicName, Path file) throws SwapException {
        try {
            Bundle bundle = find(symbolicName);
            Path folder = Files.createTempDirectory("stereobridge-swap");
            Path copy = folder.resolve("next.jar");
            Path old = folder.resolve("old.jar");
            try {
                BundleFile next = BundleFile.read(file, copy);
                if (!next.symbolicName().equals(symbolicName)) {
                    throw new SwapException(file + ": holds " + next.symbolicName() + ", not " + symbolicName);
                }
                next.checkSignature(TrustFolder.read(trust), allowsUnsigned);
                Twin.check(context, next);
                SavedBundle.save(bundle, old);
                return exchange(bundle, next, old);
            } finally {
                for (Path ours : List.of(copy, old, folder)) {
                    Files.deleteIfExists(ours);
                }
            }
        } catch (IOException e) {
            throw new SwapException(symbolicName + ": cannot be swapped: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SwapException(symbolicName + ": the swap was interrupted", e);
        }
    }

    private Bundle find(String symbolicName) throws SwapException {
        Bundle found = Arrays.stream(context.getBundles())
                .filter(bundle -> symbolicName.equals(bundle.getSymbolicName())).findFirst()
                .orElseThrow(() -> new SwapException("no bundle \"" + symbolicName + "\" is installed"));
        if (found.getBundleId() == Constants.SYSTEM_BUNDLE_ID || found.equals(context.getBundle())) {
            throw new SwapException(symbolicName + ": it does the swapping, and cannot be swapped itself");
        }
        if (found.getState() != Bundle.ACTIVE) {
            throw new SwapException(symbolicName + ": it does not run; install it, or start it first");
        }
        return found;
    }

    private Swapped exchange(Bundle bundle, BundleFile next, Path old)
            throws SwapException, IOException, InterruptedException {
        String from = bundle.getVersion().toString();
        var exchange = new Exchange(context, bundle, components, new MonotonicClock());
        try {
            long tookNs = exchange.run(next.open());
            var swapped = new Swapped(next.symbolicName(), from, next.version(), tookNs);
            LOG.info("Swapped {}", swapped);
            return swapped;
        } catch (BundleException | RuntimeException e) {
            LOG.warn("{} {} does not start: {}", next.symbolicName(), next.version(), reason(e));
            throw rolledBack(exchange, next, old, reason(e), e);
        }
    }

    private static SwapException rolledBack(Exchange exchange, BundleFile next, Path old, String reason,
            Exception cause) throws IOException, InterruptedException {
        try {
            exchange.run(Files.newInputStream(old));
            return new SwapException(next.symbolicName() + ": " + next.version() + " does not start: " + reason
                    + "; the old one runs again", cause);
        } catch (BundleException | RuntimeException e) {
            LOG.error("{} cannot be put back", next.symbolicName(), e);
            return new SwapException(next.symbolicName() + ": " + next.version() + " does not start: " + reason
                    + "; and the old one does not, either: " + reason(e) + ": restart the bridge", cause);
        }
    }

    /** What went wrong first; an activator's exception is inside of the framework's. */
    private static String reason(Throwable thrown) {
        Throwable first = thrown;
        while (first.getCause() != null && first.getCause() != first) {
            first = first.getCause();
        }
        return first == thrown && first.getMessage() != null ? first.getMessage() : first.toString();
    }
}
