package org.stereobridge.simulator.internal.world;

import org.stereobridge.codec.StreamConfig;
import org.stereobridge.radio.Handover;
import org.stereobridge.radio.InboundLink;
import org.stereobridge.radio.StreamState;

/** The bridge's end of a stream from the Echo. */
public final class EchoLink implements InboundLink {

    static final int MTU_BYTES = 1_021; // a 3-DH5 packet's payload, as L2CAP settles on

    private final Echo echo;
    private final StreamConfig config;
    private final Handover<StreamState> handover = new Handover<>();

    private boolean served;
    private boolean asked;
    private boolean closed;

    EchoLink(Echo echo, StreamConfig config) {
        this.echo = echo;
        this.config = config;
    }

    @Override
    public StreamConfig config() {
        return config;
    }

    @Override
    public Handover<StreamState> handover() {
        return handover;
    }

    @Override
    public int receive(byte[] packet) {
        served = true;
        asked = true;
        return closed ? -1 : echo.take(packet);
    }

    void close() {
        closed = true;
    }

    /** Whether the audio loop has taken up the link. */
    boolean isServed() {
        return served;
    }

    /** Whether the loop has asked for packets since this was last called. */
    boolean wasAsked() {
        boolean was = asked;
        asked = false;
        return was;
    }
}
