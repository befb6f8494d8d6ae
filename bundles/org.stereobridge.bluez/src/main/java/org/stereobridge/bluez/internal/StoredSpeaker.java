package org.stereobridge.bluez.internal;

import static org.osgi.service.component.annotations.ConfigurationPolicy.REQUIRE;

import java.util.Arrays;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.stereobridge.bluez.internal.device.SpeakerStore;

/** One of the owner's speakers, kept by configuration: the radio pairs, and keeps it connected. */
@Component(service = StoredSpeaker.class, configurationPid = StoredSpeaker.PID, configurationPolicy = REQUIRE)
@Designate(ocd = StoredSpeaker.Config.class, factory = true)
public final class StoredSpeaker {

    static final String PID = "org.stereobridge.bluez.speaker";
    static final String ADDRESS = "address";
    static final String NAME = "name";
    static final String VOLUME = "volume";
    static final String CODECS = "codecs";

    @ObjectClassDefinition(name = "Stereobridge Bluetooth speaker")
    public @interface Config {

        @AttributeDefinition(name = "Address", description = "Bluetooth address, as 00:11:22:AA:BB:CC")
        String address();

        @AttributeDefinition(name = "Name", description = "Shown while the speaker is away")
        String name() default "";

        @AttributeDefinition(name = "Volume", min = "-2", max = "127", description = "Of the speaker itself, held "
                + "there; -1 leaves it as it is, -2 is what the radio's configuration says for its model")
        int volume() default SpeakerStore.Entry.MODEL_VOLUME;

        @AttributeDefinition(name = "Codecs", required = false, description = "Tried first and in this order, such as "
                + "aptX HD, LDAC; the others follow by their ranks, SBC before all")
        String[] codecs() default {};
    }

    private final SpeakerStore.Entry entry;

    @Activate
    public StoredSpeaker(Config config) {
        entry = new SpeakerStore.Entry(config.address(), config.name(), config.volume(),
                Arrays.asList(config.codecs()));
    }

    SpeakerStore.Entry entry() {
        return entry;
    }
}
