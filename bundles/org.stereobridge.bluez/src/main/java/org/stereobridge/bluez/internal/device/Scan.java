package org.stereobridge.bluez.internal.device;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bluez.Adapter1;
import org.freedesktop.dbus.types.Variant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stereobridge.bluez.internal.bus.Bluez;
import org.stereobridge.bluez.internal.bus.Control;

/**
 * Looks for speakers on the adapters that serve them, for a bounded time, since an inquiry takes the air from the
 * music. Control thread.
 */
final class Scan {

    private static final Logger LOG = LoggerFactory.getLogger(Scan.class);

    private final Bluez bluez;
    private final Control control;
    private final Runnable changed;
    private final List<String> scanning = new ArrayList<>();
    private Control.Timer end;

    Scan(Bluez bluez, Control control, Runnable changed) {
        this.bluez = bluez;
        this.control = control;
        this.changed = changed;
    }

    void start(List<String> adapterPaths, long lengthNs) {
        if (end != null) {
            end.cancel();
        }
        end = control.after(lengthNs, this::stop);
        for (String path : adapterPaths) {
            if (!scanning.contains(path)) {
                scanning.add(path);
                bluez.command(path, Adapter1.class, path, adapter -> {
                    adapter.SetDiscoveryFilter(Map.of("Transport", new Variant<>("bredr")));
                    adapter.StartDiscovery();
                }, outcome -> {
                    if (!outcome.isOk()) {
                        LOG.warn("Adapter does not scan: {}", outcome.error());
                        scanning.remove(path);
                        changed.run();
                    }
                });
            }
        }
        changed.run();
    }

    void stop() {
        stop("", () -> { });
    }

    /** @param stopped is run once this adapter does not scan any more, at once where it does not scan now */
    void stop(String adapterPath, Runnable stopped) {
        if (end != null) {
            end.cancel();
            end = null;
        }
        boolean isScanning = scanning.contains(adapterPath);
        scanning.forEach(path -> bluez.command(path, Adapter1.class, path, Adapter1::StopDiscovery, outcome -> {
            // An adapter that has gone does not scan either.
            if (path.equals(adapterPath)) {
                stopped.run();
            }
        }));
        scanning.clear();
        changed.run();
        if (!isScanning) {
            stopped.run();
        }
    }

    /** bluetoothd has gone, and the scan with it. */
    void forget() {
        scanning.clear();
        stop();
    }

    boolean isRunning() {
        return !scanning.isEmpty();
    }
}
