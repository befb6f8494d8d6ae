package org.stereobridge.radio;

import java.time.Duration;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The owner's commands to a radio with real devices. A device is named by its Bluetooth address, as
 * {@code 00:11:22:AA:BB:CC}.
 *
 * <p>Any control thread. Commands return at once; what comes of them is seen in {@link #status}. What cannot be begun
 * is refused by an exception that says why and what to do.
 */
@ProviderType
public interface Radio {

    /** A snapshot. Never blocks. */
    RadioStatus status();

    /** Lets a source find the bridge, pair and connect for this long from now, 1 s to 30 minutes. */
    void openPairingWindow(Duration length) throws RadioException;

    /** The same for the length that is configured, 3 minutes unless changed. */
    void openPairingWindow() throws RadioException;

    void closePairingWindow();

    /** Looks for speakers for a minute. */
    void startScan() throws RadioException;

    void stopScan();

    /** Pairs with a device that a scan found, and from then on keeps it connected as a speaker, over restarts, too. */
    void addSpeaker(String id) throws RadioException;

    /** Connects a known device now, instead of when its next try is due. */
    void connect(String id) throws RadioException;

    /** Disconnects a device and leaves it so, until {@link #connect} or the next start. */
    void disconnect(String id) throws RadioException;

    /** Disconnects a device and forgets its bond and settings of the radio. */
    void forget(String id) throws RadioException;

    /** Presses a key of the source that plays, as a speaker's buttons do. */
    void press(MediaKey key) throws RadioException;
}
