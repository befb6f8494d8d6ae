package org.stereobridge.simulator.internal;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.stereobridge.radio.InboundLink;
import org.stereobridge.radio.OutboundLink;
import org.stereobridge.radio.Waiter;
import org.stereobridge.simulator.internal.world.Simulation;
import org.stereobridge.sync.SkewProbe;

/** Offers a simulated radio to the bridge, while it is open. */
final class RadioServices implements AutoCloseable {

    private final BundleContext context;
    private final Simulation simulation;
    private final Deque<ServiceRegistration<?>> registrations = new ArrayDeque<>();

    RadioServices(BundleContext context, Simulation simulation) {
        this.context = context;
        this.simulation = simulation;
        register(Waiter.class, simulation.world(), new Hashtable<>());
        register(SkewProbe.class, simulation.skew(), new Hashtable<>());
        for (int i = 0; i < simulation.speakers().size(); i++) {
            register(OutboundLink.class, simulation.speakers().get(i), simulation.speakerProperties(i));
        }
        register(InboundLink.class, simulation.echo(), simulation.echoProperties());
    }

    private <S> void register(Class<S> type, S service, Dictionary<String, Object> properties) {
        registrations.push(context.registerService(type, service, properties));
    }

    /** For people: the links that no audio loop serves. */
    String missing() {
        String speakers = IntStream.range(0, simulation.speakers().size())
                .filter(i -> !simulation.speakers().get(i).isServed())
                .mapToObj(i -> "speaker " + simulation.speakers().get(i).settings().name())
                .collect(Collectors.joining(", "));
        return speakers.isEmpty() ? "Echo" : speakers;
    }

    /** Takes the links away first and the waiter last, since the audio loop waits on it to the end. */
    @Override
    public void close() {
        while (!registrations.isEmpty()) {
            registrations.pop().unregister();
        }
    }
}
