package org.stereobridge.dbus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.freedesktop.dbus.FileDescriptor;
import org.freedesktop.dbus.exceptions.DBusExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.stereobridge.testkit.PrivateBus;

/** A bus in use. */
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
    void shouldPassThousandDescriptorsWithoutLeak() throws Exception {
        int[] pipe = Posix.pipe();
        keepThree(pipe);
        Descriptor.take(pipes.one(0)).close();
        pipes.echo(0); // comes after the last that was given away has been closed
        long open = Posix.openDescriptors();

        for (int i = 0; i < 1000; i++) {
            Descriptor.take(pipes.one(i % 3)).close();
        }

        pipes.echo(0);
        assertEquals(open, Posix.openDescriptors());
        Posix.close(pipe[0]);
        Posix.close(pipe[1]);
    }

    @Test
    void shouldNotKeepMoreThanSomeThatNobodyTakes() throws Exception {
        int[] pipe = Posix.pipe();
        keepThree(pipe);
        long open = Posix.openDescriptors();

        for (int i = 0; i < 1000; i++) {
            pipes.one(0);
        }

        pipes.echo(0);
        assertTrue(Posix.openDescriptors() <= open + 64);
        client.close();
        assertEquals(open - 1, Posix.openDescriptors());
        Posix.close(pipe[0]);
        Posix.close(pipe[1]);
    }

    @Test
    void shouldRefuseDescriptorsThatAreNotArguments() {
        var problem = assertThrows(DBusExecutionException.class,
                () -> pipes.count(List.of(new FileDescriptor(0), new FileDescriptor(0))));

        assertTrue(problem.getMessage().contains("each as an argument by itself"), problem.getMessage());
        assertEquals(3, pipes.echo(3));
    }

    @Test
    void shouldMakeTenThousandRoundTrips() {
        int right = 0;

        for (int i = 0; i < 10_000; i++) {
            right += pipes.echo(i) == i ? 1 : 0;
        }

        assertEquals(10_000, right);
    }

    @Test
    void shouldReachBusOfAbstractName(@TempDir Path another) throws Exception {
        String address = "unix:abstract=" + another.resolve("abstract");
        PrivateBus other = PrivateBus.start(another, address);

        try (Bus bus = Bus.open("unix:path=/none;" + address, losses::add)) {
            assertFalse(bus.connection().getUniqueName().isEmpty());
        }
        other.close();
    }

    private void keepThree(int[] pipe) {
        pipes.keep(new FileDescriptor(pipe[0]), new FileDescriptor(pipe[1]), new FileDescriptor(pipe[0]));
    }

    private static int passOctet(int octet, Descriptor into, Descriptor from) {
        byte[] read = new byte[1];
        assertEquals(1, Posix.write(into.lend().getIntFileDescriptor(), new byte[] {(byte) octet}, 1));
        assertTrue(Posix.isClosedOnExec(from.lend().getIntFileDescriptor()));
        assertEquals(1, Posix.read(from.lend().getIntFileDescriptor(), read, 1));
        return read[0];
    }
}
