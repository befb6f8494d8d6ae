package org.stereobridge.radio;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * What the router that plays a link leaves at it, for the next one to go on with. The link lives on while a router's
 * bundle is exchanged, and with it what is kept here. Any thread.
 *
 * @param <S> immutable, and of classes of the JDK and of the contracts alone, so that it outlives who made it
 */
public final class Handover<S> {

    private final AtomicReference<S> left = new AtomicReference<>();

    /** Leaves this, in place of what was left before. */
    public void leave(S state) {
        left.set(state);
    }

    /** What was left. It stays until it is taken, so that nothing is lost where a router ends before it goes on. */
    public Optional<S> peek() {
        return Optional.ofNullable(left.get());
    }

    /** Takes what was left; once. */
    public Optional<S> take() {
        return Optional.ofNullable(left.getAndSet(null));
    }
}
