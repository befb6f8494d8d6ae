package org.stereobridge.calibration;

import java.io.IOException;
import java.util.OptionalLong;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Keeps what was found of speakers, by speaker, codec and adapter, in configuration: each combination has a latency of
 * its own, and what is known of one is taken again when it comes back. Control threads; all is in force at once.
 *
 * <p>Trims are added to what is measured. Who measures to replace a trim takes that trim back.
 */
@ProviderType
public interface Calibrations {

    /**
     * Takes what was measured of a speaker for the codec and adapter that it has now, until something moves it.
     *
     * @throws IllegalArgumentException that names the id, where no such speaker is connected
     * @throws IOException where it cannot be saved: it is in force until the next start all the same
     */
    void measured(Measurement measurement) throws IOException;

    /**
     * Takes a trim for the codec and adapter that a speaker has now, in place of the one that its owner set for all.
     *
     * @param trimNs -100 ms to 100 ms, positive plays later; empty takes it back
     * @throws IllegalArgumentException that names the id or the trim, where it is not connected or out of range
     * @throws IOException where it cannot be saved: it is in force until the next start all the same
     */
    void trim(String speakerId, OptionalLong trimNs) throws IOException;

    /** The trim for the codec and adapter that a speaker has now; empty where there is none, or no such speaker. */
    OptionalLong trimNs(String speakerId);
}
