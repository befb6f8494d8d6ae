package org.stereobridge.simulator.internal.world;

import java.util.ArrayList;
import java.util.List;
import org.stereobridge.codec.StreamConfig;
import org.stereobridge.radio.Handover;
import org.stereobridge.radio.OutboundLink;
import org.stereobridge.radio.SpeakerState;

/** The bridge's end of a stream to a speaker, and the packets that wait for the air. */
public final class SpeakerLink implements OutboundLink, Air.Sender {

    static final int MTU_BYTES = 1_021;

    /** As many as a controller has buffers for. */
    private static final int ROOM = 8;

    private final Speaker speaker;
    private final StreamConfig config;
    private final Handover<SpeakerState> handover = new Handover<>();
    private final Air air;
    private final World world;
    private final List<PacketSlot> queue = new ArrayList<>(ROOM);

    private boolean served;
    private boolean asked;
    private boolean closed;
    private int first;
    private int waiting;

    SpeakerLink(Speaker speaker, StreamConfig config, Air air, World world) {
        this.speaker = speaker;
        this.config = config;
        this.air = air;
        this.world = world;
        for (int i = 0; i < ROOM; i++) {
            queue.add(new PacketSlot());
        }
        air.add(this);
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
    public int mtuBytes() {
        return MTU_BYTES;
    }

    @Override
    public int queuedPackets() {
        served = true;
        asked = true;
        return air.isCarrying(this) ? waiting - 1 : waiting;
    }

    @Override
    public boolean send(byte[] packet, int length) {
        if (closed || !world.isRunning() || length > MTU_BYTES || waiting == ROOM) {
            return false;
        }
        if (waiting == 0 && air.isInstant()) {
            speaker.arrive(packet, length, speaker.isLostInAir());
            return true;
        }
        PacketSlot slot = queue.get((first + waiting) % ROOM);
        System.arraycopy(packet, 0, slot.bytes, 0, length);
        slot.length = length;
        slot.arrivalNs = world.nanoTime();
        waiting++;
        air.advance(world.nanoTime());
        return true;
    }

    @Override
    public long readyNs() {
        return waiting == 0 ? Long.MAX_VALUE : queue.get(first).arrivalNs;
    }

    @Override
    public int lengthBytes() {
        return queue.get(first).length;
    }

    @Override
    public double lossPercent() {
        return speaker.settings().lossPercent();
    }

    @Override
    public void carried(long nowNs) {
        PacketSlot slot = queue.get(first);
        first = (first + 1) % ROOM;
        waiting--;
        speaker.arrive(slot.bytes, slot.length, speaker.isLostInAir());
    }

    void close() {
        closed = true;
        waiting = 0;
        air.remove(this);
    }

    /** Whether the audio loop has taken up the link. */
    public boolean isServed() {
        return served;
    }

    /** Whether the loop has asked for its queue since this was last called. */
    boolean wasAsked() {
        boolean was = asked;
        asked = false;
        return was;
    }
}
