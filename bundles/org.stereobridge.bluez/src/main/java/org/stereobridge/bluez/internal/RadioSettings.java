package org.stereobridge.bluez.internal;

import java.time.Duration;
import java.util.List;

/**
 * How the radio is configured.
 *
 * @param alias what others see
 * @param sourceAdapter {@code auto}, or an adapter's id or address
 * @param speakerAdapters {@code auto}, or adapters' ids or addresses
 * @param speakers how many may be connected to one adapter
 * @param window how long the pairing window is open
 * @param suspendNs how long after the source's last audio the speakers' streams are kept running
 * @param speakerVolume of speakers that have one, 0-127; -1 leaves it as it is
 * @param ownVolumeModels beginnings of the names of speakers whose own volume is left alone
 * @param isPatient what is missing is waited for, and told; else the program ends, and tells it then
 */
record RadioSettings(String alias, String sourceAdapter, List<String> speakerAdapters, int speakers, Duration window,
        long suspendNs, int speakerVolume, List<String> ownVolumeModels, boolean isPatient) {

    RadioSettings {
        speakerAdapters = List.copyOf(speakerAdapters);
        ownVolumeModels = List.copyOf(ownVolumeModels);
    }
}
