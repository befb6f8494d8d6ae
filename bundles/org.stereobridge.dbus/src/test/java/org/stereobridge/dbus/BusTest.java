package org.stereobridge.dbus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.freedesktop.dbus.exceptions.DBusExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.stereobridge.dbus.BusException.Reason;

@Timeout(120)
class BusTest {

    @TempDir
    Path folder;

    private final BlockingQueue<BusException> losses = new ArrayBlockingQueue<>(10);
    private PrivateBus daemon;
    private Bus server;
    private Bus client;
    private PipesService service;
    private Pipes pipes;

    @BeforeEach
    void start() throws Exception {
        daemon = PrivateBus.start(folder);
        server = Bus.open(daemon.address(), cause -> { });
        client = Bus.open(daemon.address(), losses::add);
        service = new PipesService();
        server.connection().exportObject(service);
        pipes = PipesService.remote(client, server);
    }

    @AfterEach
    void stop() {
        if (client != null) {
            client.close();
            server.close();
            service.close();
            daemon.close();
        }
    }

    @Test
    void shouldPassSeveralDescriptorsInOneMessage() throws Exception {
        int[] pipe = Posix.pipe();
        int[] other = Posix.pipe();
        pipes.keep(Descriptor.own(pipe[0]).give(), Descriptor.own(pipe[1]).give(),
                Descriptor.own(other[0]).give());

        var three = pipes.three();

        try (Descriptor first = Descriptor.take(three.getFirstValue());
                Descriptor second = Descriptor.take(three.getSecondValue());
                Descriptor third = Descriptor.take(three.getThirdValue());
                Descriptor writer = Descriptor.own(other[1])) {
            assertEquals(42, passOctet(42, writer, first));
            assertEquals(43, passOctet(43, second, third));
        }
    }

    @Test
    void shouldTellOfLossOnce() throws Exception {
        daemon.close();

        BusException loss = losses.poll(10, TimeUnit.SECONDS);
        assertNotNull(loss);
        assertEquals(Reason.LOST, loss.reason());
        assertFalse(client.connection().isConnected());
        client.close();
        assertEquals(0, losses.size());
        assertThrows(DBusExecutionException.class, () -> pipes.echo(1));
    }

    @Test
    void shouldNotTakeCloseForLoss() throws Exception {
        client.close();
        client.close();

        assertFalse(client.connection().isConnected());
        assertEquals(7, PipesService.remote(server, server).echo(7));
        assertEquals(0, losses.size());
    }

    @Test
    void shouldMakeTenThousandRoundTrips() {
        int right = 0;

        for (int i = 0; i < 10_000; i++) {
            right += pipes.echo(i) == i ? 1 : 0;
        }

        assertEquals(10_000, right);
    }

    private static int passOctet(int octet, Descriptor into, Descriptor from) {
        byte[] read = new byte[1];
        assertEquals(1, Posix.write(into.lend().getIntFileDescriptor(), new byte[] {(byte) octet}, 1));
        assertTrue(Posix.isClosedOnExec(from.lend().getIntFileDescriptor()));
        assertEquals(1, Posix.read(from.lend().getIntFileDescriptor(), read, 1));
        return read[0];
    }
}
