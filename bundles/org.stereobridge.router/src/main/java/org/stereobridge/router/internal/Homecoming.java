package org.stereobridge.router.internal;

/**
 * When a speaker that stands in for another one goes back to its own channel: at a quiet moment, where nobody hears it,
 * or after two seconds. Belongs to the audio thread.
 */
final class Homecoming {

    private static final float QUIET = 0.01f; // -40 dB
    private static final double QUIET_S = 0.06;
    private static final double LONGEST_S = 2;

    private final int rateHz;

    private boolean standsIn;
    private boolean isAsked;
    private long askedFrames;
    private long quietFrames;

    Homecoming(int rateHz) {
        this.rateHz = rateHz;
    }

    /** What the plan says; to stand in is done at once. */
    void ask(boolean toStandIn) {
        isAsked = standsIn && !toStandIn;
        standsIn |= toStandIn;
        if (!isAsked) {
            askedFrames = 0;
            quietFrames = 0;
        }
    }

    /** Takes in a packet that was made, with its peak, full scale 1. */
    void onPacket(float peak, int frames) {
        if (!isAsked) {
            return;
        }
        askedFrames += frames;
        quietFrames = peak < QUIET ? quietFrames + frames : 0;
        if (quietFrames >= QUIET_S * rateHz || askedFrames >= LONGEST_S * rateHz) {
            standsIn = false;
            ask(false);
        }
    }

    /** Whether the next packet is to hold both channels. */
    boolean standsIn() {
        return standsIn;
    }
}
