package org.stereobridge.simulator.internal.world;

import org.stereobridge.codec.StreamConfig;
import org.stereobridge.radio.Handover;
import org.stereobridge.radio.InboundLink;
import org.stereobridge.radio.StreamState;

/** The bridge's end of the stream from the Echo. */
public final class EchoLink implements InboundLink {

    static final int MTU_BYTES = 1_021; // a 3-DH5 packet's payload, as L2CAP settles on

    private final StreamConfig config;
    private final Handover<StreamState> handover = new Handover<>();
    private final SlotRing<PacketSlot> ring;
    private final World world;

    private boolean served;
    private boolean asked;
    private long packets;

    EchoLink(StreamConfig config, SlotRing<PacketSlot> ring, World world) {
        this.config = config;
        this.ring = ring;
        this.world = world;
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
        if (!isReadable()) {
            return 0;
        }
        PacketSlot slot = ring.peek();
        int length = Math.min(slot.length, packet.length);
        System.arraycopy(slot.bytes, 0, packet, 0, length);
        ring.release();
        packets++;
        return length;
    }

    boolean isReadable() {
        if (!world.isRunning()) {
            return false;
        }
        PacketSlot slot = ring.peek();
        return slot != null && slot.arrivalNs <= world.nanoTime();
    }

    /** Arrival of the next packet, {@link Long#MAX_VALUE} where there is none. */
    long nextArrivalNs() {
        PacketSlot slot = ring.peek();
        return slot == null ? Long.MAX_VALUE : slot.arrivalNs;
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

    /** Packets that the bridge has taken; audio thread, and others once the run has ended. */
    public long packets() {
        return packets;
    }
}
