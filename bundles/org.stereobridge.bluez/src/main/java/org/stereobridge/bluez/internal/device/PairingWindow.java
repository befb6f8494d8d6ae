package org.stereobridge.bluez.internal.device;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stereobridge.bluez.internal.bus.Control;

/** The time in which a source may find the bridge and pair with it. Control thread. */
final class PairingWindow {

    private static final Logger LOG = LoggerFactory.getLogger(PairingWindow.class);
    private static final long SECOND_NS = 1_000_000_000L;

    private final Control control;
    private final Adapters adapters;
    private final Admission admission;
    private final Runnable changed;
    private Control.Timer end;
    private long endNs;

    PairingWindow(Control control, Adapters adapters, Admission admission, Runnable changed) {
        this.control = control;
        this.adapters = adapters;
        this.admission = admission;
        this.changed = changed;
    }

    void open(long lengthNs) {
        cancel();
        endNs = control.nanoTime() + lengthNs;
        end = control.after(lengthNs, this::close);
        admission.open(true);
        adapters.show(true, (int) ((lengthNs + SECOND_NS - 1) / SECOND_NS));
        LOG.info("Pairing window open for {} s", lengthNs / SECOND_NS);
        changed.run();
    }

    void close() {
        if (end == null) {
            return;
        }
        cancel();
        admission.open(false);
        control.after(Admission.SETTLE_NS, admission::settle);
        adapters.show(false, 0);
        LOG.info("Pairing window closed");
        changed.run();
    }

    /** bluetoothd has gone, and hides the bridge with it. */
    void forget() {
        cancel();
        admission.open(false);
    }

    private void cancel() {
        if (end != null) {
            end.cancel();
            end = null;
        }
    }

    /** How long it stays open, 0 where it is closed. */
    long leftNs() {
        return end == null ? 0 : Math.max(1, endNs - control.nanoTime());
    }
}
