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
import org.stereobridge.routing.SpeakerSettings;

/** What the owner set for speakers, from factory configurations to the registry. */
@Component(immediate = true, configurationPid = StoredSpeakers.PID, configurationPolicy = IGNORE)
@Designate(ocd = StoredSpeakers.Config.class, factory = true)
public final class StoredSpeakers implements ConfigurationListener {

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

        @AttributeDefinition(name = "Drift of its DAC (ppm)", required = false, min = "-300", max = "300",
                description = "How far its clock runs ahead of the bridge's, of a speaker that does not follow its "
                        + "source; empty or 0: it follows")
        double drift_ppm() default 0;
    }

    private final ConfigurationAdmin configurations;
    private final ConfiguredServices<SpeakerSettings> services;

    @Activate
    public StoredSpeakers(BundleContext context, @Reference ConfigurationAdmin configurations) {
        this.configurations = configurations;
        services = new ConfiguredServices<>(context, SpeakerSettings.class, SettingsFormat::speaker);
        services.open(configurations, "(service.factoryPid=" + PID + ")");
    }

    @Deactivate
    void deactivate() {
        services.close();
    }

    @Override
    public void configurationEvent(ConfigurationEvent event) {
        if (PID.equals(event.getFactoryPid())) {
            services.changed(configurations, event);
        }
    }
}
