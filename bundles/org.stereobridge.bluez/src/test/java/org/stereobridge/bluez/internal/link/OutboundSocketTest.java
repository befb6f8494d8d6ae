package org.stereobridge.bluez.internal.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.stereobridge.bluez.internal.standin.Posix;
import org.stereobridge.codec.CodecId;
import org.stereobridge.codec.StreamConfig;
import org.stereobridge.dbus.Descriptor;
import org.stereobridge.testkit.Allocations;

class OutboundSocketTest {

    private static final int MTU_BYTES = 672;

    private final int[] pair = Posix.socketPair();
    private final Descriptor peer = Descriptor.own(pair[1]);
    private final OutboundSocket socket = new OutboundSocket(new StreamConfig(CodecId.SBC,
            new byte[] {0x28, 0x15, 2, 53}, 44_100, 1, "SBC"), MTU_BYTES, Descriptor.own(pair[0]));
    private final byte[] packet = new byte[MTU_BYTES];

    @AfterEach
    void close() {
        socket.close();
        peer.close();
    }

    @Test
    void shouldCountWhatIsQueued() {
        assertEquals(0, socket.queuedPackets());
        assertTrue(socket.send(packet, packet.length));
        assertEquals(1, socket.queuedPackets());
        assertTrue(socket.send(packet, packet.length));
        assertEquals(2, socket.queuedPackets());

        Posix.receive(pair[1]);
        Posix.receive(pair[1]);

        assertEquals(0, socket.queuedPackets());
    }

    @Test
    void shouldQueueFewPacketsOnly() {
        int queued = 0;
        while (socket.send(packet, packet.length)) {
            queued++;
        }

        assertTrue(queued >= 2 && queued <= 5, queued + " packets");
        assertEquals(queued, socket.queuedPackets());
        assertFalse(socket.isGone());
    }

    @Test
    void shouldEndWithThePeer() {
        peer.close();

        assertFalse(socket.send(packet, packet.length));
        assertEquals(0, socket.queuedPackets());
        assertTrue(socket.isGone());
    }

    @Test
    void shouldEndWhenClosed() {
        socket.close();

        assertFalse(socket.send(packet, packet.length));
        assertEquals(0, socket.queuedPackets());
    }

    @Test
    void shouldNotAllocate() {
        assertEquals(0, Allocations.bytesIn(() -> {
            socket.send(packet, packet.length);
            socket.queuedPackets();
        }));
    }
}
