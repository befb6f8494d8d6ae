package org.stereobridge.natives;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceRegistration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stereobridge.codec.CodecProvider;

/**
 * The codecs of one library as services, where the library is there; else one line that says why not. By hand: a
 * component that fails to activate would log a stack trace for what is a usual state of a machine.
 */
public final class NativeCodecs {

    private static final Logger LOG = LoggerFactory.getLogger(NativeCodecs.class);

    private final List<ServiceRegistration<CodecProvider>> registrations;

    /** A codec and its {@code service.ranking}. */
    public record Ranked(CodecProvider provider, int ranking) {
    }

    /**
     * @param what for people: {@code aptX by libfreeaptx}
     * @param debianPackage what to install
     * @param problem why the library cannot be used
     * @param codecs asked only where there is no problem
     */
    public NativeCodecs(BundleContext context, String what, String debianPackage, Optional<String> problem,
            Supplier<List<Ranked>> codecs) {
        problem.ifPresent(text -> LOG.info("{} is left out: {} (on Debian: apt install {})", what, text,
                debianPackage));
        registrations = problem.isPresent() ? List.of()
                : codecs.get().stream().map(codec -> register(context, codec)).toList();
    }

    public void unregister() {
        registrations.forEach(ServiceRegistration::unregister);
    }

    private static ServiceRegistration<CodecProvider> register(BundleContext context, Ranked codec) {
        return context.registerService(CodecProvider.class, codec.provider(), FrameworkUtil.asDictionary(Map.of(
                CodecProvider.NAME, codec.provider().name(), Constants.SERVICE_RANKING, codec.ranking())));
    }
}
