package org.stereobridge.itests;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;

/** Looks at bundles, components and services from inside Felix. */
final class Wiring {

    private final BundleContext context;

    Wiring(BundleContext context) {
        this.context = context;
    }

    /** Bundles that are not active; fragments and the probe aside. */
    List<String> inactiveBundles() {
        var names = new ArrayList<String>();
        for (Bundle bundle : context.getBundles()) {
            boolean fragment = bundle.getHeaders("").get(Constants.FRAGMENT_HOST) != null;
            if (bundle.getState() != (fragment ? Bundle.RESOLVED : Bundle.ACTIVE)) {
                names.add(bundle.getSymbolicName() + " in state " + bundle.getState());
            }
        }
        return names;
    }

    /** Our components that lack a reference or failed. One that requires a configuration may be without. */
    List<String> unsatisfiedComponents() {
        var runtime = service(ServiceComponentRuntime.class).orElseThrow();
        var names = new ArrayList<String>();
        for (ComponentDescriptionDTO component : runtime.getComponentDescriptionDTOs()) {
            for (ComponentConfigurationDTO configuration : runtime.getComponentConfigurationDTOs(component)) {
                boolean satisfied = configuration.state == ComponentConfigurationDTO.ACTIVE
                        || configuration.state == ComponentConfigurationDTO.SATISFIED;
                boolean unconfigured = configuration.state == ComponentConfigurationDTO.UNSATISFIED_CONFIGURATION;
                if (!satisfied && !unconfigured) {
                    names.add(component.name + " in state " + configuration.state + " " + configuration.failure);
                }
            }
        }
        return names;
    }

    long componentsOf(String bundle) {
        return service(ServiceComponentRuntime.class).orElseThrow().getComponentDescriptionDTOs().stream()
                .filter(component -> component.bundle.symbolicName.equals(bundle)).count();
    }

    <S> Optional<S> service(Class<S> type) {
        ServiceReference<S> reference = context.getServiceReference(type);
        return Optional.ofNullable(reference).map(context::getService);
    }
}
