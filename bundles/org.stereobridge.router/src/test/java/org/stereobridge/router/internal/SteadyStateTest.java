package org.stereobridge.router.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.stereobridge.a2dp.RtpHeader;
import org.stereobridge.codec.StreamConfig;
import org.stereobridge.radio.InboundLink;
import org.stereobridge.radio.Link;
import org.stereobridge.radio.OutboundLink;
import org.stereobridge.testkit.Allocations;
import org.stereobridge.testkit.Signals;

class SteadyStateTest {

    private static final int PACKETS = 64;

    private final Rig rig = new Rig();
    private long due;

    @Test
    void shouldNotAllocateAPacket() {
        rig.inbound.clear();
        rig.inbound.put(new Endless(), Map.of(Link.ID, "endless"));
        rig.outbound.put(new Sink(), Map.of(Link.ID, "A"));
        rig.outbound.put(new Sink(), Map.of(Link.ID, "B"));
        rig.delaysNs.put("A", 10_300_000L);
        rig.plan();

        assertEquals(0, Allocations.bytesIn(() -> due = rig.loop.runOnce(due), 5_000, 1_000));
        assertEquals(0, rig.loop.failures());
        assertEquals(2 * rig.loop.packetsIn(), rig.loop.packetsOut(), 4);
        assertEquals(0, rig.loop.gaps());
    }

    /** A packet whenever it is time for one, for ever. */
    private final class Endless implements InboundLink {

        private final byte[][] packets = new byte[PACKETS][];
        private int sequence;

        Endless() {
            float[] music = Signals.music(3, 0.5, PACKETS * Rig.PACKET);
            for (int i = 0; i < PACKETS; i++) {
                packets[i] = PcmCodec.packet(0, 0, music, music, i * Rig.PACKET, 7);
            }
        }

        @Override
        public int receive(byte[] packet) {
            if (due < Rig.arrivalNs((long) sequence * Rig.PACKET)) {
                return 0;
            }
            byte[] next = packets[sequence % PACKETS];
            System.arraycopy(next, 0, packet, 0, next.length);
            RtpHeader.write(packet, sequence & 0xFFFF, (long) sequence * Rig.PACKET & 0xFFFF_FFFFL);
            sequence++;
            return next.length;
        }

        @Override
        public StreamConfig config() {
            return PcmCodec.config(2);
        }
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
