package org.stereobridge.dbus.internal;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.freedesktop.dbus.messages.Message;

/** Is never sent: what was to be sent before it has been when its turn comes, and nothing is any more. */
public final class Farewell extends Message {

    private static final long LIMIT_MS = 15_000; // more than a write may take

    private final CountDownLatch met = new CountDownLatch(1);

    void isMet() {
        met.countDown();
    }

    /** Waits until the writer has met it. */
    public void await() {
        try {
            met.await(LIMIT_MS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
