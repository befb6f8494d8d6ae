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
import org.osgi.service.metatype.annotations.Option;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stereobridge.routing.ProgrammeSettings;

/** What the owner set for the programme, from configuration to the registry. */
@Component(service = {}, immediate = true, configurationPid = StoredProgramme.PID, configurationPolicy = REQUIRE)
@Designate(ocd = StoredProgramme.Config.class)
public final class StoredProgramme {

    static final String PID = "org.stereobridge.router.programme";

    @ObjectClassDefinition(name = "Stereobridge programme")
    public @interface Config {

        @AttributeDefinition(name = "Mode", description = "How the speakers see the two channels",
                options = {@Option(label = "Stereo", value = "STEREO"), @Option(label = "Swapped", value = "SWAP"),
                    @Option(label = "Mono", value = "MONO")})
        String mode() default "STEREO";

        @AttributeDefinition(name = "Master (dB)", min = "-80", max = "0", description = "0 leaves the level as it is")
        double master_dB() default 0;

        @AttributeDefinition(name = "Balance", min = "-1", max = "1", description = "-1 left alone, 1 right alone")
        double balance() default 0;
    }

    private static final Logger LOG = LoggerFactory.getLogger(StoredProgramme.class);

    private ServiceRegistration<ProgrammeSettings> registration;

    @Activate
    public StoredProgramme(BundleContext context, Config config) {
        try {
            registration = context.registerService(ProgrammeSettings.class,
                    SettingsFormat.programme(config.mode(), config.master_dB(), config.balance()), null);
        } catch (IllegalArgumentException e) {
            LOG.warn("Settings of the programme are left out: {}", e.getMessage());
        }
    }

    @Deactivate
    void deactivate() {
        if (registration != null) {
            registration.unregister();
        }
    }
}
