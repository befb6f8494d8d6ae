package org.stereobridge.bluez.internal.avrcp;

import java.io.IOException;

/** The bridge's master volume, where its owner keeps it. Blocks for a write to the disk. */
public interface MasterVolume {

    /** In dB, -80 to 0. */
    double db();

    void db(double db) throws IOException;
}
