package org.stereobridge.bluez.internal.standin;

/** How a method is answered. Runs on a thread of its own, and may block. */
@FunctionalInterface
public interface Rule {

    /** @return null to leave the call without an answer */
    Answer answer(Call call) throws Fault, InterruptedException;
}
