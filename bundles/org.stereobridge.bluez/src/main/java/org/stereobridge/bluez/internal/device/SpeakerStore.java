package org.stereobridge.bluez.internal.device;

import java.io.IOException;

/** Where it is kept which devices are the owner's speakers. Control thread. */
public interface SpeakerStore {

    /**
     * The owner's word for a speaker.
     *
     * @param volume 0-127, {@link #OWN_VOLUME} or {@link #MODEL_VOLUME}
     */
    record Entry(String address, String name, int volume) {

        /** The volume is left as the speaker has it. */
        public static final int OWN_VOLUME = -1;
        /** The volume is what suits its model. */
        public static final int MODEL_VOLUME = -2;
    }

    void save(String address, String name) throws IOException;

    void remove(String address) throws IOException;
}
