package org.stereobridge.sync.internal;

import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.UUID;

/**
 * What a speaker's latency and trim hold for: with another codec or by another adapter it takes another time.
 *
 * @param speakerId link id
 * @param codec as CodecId writes itself
 * @param adapter empty where the radio names none
 */
record SpeakerKey(String speakerId, String codec, String adapter) {

    SpeakerKey {
        Objects.requireNonNull(speakerId, "speakerId");
        Objects.requireNonNull(codec, "codec");
        Objects.requireNonNull(adapter, "adapter");
    }

    /** A name for a factory configuration, whatever the ids hold. */
    String configurationName() {
        String all = speakerId + '\0' + codec + '\0' + adapter;
        return UUID.nameUUIDFromBytes(all.getBytes(StandardCharsets.UTF_8)).toString();
    }
}
