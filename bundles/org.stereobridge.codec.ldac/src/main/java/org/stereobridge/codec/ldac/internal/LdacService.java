package org.stereobridge.codec.ldac.internal;

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

/** Registers the codec where libldacBT_enc is there. */
@Component(configurationPid = "org.stereobridge.codec.ldac", service = {})
@Designate(ocd = LdacService.Config.class)
public final class LdacService {

    @ObjectClassDefinition(name = "LDAC by libldac")
    public @interface Config {

        @AttributeDefinition(name = "Rank",
                description = "Codecs are offered to speakers in the order of their ranks; SBC has 0")
        int service_ranking() default -60;
    }

    private final NativeCodecs codecs;

    @Activate
    public LdacService(BundleContext context, Config config) {
        this(context, config.service_ranking(), LdacProvider.problem());
    }

    LdacService(BundleContext context, int ranking, Optional<String> problem) {
        codecs = new NativeCodecs(context, "LDAC by libldac", "libldacbt-enc2", problem,
                () -> List.of(new NativeCodecs.Ranked(new LdacProvider(), ranking)));
    }

    @Deactivate
    void unregister() {
        codecs.unregister();
    }
}
