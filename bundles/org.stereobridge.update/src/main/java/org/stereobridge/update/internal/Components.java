package org.stereobridge.update.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;

/** What components there are, and how they are. */
final class Components {

    private final BundleContext context;
    private final ServiceComponentRuntime runtime;

    Components(BundleContext context, ServiceComponentRuntime runtime) {
        this.context = context;
        this.runtime = runtime;
    }

    /** The names of all that are satisfied, of all bundles. */
    Set<String> satisfied() {
        Set<String> names = new HashSet<>();
        for (ComponentDescriptionDTO component : runtime.getComponentDescriptionDTOs()) {
            if (runtime.getComponentConfigurationDTOs(component).stream().anyMatch(Components::isSatisfied)) {
                names.add(component.name);
            }
        }
        return names;
    }

    /**
     * What keeps a bundle, and all that ran before, from being as they should be; empty where nothing does. Services of
     * the bundle are asked for once, so that components that wait for somebody to ask are activated.
     */
    Optional<String> problem(Bundle bundle, Set<String> satisfiedBefore) {
        for (ComponentDescriptionDTO component : runtime.getComponentDescriptionDTOs()) {
            boolean isNew = component.bundle.id == bundle.getBundleId();
            List<ComponentConfigurationDTO> configurations =
                    new ArrayList<>(runtime.getComponentConfigurationDTOs(component));
            boolean runs = configurations.stream().anyMatch(Components::isSatisfied);
            Optional<String> failure = configurations.stream().map(Components::failure).flatMap(Optional::stream)
                    .findFirst();
            if (failure.isPresent() && (isNew || satisfiedBefore.contains(component.name))) {
                return failure.map(text -> component.name + ": " + text);
            }
            if (!runs && (satisfiedBefore.contains(component.name) || isNew && isMissing(configurations))) {
                return Optional.of(component.name + ": not satisfied" + missing(configurations));
            }
        }
        return unavailable(bundle);
    }

    private Optional<String> unavailable(Bundle bundle) {
        ServiceReference<?>[] services = bundle.getRegisteredServices();
        if (services == null) {
            return Optional.empty();
        }
        for (ServiceReference<?> service : services) {
            if (context.getService(service) == null) {
                return Optional.of("cannot be had: "
                        + Arrays.toString((Object[]) service.getProperty(Constants.OBJECTCLASS)));
            }
            context.ungetService(service);
        }
        return Optional.empty();
    }

    private static boolean isSatisfied(ComponentConfigurationDTO configuration) {
        return configuration.state == ComponentConfigurationDTO.SATISFIED
                || configuration.state == ComponentConfigurationDTO.ACTIVE;
    }

    private static Optional<String> failure(ComponentConfigurationDTO configuration) {
        return configuration.state == ComponentConfigurationDTO.FAILED_ACTIVATION
                ? Optional.of(cause(String.valueOf(configuration.failure))) : Optional.empty();
    }

    /** Of a stack trace the last cause, since those before tell of reflection. */
    private static String cause(String trace) {
        return trace.lines().filter(line -> line.startsWith("Caused by: ")).reduce((first, last) -> last)
                .map(line -> line.substring("Caused by: ".length()))
                .orElseGet(() -> trace.lines().findFirst().orElse("failed"));
    }

    /** One that requires a configuration may be without. */
    private static boolean isMissing(List<ComponentConfigurationDTO> configurations) {
        return configurations.stream()
                .anyMatch(one -> one.state == ComponentConfigurationDTO.UNSATISFIED_REFERENCE);
    }

    private static String missing(List<ComponentConfigurationDTO> configurations) {
        return configurations.stream().flatMap(one -> Arrays.stream(one.unsatisfiedReferences)).findFirst()
                .map(reference -> ", it lacks " + reference.name).orElse("");
    }
}
