package org.stereobridge.router.internal;

import static org.osgi.service.component.annotations.ConfigurationPolicy.IGNORE;

import org.osgi.framework.BundleContext;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.cm.ConfigurationEvent;
import org.osgi.service.cm.ConfigurationListener;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;
import org.stereobridge.routing.ProgrammeSettings;

/** What the owner set for the programme, from configuration to the registry. */
@Component(immediate = true, configurationPid = StoredProgramme.PID, configurationPolicy = IGNORE)
@Designate(ocd = StoredProgramme.Config.class)
public final class StoredProgramme implements ConfigurationListener {

    static final String PID = "org.stereobridge.router.programme";

    @ObjectClassDefinition(name = "Stereobridge programme")
    public @interface Config {

        @AttributeDefinition(name = "Mode", description = "How the speakers see the two channels",
                options = {@Option(label = "Stereo", value = "STEREO"), @Option(label = "Swapped", value = "SWAP"),
                    @Option(label = "Mono", value = "MONO"), @Option(label = "Party", value = "PARTY")})
        String mode() default "STEREO";

        @AttributeDefinition(name = "Master (dB)", min = "-80", max = "0", description = "0 leaves the level as it is")
        double master_dB() default 0;

        @AttributeDefinition(name = "Balance", min = "-1", max = "1", description = "-1 left alone, 1 right alone")
        double balance() default 0;

        @AttributeDefinition(name = "Equally loud",
                description = "Lowers the side that more speakers play than the other, by 10 log10 of the proportion")
        boolean equally_loud() default true;
    }

    private final ConfigurationAdmin configurations;
    private final ConfiguredServices<ProgrammeSettings> services;

    @Activate
    public StoredProgramme(BundleContext context, @Reference ConfigurationAdmin configurations) {
        this.configurations = configurations;
        services = new ConfiguredServices<>(context, ProgrammeSettings.class, SettingsFormat::programme);
        services.open(configurations, "(service.pid=" + PID + ")");
    }

    @Deactivate
    void deactivate() {
        services.close();
    }

    @Override
    public void configurationEvent(ConfigurationEvent event) {
        if (PID.equals(event.getPid())) {
            services.changed(configurations, event);
        }
    }
}
