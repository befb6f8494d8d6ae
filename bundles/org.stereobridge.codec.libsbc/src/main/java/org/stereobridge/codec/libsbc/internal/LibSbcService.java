package org.stereobridge.codec.libsbc.internal;

import java.util.List;
import java.util.Optional;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.stereobridge.natives.NativeCodecs;

/** Registers the codec where libsbc is there. */
@Component(configurationPid = "org.stereobridge.codec.libsbc", service = {})
@Designate(ocd = LibSbcService.Config.class)
public final class LibSbcService {

    @ObjectClassDefinition(name = "SBC by libsbc")
    public @interface Config {

        @AttributeDefinition(name = "Rank",
                description = "Of all SBC codecs the one of highest rank is used; the one in Java has 0")
        int service_ranking() default -10;
    }

    private final NativeCodecs codecs;

    @Activate
    public LibSbcService(BundleContext context, Config config) {
        this(context, config.service_ranking(), LibSbcProvider.problem());
    }

    LibSbcService(BundleContext context, int ranking, Optional<String> problem) {
        codecs = new NativeCodecs(context, "SBC by libsbc", "libsbc1", problem,
                () -> List.of(new NativeCodecs.Ranked(new LibSbcProvider(), ranking)));
    }

    @Deactivate
    void unregister() {
        codecs.unregister();
    }
}
