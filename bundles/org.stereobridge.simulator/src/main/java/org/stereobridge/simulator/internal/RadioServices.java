package org.stereobridge.simulator.internal;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.stream.Collectors;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.stereobridge.radio.Waiter;
import org.stereobridge.simulator.internal.world.Simulation;
import org.stereobridge.sync.SkewProbe;

/** Offers a simulated radio to the bridge, while it is open. */
final class RadioServices implements AutoCloseable {

    private final BundleContext context;
    private final Simulation simulation;
    private final FrameworkStage stage;
    private final Deque<ServiceRegistration<?>> registrations = new ArrayDeque<>();

    RadioServices(BundleContext context, Simulation simulation, FrameworkStage stage) {
        this.context = context;
        this.simulation = simulation;
        this.stage = stage;
        register(Waiter.class, simulation.world(), new Hashtable<>());
        register(SkewProbe.class, simulation.skew(), new Hashtable<>());
        simulation.speakers().forEach(stage::offer);
        stage.offer(simulation.echo());
    }

    private <S> void register(Class<S> type, S service, Dictionary<String, Object> properties) {
        registrations.push(context.registerService(type, service, properties));
    }

    /** For people: the links that no audio loop serves. */
    String missing() {
        String speakers = simulation.speakers().stream().filter(speaker -> !speaker.link().isServed())
                .map(speaker -> "speaker " + speaker.settings().name()).collect(Collectors.joining(", "));
        return speakers.isEmpty() ? "Echo" : speakers;
    }

    /** Takes the links away first and the waiter last, since the audio loop waits on it to the end. */
    @Override
    public void close() {
        stage.close();
        while (!registrations.isEmpty()) {
            registrations.pop().unregister();
        }
    }
}
