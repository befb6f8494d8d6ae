package org.stereobridge.bluez.internal.link;

import org.stereobridge.codec.StreamConfig;
import org.stereobridge.dbus.Descriptor;
import org.stereobridge.radio.Handover;
import org.stereobridge.radio.OutboundLink;
import org.stereobridge.radio.SpeakerState;

/**
 * A stream to a speaker over an L2CAP channel. The kernel queues a few packets only, so that its queue cannot hide
 * latency: what does not fit is refused, and tried again by the audio loop as long as it is not too late.
 */
public final class OutboundSocket implements OutboundLink, AutoCloseable {

    private static final int QUEUED_PACKETS = 3;

    private final StreamConfig config;
    private final Handover<SpeakerState> handover = new Handover<>();
    private final int mtuBytes;
    private final PacketSocket socket;
    /** What TIOCOUTQ answers while nothing is queued: Bluetooth sockets tell room, others tell bytes queued. */
    private final int idleOutq;
    private int packetCost; // audio thread: what one packet changes that answer by

    /** Takes the descriptor over. */
    public OutboundSocket(StreamConfig config, int mtuBytes, Descriptor descriptor) {
        this.config = config;
        this.mtuBytes = mtuBytes;
        socket = new PacketSocket(descriptor);
        socket.sendBuffer(QUEUED_PACKETS * mtuBytes);
        idleOutq = Math.max(0, socket.outq());
    }

    @Override
    public StreamConfig config() {
        return config;
    }

    @Override
    public Handover<SpeakerState> handover() {
        return handover;
    }

    @Override
    public boolean send(byte[] packet, int length) {
        boolean wasIdle = queuedBytes() == 0;
        boolean sent = socket.send(packet, length) == length;
        if (sent && wasIdle) {
            packetCost = Math.max(packetCost, queuedBytes());
        }
        return sent;
    }

    @Override
    public int queuedPackets() {
        int queued = queuedBytes();
        return packetCost == 0 ? 0 : (queued + packetCost - 1) / packetCost;
    }

    private int queuedBytes() {
        int outq = socket.outq();
        return outq < 0 ? 0 : Math.abs(idleOutq - outq);
    }

    @Override
    public int mtuBytes() {
        return mtuBytes;
    }

    /** Whether no packet can be sent any more. Any thread. */
    public boolean isGone() {
        return socket.isGone();
    }

    @Override
    public void close() {
        socket.close();
    }
}
