package org.stereobridge.bluez.internal;

import java.io.IOException;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.stereobridge.bluez.internal.device.SpeakerStore;

/** Keeps the owner's speakers as factory configurations, from which {@link StoredSpeaker}s are made. */
final class ConfiguredSpeakers implements SpeakerStore {

    private final ConfigurationAdmin configurations;

    ConfiguredSpeakers(ConfigurationAdmin configurations) {
        this.configurations = configurations;
    }

    @Override
    public void save(String address, String name) throws IOException {
        Configuration configuration = configuration(address);
        Dictionary<String, Object> old = configuration.getProperties();
        Dictionary<String, Object> properties = new Hashtable<>();
        properties.put(StoredSpeaker.ADDRESS, address);
        properties.put(StoredSpeaker.NAME, name);
        for (String own : List.of(StoredSpeaker.VOLUME, StoredSpeaker.CODECS)) {
            if (old != null && old.get(own) != null) {
                properties.put(own, old.get(own));
            }
        }
        configuration.updateIfDifferent(properties);
    }

    @Override
    public void remove(String address) throws IOException {
        configuration(address).delete();
    }

    private Configuration configuration(String address) throws IOException {
        return configurations.getFactoryConfiguration(StoredSpeaker.PID, address.replace(':', '_'), "?");
    }
}
