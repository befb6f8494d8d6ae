package org.stereobridge.bluez.internal.link;

import org.stereobridge.codec.StreamConfig;
import org.stereobridge.dbus.Descriptor;
import org.stereobridge.radio.Handover;
import org.stereobridge.radio.InboundLink;
import org.stereobridge.radio.StreamState;

/** A stream that arrives over an L2CAP channel. */
public final class InboundSocket implements InboundLink, AutoCloseable {

    private final StreamConfig config;
    private final Handover<StreamState> handover = new Handover<>();
    private final PacketSocket socket;
    private boolean asked; // audio thread

    /** Takes the descriptor over. */
    public InboundSocket(StreamConfig config, Descriptor descriptor) {
        this.config = config;
        socket = new PacketSocket(descriptor);
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
        asked = true;
        return socket.receive(packet);
    }

    /** Whether the audio loop has asked for packets since this was last called; what nobody reads is not waited for. */
    boolean wasAsked() {
        boolean was = asked;
        asked = false;
        return was && !socket.isGone();
    }

    int number() {
        return socket.number();
    }

    /** Whether no packet will come any more. Any thread. */
    public boolean isGone() {
        return socket.isGone();
    }

    @Override
    public void close() {
        socket.close();
    }
}
