package org.stereobridge.codec.aac.internal;

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

/** Registers the codec where libfdk-aac is there. */
@Component(configurationPid = "org.stereobridge.codec.aac", service = {})
@Designate(ocd = AacService.Config.class)
public final class AacService {

    @ObjectClassDefinition(name = "AAC by libfdk-aac")
    public @interface Config {

        @AttributeDefinition(name = "Rank",
                description = "Codecs are offered to speakers in the order of their ranks; SBC has 0")
        int service_ranking() default -40;
    }

    private final NativeCodecs codecs;

    @Activate
    public AacService(BundleContext context, Config config) {
        this(context, config.service_ranking(), AacProvider.problem());
    }

    AacService(BundleContext context, int ranking, Optional<String> problem) {
        codecs = new NativeCodecs(context, "AAC by libfdk-aac", "libfdk-aac2", problem,
                () -> List.of(new NativeCodecs.Ranked(new AacProvider(), ranking)));
    }

    @Deactivate
    void unregister() {
        codecs.unregister();
    }
}
