package org.stereobridge.dbus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.freedesktop.dbus.exceptions.DBusExecutionException;
import org.freedesktop.dbus.messages.constants.Flags;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.stereobridge.dbus.BusException.Reason;
import org.stereobridge.testkit.PrivateBus;

/** A bus that is closed or lost. */
@Timeout(120)
class BusEndTest {

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
    void shouldLogNoWarningOfLossAndClose() throws Exception {
        int before = RecordedLog.warnings().size();
        client.connection().requestBusName("org.stereobridge.test");
        daemon.close();
        losses.poll(10, TimeUnit.SECONDS);
        client.close();
        server.close();

        assertEquals(List.of(), RecordedLog.warnings().subList(before, RecordedLog.warnings().size()));
    }

    @Test
    void shouldFailCallThatWaitsAtOnceWhereBusGoes() throws Exception {
        var called = new CountDownLatch(1);
        service.isToHold(called);
        ExecutorService other = Executors.newSingleThreadExecutor();
        Future<Integer> waiting = other.submit(() -> pipes.echo(1));
        called.await();

        daemon.close();

        ExecutionException problem = assertThrows(ExecutionException.class, () -> waiting.get(5, TimeUnit.SECONDS));
        assertInstanceOf(DBusExecutionException.class, problem.getCause());
        service.goOn();
        other.shutdownNow();
    }

    @Test
    void shouldLetLossOpenAnotherBus() throws Exception {
        var reopened = new CompletableFuture<Bus>();
        var restarted = new CompletableFuture<PrivateBus>();
        Bus first = Bus.open(daemon.address(), cause -> {
            try {
                reopened.complete(Bus.open(restarted.join().address(), again -> { }));
            } catch (BusException e) {
                reopened.completeExceptionally(e);
            }
        });
        daemon.close();
        Files.delete(folder.resolve("bus"));
        PrivateBus second = PrivateBus.start(folder);
        restarted.complete(second);

        try (Bus again = reopened.get(20, TimeUnit.SECONDS)) {
            assertFalse(again.connection().getUniqueName().isEmpty());
        }
        first.close();
        second.close();
    }

    @Test
    void shouldLeaveNoThreadAndNoDescriptor() throws Exception {
        long open = Posix.openDescriptors();
        for (int round = 0; round < 50; round++) {
            Bus bus = Bus.open(daemon.address(), losses::add);
            bus.connection().exportObject("/pipes", service);
            assertEquals(round, PipesService.remote(bus, bus).echo(round));
            bus.close();
        }
        assertEquals(open, Posix.openDescriptors());
        client.close();
        server.close();

        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().contains("DBus") || thread.getName().contains("D-Bus")) {
                thread.join(5000); // a pool has ended a little before its threads
                assertFalse(thread.isAlive(), thread.getName());
            }
        }
        assertEquals(open - 2, Posix.openDescriptors());
        assertEquals(0, losses.size());
    }

    @Test
    void shouldEndWhereCloseLossAndCallsRace() throws Exception {
        ExecutorService others = Executors.newFixedThreadPool(3);
        long open = Posix.openDescriptors();
        for (int round = 0; round < 200; round++) {
            Bus bus = Bus.open(daemon.address(), losses::add);
            Pipes remote = PipesService.remote(bus, server);
            var start = new CyclicBarrier(3);
            Future<?> calls = others.submit(() -> {
                start.await();
                try {
                    while (true) {
                        remote.echo(1);
                    }
                } catch (DBusExecutionException | RejectedExecutionException e) {
                    return null;
                }
            });
            Future<?> closes = others.submit(() -> {
                start.await();
                bus.close();
                return null;
            });
            start.await();
            bus.close();
            closes.get();
            calls.get(10, TimeUnit.SECONDS);
        }

        assertEquals(open, Posix.openDescriptors());
        assertEquals(0, losses.size());
        others.shutdownNow();
    }

    @Test
    void shouldSendWhatWasToBeSentBeforeItCloses() throws Exception {
        for (int round = 0; round < 50; round++) {
            Bus bus = Bus.open(daemon.address(), losses::add);
            for (int i = 0; i < 20; i++) {
                bus.connection().sendMessage(bus.connection().getMessageFactory().createMethodCall(
                        server.connection().getUniqueName(), PipesService.PATH, "org.stereobridge.test.Pipes", "echo",
                        Flags.NO_REPLY_EXPECTED, "i", 5));
            }
            bus.close();
        }

        assertEquals(0, pipes.echo(0)); // comes last
        assertEquals(1001, service.calls());
    }

    @Test
    void shouldNotTakeCloseForLoss() throws Exception {
        client.close();
        client.close();

        assertFalse(client.connection().isConnected());
        assertEquals(7, PipesService.remote(server, server).echo(7));
        assertEquals(0, losses.size());
    }
}
