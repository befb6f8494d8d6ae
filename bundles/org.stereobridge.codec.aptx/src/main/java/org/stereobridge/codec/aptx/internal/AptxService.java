package org.stereobridge.codec.aptx.internal;

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
import org.stereobridge.natives.NativeCodecs.Ranked;

/** Registers the codecs where libfreeaptx is there. */
@Component(configurationPid = "org.stereobridge.codec.aptx", service = {})
@Designate(ocd = AptxService.Config.class)
public final class AptxService {

    @ObjectClassDefinition(name = "aptX by libfreeaptx",
            description = "Codecs are offered to speakers in the order of their ranks; SBC has 0")
    public @interface Config {

        @AttributeDefinition(name = "Rank of aptX LL")
        int ll_ranking() default -20;

        @AttributeDefinition(name = "Rank of aptX")
        int aptx_ranking() default -30;

        @AttributeDefinition(name = "Rank of aptX HD")
        int hd_ranking() default -50;
    }

    private final NativeCodecs codecs;

    @Activate
    public AptxService(BundleContext context, Config config) {
        this(context, config.ll_ranking(), config.aptx_ranking(), config.hd_ranking(), AptxProvider.problem());
    }

    AptxService(BundleContext context, int llRanking, int aptxRanking, int hdRanking, Optional<String> problem) {
        codecs = new NativeCodecs(context, "aptX by libfreeaptx", "libfreeaptx0", problem, () -> List.of(
                new Ranked(new AptxProvider(AptxKind.LL), llRanking),
                new Ranked(new AptxProvider(AptxKind.LL_QUALCOMM), llRanking - 1),
                new Ranked(new AptxProvider(AptxKind.APTX), aptxRanking),
                new Ranked(new AptxProvider(AptxKind.HD), hdRanking)));
    }

    @Deactivate
    void unregister() {
        codecs.unregister();
    }
}
