package org.stereobridge.codec.sbc.internal;

import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.stereobridge.a2dp.SbcCodecProvider;
import org.stereobridge.a2dp.SbcConfig;
import org.stereobridge.a2dp.SbcFrameDecoder;
import org.stereobridge.a2dp.SbcFrameEncoder;
import org.stereobridge.codec.CodecProvider;

/** SBC in pure Java: needs nothing installed. */
@Component(service = CodecProvider.class, configurationPid = "org.stereobridge.codec.sbc",
        property = CodecProvider.NAME + "=" + SbcProvider.SBC_JAVA)
@Designate(ocd = SbcProvider.Config.class)
public final class SbcProvider extends SbcCodecProvider {

    @ObjectClassDefinition(name = "SBC in Java")
    public @interface Config {

        @AttributeDefinition(name = "Rank", description = "Of several SBC codecs the one with the highest rank is used")
        int service_ranking() default 0;
    }

    static final String SBC_JAVA = "SBC (Java)";

    @Override
    public String name() {
        return SBC_JAVA;
    }

    @Override
    protected SbcFrameDecoder frameDecoder(SbcConfig config) {
        return new SbcDecoder(config);
    }

    @Override
    protected SbcFrameEncoder frameEncoder(SbcConfig config) {
        return new SbcEncoder(config);
    }
}
