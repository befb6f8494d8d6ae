package org.stereobridge.bluez.internal.device;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Where it is kept which devices are the owner's speakers. Control thread. */
public interface SpeakerStore {

    /**
     * The owner's word for a speaker.
     *
     * @param volume 0-127, {@link #OWN_VOLUME} or {@link #MODEL_VOLUME}
     * @param codecs names of those that it shall take before all others, the best first
     */
    record Entry(String address, String name, int volume, List<String> codecs) {

        /** The volume is left as the speaker has it. */
        public static final int OWN_VOLUME = -1;
        /** The volume is what suits its model. */
        public static final int MODEL_VOLUME = -2;

        private static final Pattern ADDRESS = Pattern.compile("[0-9A-F]{2}(:[0-9A-F]{2}){5}");

        /** The address as BlueZ writes it, however the owner has. */
        public Entry {
            address = address.strip().toUpperCase(Locale.ROOT).replace('-', ':');
            if (!ADDRESS.matcher(address).matches()) {
                throw new IllegalArgumentException("address=" + address + ": give one such as 00:11:22:AA:BB:CC");
            }
            codecs = List.copyOf(codecs);
        }
    }

    void save(String address, String name) throws IOException;

    void remove(String address) throws IOException;
}
