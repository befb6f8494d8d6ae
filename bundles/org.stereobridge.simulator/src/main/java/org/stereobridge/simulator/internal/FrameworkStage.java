package org.stereobridge.simulator.internal;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Dictionary;
import java.util.HashMap;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceRegistration;
import org.osgi.framework.wiring.FrameworkWiring;
import org.stereobridge.codec.CodecProvider;
import org.stereobridge.radio.InboundLink;
import org.stereobridge.radio.OutboundLink;
import org.stereobridge.simulator.internal.world.CrashingCodec;
import org.stereobridge.simulator.internal.world.Echo;
import org.stereobridge.simulator.internal.world.Speaker;
import org.stereobridge.simulator.internal.world.Stage;

/** Offers the simulated devices' links, and updates bundles. */
final class FrameworkStage implements Stage, AutoCloseable {

    private static final long REFRESH_S = 30;

    private final BundleContext context;
    private final Map<Object, ServiceRegistration<?>> registrations = new HashMap<>(); // guarded by this

    FrameworkStage(BundleContext context) {
        this.context = context;
    }

    @Override
    public void offer(Speaker speaker) {
        register(speaker, OutboundLink.class, speaker.link(), speaker.properties());
    }

    @Override
    public void withdraw(Speaker speaker) {
        unregister(speaker);
    }

    @Override
    public void offer(Echo echo) {
        register(echo, InboundLink.class, echo.link(), echo.properties());
    }

    @Override
    public void withdraw(Echo echo) {
        unregister(echo);
    }

    @Override
    public void update(Speaker speaker) {
        ServiceRegistration<?> registration = registration(speaker);
        if (registration != null) {
            registration.setProperties(speaker.properties());
        }
    }

    @Override
    public void crash(CrashingCodec codec, boolean isThere) {
        if (isThere) {
            Dictionary<String, Object> properties = new Hashtable<>();
            properties.put(CodecProvider.NAME, codec.name());
            properties.put(Constants.SERVICE_RANKING, Integer.MAX_VALUE);
            register(codec, CodecProvider.class, codec, properties);
        } else {
            unregister(codec);
        }
    }

    private <S> void register(Object owner, Class<S> type, S service, Dictionary<String, Object> properties) {
        ServiceRegistration<S> registration = context.registerService(type, service, properties);
        synchronized (this) {
            registrations.put(owner, registration);
        }
    }

    private synchronized ServiceRegistration<?> registration(Object owner) {
        return registrations.get(owner);
    }

    private void unregister(Object owner) {
        ServiceRegistration<?> registration;
        synchronized (this) {
            registration = registrations.remove(owner);
        }
        if (registration != null) {
            registration.unregister();
        }
    }

    @Override
    public void swap(String name, Path file) throws RefusedException {
        Bundle bundle = Arrays.stream(context.getBundles()).filter(known -> name.equals(known.getSymbolicName()))
                .findFirst().orElseThrow(() -> new RefusedException(RefusedException.CONTENT, "no such bundle", name,
                        "give one that is installed: lb -s in the shell lists them"));
        if (wiring().getDependencyClosure(List.of(bundle)).contains(context.getBundle())) {
            throw new RefusedException(RefusedException.CONTENT, "the simulator itself hangs on it", name,
                    "give a bundle that nothing else of it needs, such as org.stereobridge.router");
        }
        try (InputStream in = open(bundle, file)) {
            // It starts once: to be updated while it runs, and then refreshed, would start it twice.
            bundle.stop(Bundle.STOP_TRANSIENT);
            bundle.update(in);
            refresh(bundle);
            bundle.start(Bundle.START_TRANSIENT | Bundle.START_ACTIVATION_POLICY);
        } catch (BundleException | IOException e) {
            throw new RefusedException(RefusedException.CONTENT, "cannot be installed (" + e.getMessage() + ")",
                    file == null ? name : file.toString(), "give a bundle that fits");
        }
    }

    private static InputStream open(Bundle bundle, Path file) throws IOException {
        if (file != null) {
            return Files.newInputStream(file);
        }
        String location = bundle.getLocation().replaceFirst("^reference:", "");
        return URI.create(location).toURL().openStream();
    }

    private FrameworkWiring wiring() {
        return context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION).adapt(FrameworkWiring.class);
    }

    private void refresh(Bundle bundle) throws RefusedException {
        var refreshed = new CountDownLatch(1);
        wiring().refreshBundles(List.of(bundle), event -> refreshed.countDown());
        try {
            if (!refreshed.await(REFRESH_S, TimeUnit.SECONDS)) {
                throw new RefusedException(RefusedException.INTERNAL, "is not refreshed", bundle.getSymbolicName(),
                        "see the log in the data folder");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Takes away all that is left. */
    @Override
    public void close() {
        List<Object> owners;
        synchronized (this) {
            owners = List.copyOf(registrations.keySet());
        }
        owners.forEach(this::unregister);
    }
}
