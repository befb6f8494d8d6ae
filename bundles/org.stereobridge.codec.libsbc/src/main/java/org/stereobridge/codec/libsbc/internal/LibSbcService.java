package org.stereobridge.codec.libsbc.internal;

import java.util.Map;
import java.util.Optional;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stereobridge.codec.CodecProvider;

/**
 * Registers the codec where libsbc is there. By hand: a component that fails to activate would log a stack trace for
 * what is a usual state of a machine.
 */
@Component(configurationPid = "org.stereobridge.codec.libsbc", service = {})
@Designate(ocd = LibSbcService.Config.class)
public final class LibSbcService {

    @ObjectClassDefinition(name = "SBC by libsbc")
    public @interface Config {

        @AttributeDefinition(name = "Rank",
                description = "Of all SBC codecs the one of highest rank is used; the one in Java has 0")
        int service_ranking() default -10;
    }

    private static final Logger LOG = LoggerFactory.getLogger(LibSbcService.class);

    private final Optional<ServiceRegistration<CodecProvider>> registration;

    @Activate
    public LibSbcService(BundleContext context, Config config) {
        this(context, config.service_ranking(), LibSbcProvider.problem());
    }

    LibSbcService(BundleContext context, int ranking, Optional<String> problem) {
        problem.ifPresent(text -> LOG.info("SBC by libsbc is left out: {} (on Debian: apt install libsbc1)", text));
        registration = problem.isPresent() ? Optional.empty() : Optional.of(register(context, ranking));
    }

    @Deactivate
    void unregister() {
        registration.ifPresent(ServiceRegistration::unregister);
    }

    private static ServiceRegistration<CodecProvider> register(BundleContext context, int ranking) {
        var provider = new LibSbcProvider();
        return context.registerService(CodecProvider.class, provider, FrameworkUtil.asDictionary(
                Map.of(CodecProvider.NAME, provider.name(), Constants.SERVICE_RANKING, ranking)));
    }
}
