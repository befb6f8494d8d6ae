package org.stereobridge.bluez.internal.device;

import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.stereobridge.bluez.internal.bus.Names;

/**
 * Who may pair, and which services may be used. The control thread changes it, D-Bus threads ask it.
 */
public final class Admission {

    /** bluetoothd tells of a new bond once it has read the device's services. */
    static final long SETTLE_NS = 10_000_000_000L;

    private static final Set<String> SERVICES = Set.of(Names.A2DP_SOURCE, Names.A2DP_SINK, Names.A2DP, Names.AVRCP,
            Names.AVRCP_TARGET, Names.AVRCP_CONTROLLER);

    private final Set<String> expected = ConcurrentHashMap.newKeySet();
    private final Set<String> bonded = ConcurrentHashMap.newKeySet();
    private volatile boolean open;
    private volatile boolean openLately;

    void open(boolean open) {
        this.open = open;
        openLately = open || openLately;
    }

    /** What was begun while the window was open has had its time to end. */
    void settle() {
        openLately = open;
    }

    boolean isOpen() {
        return open;
    }

    /** The owner pairs with this device. */
    void expect(String devicePath) {
        expected.add(devicePath);
    }

    void expectNoMore(String devicePath) {
        expected.remove(devicePath);
    }

    void bonded(String devicePath, boolean isBonded) {
        if (isBonded) {
            bonded.add(devicePath);
        } else {
            bonded.remove(devicePath);
        }
    }

    void clear() {
        expected.clear();
        bonded.clear();
        settle();
    }

    /** Whether a device may pair now. */
    public boolean mayPair(String devicePath) {
        return open || expected.contains(devicePath);
    }

    /** Whether a device that is said to be bonded was so before, or was allowed to pair just now. */
    boolean mayBeBonded(String devicePath) {
        return openLately || expected.contains(devicePath) || bonded.contains(devicePath);
    }

    /** Whether a device may use a service: audio and its control, once it is bonded or while the window is open. */
    public boolean mayUse(String devicePath, String uuid) {
        return SERVICES.contains(uuid.toLowerCase(Locale.ROOT))
                && (open || bonded.contains(devicePath) || expected.contains(devicePath));
    }
}
