package org.stereobridge.router.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.stereobridge.codec.StreamConfig;
import org.stereobridge.radio.Link;
import org.stereobridge.radio.OutboundLink;
import org.stereobridge.testkit.Allocations;

class SteadyStateTest {

    private final Rig rig = new Rig();
    private final EndlessSource endless = new EndlessSource();

    @Test
    void shouldNotAllocateAPacket() {
        rig.inbound.clear();
        rig.inbound.put(endless, Map.of(Link.ID, "endless"));
        rig.outbound.put(new Sink(), Map.of(Link.ID, "A"));
        rig.outbound.put(new Sink(), Map.of(Link.ID, "B"));
        rig.delaysNs.put("A", 10_300_000L);
        rig.plan();

        assertEquals(0, Allocations.bytesIn(() -> endless.nowNs = rig.loop.runOnce(endless.nowNs), 5_000, 1_000));
        assertEquals(0, rig.loop.failures());
        assertEquals(2 * rig.loop.packetsIn(), rig.loop.packetsOut(), 4);
        assertEquals(0, rig.loop.gaps());
    }

    private static final class Sink implements OutboundLink {

        @Override
        public boolean send(byte[] packet, int length) {
            return true;
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
}
