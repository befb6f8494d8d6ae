package org.stereobridge.router.internal;

import org.stereobridge.codec.StreamConfig;
import org.stereobridge.radio.OutboundLink;

/** Takes a packet, refuses some, takes the next, and refuses for long now and then. */
final class StubbornLink implements OutboundLink {

    private static final int CYCLE = 400;
    private static final int LONG = 100;

    private int asked;
    int sent;
    int refused;

    @Override
    public boolean send(byte[] packet, int length) {
        asked = (asked + 1) % CYCLE;
        boolean takes = asked > LONG && asked % 3 == 0;
        sent += takes ? 1 : 0;
        refused += takes ? 0 : 1;
        return takes;
    }

    @Override
    public int queuedPackets() {
        return 0;
    }

    @Override
    public int mtuBytes() {
        return 4_096;
    }

    @Override
    public StreamConfig config() {
        return PcmCodec.config(1);
    }
}
