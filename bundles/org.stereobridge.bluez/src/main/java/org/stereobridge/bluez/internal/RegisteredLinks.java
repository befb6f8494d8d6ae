package org.stereobridge.bluez.internal;

import java.util.Hashtable;
import java.util.Map;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.stereobridge.bluez.internal.link.InboundSocket;
import org.stereobridge.bluez.internal.link.OutboundSocket;
import org.stereobridge.bluez.internal.media.LinkServices;
import org.stereobridge.radio.InboundLink;
import org.stereobridge.radio.OutboundLink;

/** Offers links as OSGi services. */
final class RegisteredLinks implements LinkServices {

    private final BundleContext context;

    RegisteredLinks(BundleContext context) {
        this.context = context;
    }

    @Override
    public Offer offer(InboundSocket link, Map<String, Object> properties) {
        return register(InboundLink.class, link, properties);
    }

    @Override
    public Offer offer(OutboundSocket link, Map<String, Object> properties) {
        return register(OutboundLink.class, link, properties);
    }

    private <S> Offer register(Class<S> type, S link, Map<String, Object> properties) {
        ServiceRegistration<S> registration = context.registerService(type, link, new Hashtable<>(properties));
        return new Offer() {

            @Override
            public void update(Map<String, Object> changed) {
                registration.setProperties(new Hashtable<>(changed));
            }

            @Override
            public void withdraw() {
                registration.unregister();
            }
        };
    }
}
