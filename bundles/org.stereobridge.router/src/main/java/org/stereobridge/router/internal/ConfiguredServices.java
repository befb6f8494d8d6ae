package org.stereobridge.router.internal;

import java.io.IOException;
import java.util.Dictionary;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.cm.ConfigurationEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Registers what configurations say as services. A configuration that is wrong is refused with its reason, and what
 * stood there before goes on: a component of its own for each would leave with the last good one, and the music would
 * change. They are here from the beginning, so that nothing is planned without them.
 *
 * <p>For one thread at a time: the component's that has it, then Configuration Admin's.
 */
final class ConfiguredServices<S> {

    private static final Logger LOG = LoggerFactory.getLogger(ConfiguredServices.class);

    private final BundleContext context;
    private final Class<S> type;
    private final Function<ConfiguredValues, S> reader;
    private final Map<String, S> services = new ConcurrentHashMap<>();
    private final Map<String, ServiceRegistration<S>> registrations = new ConcurrentHashMap<>();

    /** @param reader throws IllegalArgumentException that says what is wrong */
    ConfiguredServices(BundleContext context, Class<S> type, Function<ConfiguredValues, S> reader) {
        this.context = context;
        this.type = type;
        this.reader = reader;
    }

    /** Takes all configurations of this filter. */
    void open(ConfigurationAdmin configurations, String filter) {
        for (Configuration configuration : find(configurations, filter)) {
            accept(configuration.getPid(), configuration.getProperties());
        }
    }

    /** Takes what has become of the configuration that an event tells of. */
    void changed(ConfigurationAdmin configurations, ConfigurationEvent event) {
        if (event.getType() == ConfigurationEvent.CM_DELETED) {
            accept(event.getPid(), null);
        } else {
            open(configurations, "(service.pid=" + event.getPid() + ")");
        }
    }

    private static Configuration[] find(ConfigurationAdmin configurations, String filter) {
        try {
            Configuration[] found = configurations.listConfigurations(filter);
            return found == null ? new Configuration[0] : found;
        } catch (IOException | InvalidSyntaxException e) {
            LOG.warn("Configurations {} cannot be read: {}", filter, e.getMessage());
            return new Configuration[0];
        }
    }

    /** @param properties null where the configuration was deleted */
    void accept(String pid, Dictionary<String, Object> properties) {
        if (properties == null) {
            services.remove(pid);
            replace(pid, null);
            return;
        }
        try {
            S read = reader.apply(new ConfiguredValues(properties));
            if (!read.equals(services.put(pid, read))) {
                replace(pid, context.registerService(type, read, null));
            }
        } catch (IllegalArgumentException e) {
            LOG.warn("Configuration {} is refused, {}: {}", pid, services.containsKey(pid)
                    ? "what it said before goes on" : "it is left out", e.getMessage());
        }
    }

    /** The new one comes before the old one leaves, so that nobody is without. */
    private void replace(String pid, ServiceRegistration<S> next) {
        ServiceRegistration<S> old = next == null ? registrations.remove(pid) : registrations.put(pid, next);
        if (old != null) {
            old.unregister();
        }
    }

    void close() {
        registrations.values().forEach(ServiceRegistration::unregister);
        registrations.clear();
        services.clear();
    }
}
