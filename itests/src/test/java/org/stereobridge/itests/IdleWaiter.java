package org.stereobridge.itests;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.stereobridge.radio.Waiter;

/** A radio that hears nothing. */
final class IdleWaiter implements Waiter {

    private static final long STEP_NS = TimeUnit.MILLISECONDS.toNanos(10);

    private volatile long nowNs;

    @Override
    public long nanoTime() {
        return nowNs;
    }

    @Override
    public long await(long deadlineNs) {
        LockSupport.parkNanos(STEP_NS);
        nowNs += STEP_NS;
        return nowNs;
    }
}
