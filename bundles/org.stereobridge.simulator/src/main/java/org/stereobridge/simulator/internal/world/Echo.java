package org.stereobridge.simulator.internal.world;

import java.util.Dictionary;
import java.util.OptionalInt;
import org.stereobridge.codec.StreamConfig;

/** The Echo as the air sees it, from one of its streams to the next. Audio thread, where nothing else is said. */
public final class Echo implements Air.Sender {

    private final OptionalInt radio;
    private final SlotRing<PacketSlot> ring;
    private final World world;
    private final Air air;

    private int stream;
    /** Packets at the ring's beginning that a shared air has carried. */
    private int carried;
    private long packets;
    private volatile EchoLink link;

    Echo(OptionalInt radio, StreamConfig config, SlotRing<PacketSlot> ring, World world, Air air) {
        this.radio = radio;
        this.ring = ring;
        this.world = world;
        this.air = air;
        link = new EchoLink(this, config);
        if (air.isShared()) {
            air.add(this);
        }
    }

    /** Its stream, null while it has none. Any thread. */
    public EchoLink link() {
        return link;
    }

    /** Service properties of its link. */
    public Dictionary<String, Object> properties() {
        return Devices.echoProperties(radio);
    }

    /** Packets that the bridge has taken; others than the audio thread once the run has ended. */
    public long packets() {
        return packets;
    }

    /** Its stream ends; packets that nobody took are gone. */
    EchoLink lose() {
        EchoLink lost = link;
        lost.close();
        link = null;
        for (PacketSlot slot = ring.peek(); slot != null && slot.stream == stream; slot = ring.peek()) {
            ring.release();
        }
        carried = 0;
        stream++;
        return lost;
    }

    /** Its next stream begins. */
    void comeBack(StreamConfig config) {
        link = new EchoLink(this, config);
    }

    /** Takes the next packet that has come; gives its bytes. */
    int take(byte[] packet) {
        if (!isReadable()) {
            return 0;
        }
        PacketSlot slot = ring.peek();
        int length = Math.min(slot.length, packet.length);
        System.arraycopy(slot.bytes, 0, packet, 0, length);
        ring.release();
        carried = Math.max(0, carried - 1);
        packets++;
        return length;
    }

    boolean isReadable() {
        if (!world.isRunning() || link == null) {
            return false;
        }
        PacketSlot slot = ring.peek();
        return slot != null && (air.isShared() ? carried > 0 : slot.arrivalNs <= world.nanoTime());
    }

    /** Arrival of the next packet, {@link Long#MAX_VALUE} where there is none or the air decides. */
    long nextArrivalNs() {
        PacketSlot slot = link == null || air.isShared() ? null : ring.peek();
        return slot == null ? Long.MAX_VALUE : slot.arrivalNs;
    }

    @Override
    public long readyNs() {
        PacketSlot slot = link == null ? null : ring.peek(carried);
        return slot == null || slot.stream != stream ? Long.MAX_VALUE : slot.arrivalNs;
    }

    @Override
    public int lengthBytes() {
        return ring.peek(carried).length;
    }

    @Override
    public double lossPercent() {
        return 0;
    }

    @Override
    public void carried(long nowNs) {
        if (link != null) {
            carried++;
        }
    }

    /** Whether the audio loop has taken up its link. */
    boolean isServed() {
        return link != null && link.isServed();
    }

    /** Whether the loop has asked for packets since this was last called. */
    boolean wasAsked() {
        return link != null && link.wasAsked();
    }
}
