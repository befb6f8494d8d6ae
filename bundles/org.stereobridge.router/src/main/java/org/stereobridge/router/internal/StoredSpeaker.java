package org.stereobridge.router.internal;

import static org.osgi.service.component.annotations.ConfigurationPolicy.REQUIRE;

import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stereobridge.routing.SpeakerSettings;

/** What the owner set for one speaker, from configuration to the registry. */
@Component(service = {}, immediate = true, configurationPid = StoredSpeaker.PID, configurationPolicy = REQUIRE)
@Designate(ocd = StoredSpeaker.Config.class, factory = true)
public final class StoredSpeaker {

    static final String PID = "org.stereobridge.router.speaker";

    @ObjectClassDefinition(name = "Stereobridge speaker")
    public @interface Config {

        @AttributeDefinition(name = "Speaker", description = "Link id, such as the Bluetooth address")
        String speaker();

        @AttributeDefinition(name = "Channel", description = "left, right, mono, or two numbers: left * L + right * R")
        String row() default "mono";

        @AttributeDefinition(name = "Gain (dB)", min = "-60", max = "12", description = "0 leaves the level as it is")
        double gain_dB() default 0;

        @AttributeDefinition(name = "Trim (ms)", min = "-100", max = "100", description = "Positive plays later")
        double trim_ms() default 0;

        @AttributeDefinition(name = "Equaliser", required = false,
                description = "At most five bands, such as peak,1000,-3,1.4: low-shelf, peak or high-shelf, Hz, dB, q")
        String[] eq() default {};
    }

    private static final Logger LOG = LoggerFactory.getLogger(StoredSpeaker.class);

    private ServiceRegistration<SpeakerSettings> registration;

    @Activate
    public StoredSpeaker(BundleContext context, Config config) {
        try {
            registration = context.registerService(SpeakerSettings.class, SettingsFormat.speaker(config.speaker(),
                    config.row(), config.gain_dB(), config.trim_ms(), config.eq()), null);
        } catch (IllegalArgumentException e) {
            LOG.warn("Settings of speaker {} are left out: {}", config.speaker(), e.getMessage());
        }
    }

    @Deactivate
    void deactivate() {
        if (registration != null) {
            registration.unregister();
        }
    }
}
