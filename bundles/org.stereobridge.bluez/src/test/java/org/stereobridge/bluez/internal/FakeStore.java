package org.stereobridge.bluez.internal;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Supplier;
import org.stereobridge.bluez.internal.device.Devices;
import org.stereobridge.bluez.internal.device.SpeakerStore;

/** Keeps speakers as the configuration does: what is saved comes back as an entry, once. Control thread. */
final class FakeStore implements SpeakerStore {

    private final Map<String, Entry> entries = new ConcurrentSkipListMap<>();
    private final Supplier<Devices> devices;
    private final Map<String, List<String>> wishes = new ConcurrentHashMap<>();

    FakeStore(Supplier<Devices> devices) {
        this.devices = devices;
    }

    @Override
    public void save(String address, String name) {
        var entry = new Entry(address, name, Entry.MODEL_VOLUME, wishes.getOrDefault(address, List.of()));
        if (!entry.equals(entries.put(address, entry))) {
            devices.get().keep(entry);
        }
    }

    @Override
    public void remove(String address) {
        Entry entry = entries.remove(address);
        if (entry != null) {
            devices.get().keepNoMore(entry);
        }
    }

    /** The owner's codecs for a speaker, from the next save on. */
    void wish(String address, String... codecs) {
        wishes.put(address, List.of(codecs));
    }

    boolean has(String address) {
        return entries.containsKey(address);
    }
}
