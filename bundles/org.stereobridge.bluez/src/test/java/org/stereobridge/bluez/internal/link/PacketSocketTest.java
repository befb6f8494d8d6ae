package org.stereobridge.bluez.internal.link;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.stereobridge.bluez.internal.standin.Posix;
import org.stereobridge.dbus.Descriptor;
import org.stereobridge.testkit.Allocations;

@Timeout(60)
class PacketSocketTest {

    private final int[] pair = Posix.socketPair();
    private final PacketSocket socket = new PacketSocket(Descriptor.own(pair[0]));
    private final Descriptor peer = Descriptor.own(pair[1]);
    private final byte[] packet = new byte[2_048];

    @AfterEach
    void close() {
        socket.close();
        peer.close();
    }

    @Test
    void shouldReceivePacketByPacket() {
        Posix.send(pair[1], new byte[] {1, 2, 3});
        Posix.send(pair[1], new byte[] {4});

        assertEquals(3, socket.receive(packet));
        assertArrayEquals(new byte[] {1, 2, 3}, Arrays.copyOf(packet, 3));
        assertEquals(1, socket.receive(packet));
        assertEquals(4, packet[0]);
        assertEquals(0, socket.receive(packet));
        assertFalse(socket.isGone());
    }

    @Test
    void shouldPassOverEmptyPackets() {
        Posix.send(pair[1], new byte[0]);
        Posix.send(pair[1], new byte[0]);
        Posix.send(pair[1], new byte[] {5});

        assertEquals(1, socket.receive(packet));
        assertEquals(5, packet[0]);
    }

    @Test
    void shouldReturnFromFloodOfEmptyPackets() {
        for (int i = 0; i < 40; i++) {
            Posix.send(pair[1], new byte[0]);
        }
        Posix.send(pair[1], new byte[] {5});

        assertEquals(0, socket.receive(packet));
        assertEquals(0, socket.receive(packet));
        assertEquals(1, socket.receive(packet));
        assertFalse(socket.isGone());
    }

    @Test
    void shouldCutLongPackets() {
        byte[] longest = new byte[65_535];
        Arrays.fill(longest, (byte) 7);
        Posix.send(pair[1], longest);
        Posix.send(pair[1], new byte[] {8});

        assertEquals(65_535, socket.receive(packet));
        assertEquals(7, packet[packet.length - 1]);
        assertEquals(1, socket.receive(packet));
        assertEquals(8, packet[0]);
    }

    @Test
    void shouldTakeWhatCameBeforeTheEnd() {
        Posix.send(pair[1], new byte[] {1});
        peer.close();

        assertEquals(1, socket.receive(packet));
        assertEquals(PacketSocket.GONE, socket.receive(packet));
        assertTrue(socket.isGone());
    }

    @Test
    void shouldSendPacketByPacket() {
        assertEquals(3, socket.send(new byte[] {1, 2, 3, 4}, 3));

        assertArrayEquals(new byte[] {1, 2, 3}, Posix.receive(pair[1]));
    }

    @Test
    void shouldRefuseWhatHasNoRoom() {
        int sent = 0;
        while (socket.send(packet, 1_000) == 1_000) {
            sent++;
        }
        assertTrue(sent > 0);
        assertFalse(socket.isGone());

        for (int i = 0; i < sent; i++) {
            Posix.receive(pair[1]);
        }

        assertEquals(1_000, socket.send(packet, 1_000));
    }

    @Test
    void shouldNoticeWhenSendingThatThePeerHasGone() {
        peer.close();

        assertEquals(PacketSocket.GONE, socket.send(packet, 10));
        assertEquals(PacketSocket.GONE, socket.receive(packet));
        assertTrue(socket.isGone());
    }

    @Test
    void shouldBeGoneOnceClosed() {
        socket.close();

        assertEquals(PacketSocket.GONE, socket.receive(packet));
        assertEquals(PacketSocket.GONE, socket.send(packet, 1));
        assertEquals(PacketSocket.GONE, socket.outq());
        assertTrue(socket.number() < 0);
    }

    @Test
    void shouldCloseUnderAThreadThatReceives() throws Exception {
        for (int round = 0; round < 500; round++) {
            int[] fds = Posix.socketPair();
            var raced = new PacketSocket(Descriptor.own(fds[0]));
            var running = new CountDownLatch(1);
            var audio = new FutureTask<>(() -> {
                int received = 0;
                for (int length = 0; length != PacketSocket.GONE; length = raced.receive(packet)) {
                    running.countDown();
                    received += length;
                }
                return received;
            });
            new Thread(audio, "audio").start();
            assertTrue(running.await(10, TimeUnit.SECONDS));

            raced.close();
            int[] others = Posix.socketPair();
            Posix.send(others[1], new byte[] {1});
            Posix.send(others[0], new byte[] {1});

            // What is open now under the same number is somebody else's.
            assertEquals(0, audio.get(10, TimeUnit.SECONDS));
            for (int fd : new int[] {fds[1], others[0], others[1]}) {
                Posix.close(fd);
            }
        }
    }

    @Test
    void shouldNotAllocate() {
        byte[] sent = new byte[600];

        assertEquals(0, Allocations.bytesIn(() -> {
            socket.send(sent, sent.length);
            socket.outq();
            socket.receive(packet);
        }));
    }
}
