package org.stereobridge.dbus.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stereobridge.dbus.BusException;
import org.stereobridge.dbus.BusException.Reason;
import org.stereobridge.dbus.Descriptor;
import org.stereobridge.dbus.Posix;
import org.stereobridge.testkit.SimulatedClock;

@Timeout(60)
class UnixSocketTest {

    private static final int[] NONE = {};
    private static final long LIMIT_NS = TimeUnit.SECONDS.toNanos(10);

    private final FaultyKernel kernel = new FaultyKernel();
    private final SimulatedClock clock = new SimulatedClock(Long.MAX_VALUE - 5);
    private final int[] pair = Posix.socketPair();
    private final UnixSocket socket = new UnixSocket(kernel, clock, Descriptor.own(pair[0]));
    private final UnixSocket peer = new UnixSocket(Libc.LIBC, new MonotonicClock(), Descriptor.own(pair[1]));
    private final SocketMessage received = new SocketMessage(1 << 16);
    private final SocketMessage sent = new SocketMessage(1 << 16);
    private final ExecutorService other = Executors.newSingleThreadExecutor();

    @AfterEach
    void close() {
        socket.close();
        peer.close();
        other.shutdownNow();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 16, 253})
    void shouldPassDescriptorsWithBytes(int count) throws IOException {
        int[] pipe = Posix.pipe();
        int[] descriptors = new int[count];
        for (int i = 0; i < count; i++) {
            descriptors[i] = pipe[i % 2];
        }

        peer.send(sent, new byte[] {1, 2, 3}, descriptors, LIMIT_NS);

        assertEquals(3, socket.receive(received, UnixSocket.NO_LIMIT));
        int[] passed = received.descriptors();
        assertEquals(count, passed.length);
        for (int i = 0; i < count; i++) {
            assertTrue(Posix.isSame(descriptors[i], passed[i]));
            assertTrue(Posix.isClosedOnExec(passed[i]));
            Posix.close(passed[i]);
        }
        Posix.close(pipe[0]);
        Posix.close(pipe[1]);
    }

    @Test
    void shouldCloseAllWhereControlDataIsTruncated() throws IOException {
        int[] pipe = Posix.pipe();
        peer.send(sent, new byte[1], new int[] {pipe[0], pipe[1], pipe[0]}, LIMIT_NS);
        long open = Posix.openDescriptors();
        kernel.control(16 + 2 * Integer.BYTES); // two of three

        IOException problem = assertThrows(IOException.class, () -> socket.receive(received, UnixSocket.NO_LIMIT));

        assertTrue(problem.getMessage().contains("cut off"), problem.getMessage());
        assertEquals(open, Posix.openDescriptors());
        Posix.close(pipe[0]);
        Posix.close(pipe[1]);
    }

    @Test
    void shouldGoOnAfterSignals() throws Exception {
        var thread = new CompletableFuture<Integer>();
        Future<Integer> receiving = other.submit(() -> {
            thread.complete(Interruption.thread());
            return socket.receive(received, UnixSocket.NO_LIMIT);
        });

        for (int interrupted = 0; interrupted < 5;) {
            Interruption.of(thread.get());
            interrupted += kernel.interrupted.tryAcquire(10, TimeUnit.MILLISECONDS) ? 1 : 0;
        }

        assertFalse(receiving.isDone());
        peer.send(sent, new byte[7], NONE, LIMIT_NS);
        assertEquals(7, receiving.get());
    }

    @Test
    void shouldTryAgainWhereCallsAreInterrupted() throws IOException {
        kernel.fail("sendmsg", Kernel.EINTR).fail("sendmsg", Kernel.EAGAIN).fail("poll", Kernel.EINTR)
                .fail("recvmsg", Kernel.EINTR).fail("recvmsg", Kernel.EINTR);

        socket.send(sent, new byte[5], NONE, LIMIT_NS);
        peer.send(sent, new byte[6], NONE, LIMIT_NS);

        assertEquals(5, peer.receive(received, LIMIT_NS));
        assertEquals(6, socket.receive(received, LIMIT_NS));
    }

    @Test
    void shouldSendWhatTheKernelTakesInPieces() throws Exception {
        byte[] bytes = new byte[1_000_000];
        new Random(1).nextBytes(bytes);
        int[] pipe = Posix.pipe();
        kernel.most(10_007);
        Future<?> sending = other.submit(() -> {
            socket.send(sent, bytes, new int[] {pipe[0]}, LIMIT_NS);
            return null;
        });

        byte[] arrived = new byte[bytes.length];
        int length = 0;
        int descriptors = 0;
        while (length < bytes.length) {
            int more = peer.receive(received, LIMIT_NS);
            received.read(arrived, length, more);
            length += more;
            for (int passed : received.descriptors()) {
                assertTrue(Posix.isSame(pipe[0], passed));
                Posix.close(passed);
                descriptors++;
            }
        }

        sending.get();
        assertArrayEquals(bytes, arrived);
        assertEquals(1, descriptors);
        Posix.close(pipe[0]);
        Posix.close(pipe[1]);
    }

    @Test
    void shouldSeeThatPeerHasClosed() throws IOException {
        peer.send(sent, new byte[3], NONE, LIMIT_NS);
        peer.close();

        assertEquals(3, socket.receive(received, UnixSocket.NO_LIMIT));
        assertEquals(-1, socket.receive(received, UnixSocket.NO_LIMIT));
        IOException problem = assertThrows(IOException.class, () -> socket.send(sent, new byte[1], NONE, LIMIT_NS));
        assertEquals("the peer is gone", problem.getMessage());
    }

    @Test
    void shouldGiveUpWhereNothingComes() {
        kernel.fail("recvmsg", Kernel.EAGAIN).fail("recvmsg", Kernel.EAGAIN);
        long limitNs = TimeUnit.MILLISECONDS.toNanos(20);
        Future<?> receiving = other.submit(() -> socket.receive(received, limitNs));

        while (!receiving.isDone()) {
            clock.advance(limitNs / 10);
        }

        ExecutionException problem = assertThrows(ExecutionException.class, receiving::get);
        assertEquals(Reason.TIMED_OUT, ((BusException) problem.getCause()).reason());
    }

    @Test
    void shouldGiveUpWherePeerDoesNotRead() {
        long limitNs = TimeUnit.MILLISECONDS.toNanos(20);
        Future<?> sending = other.submit(() -> {
            socket.send(sent, new byte[10_000_000], NONE, limitNs);
            return null;
        });

        while (!sending.isDone()) {
            clock.advance(limitNs / 1000);
        }

        ExecutionException problem = assertThrows(ExecutionException.class, sending::get);
        assertEquals(Reason.TIMED_OUT, ((BusException) problem.getCause()).reason());
    }

    @Test
    void shouldWakeReaderAndWriterThatItCloses() throws Exception {
        ExecutorService writer = Executors.newSingleThreadExecutor();
        Future<?> receiving = other.submit(() -> socket.receive(received, UnixSocket.NO_LIMIT));
        Future<?> sending = writer.submit(() -> {
            socket.send(sent, new byte[10_000_000], NONE, UnixSocket.NO_LIMIT);
            return null;
        });
        peer.receive(new SocketMessage(1000), UnixSocket.NO_LIMIT);

        socket.close();

        assertEquals(ClosedChannelException.class,
                assertThrows(ExecutionException.class, receiving::get).getCause().getClass());
        assertThrows(ExecutionException.class, sending::get);
        assertThrows(ClosedChannelException.class, () -> socket.receive(received, UnixSocket.NO_LIMIT));
        assertFalse(Posix.isSame(pair[0], pair[1]));
        writer.shutdownNow();
    }

    @Test
    void shouldNeverReadFromNumberThatIsSomethingElseNow() throws Exception {
        var random = new Random(2);
        var message = new SocketMessage(10);
        byte[] first = new byte[1];
        for (int round = 0; round < 1000; round++) {
            int[] raced = Posix.socketPair();
            var closing = new UnixSocket(Libc.LIBC, clock, Descriptor.own(raced[0]));
            var start = new CyclicBarrier(2);
            Future<Integer> receiving = other.submit(() -> {
                start.await();
                int count = closing.receive(message, UnixSocket.NO_LIMIT);
                message.read(first, 0, 1);
                return count;
            });
            start.await();
            for (int spin = random.nextInt(2000); spin > 0; spin--) {
                Thread.onSpinWait();
            }

            closing.close();
            int[] stranger = Posix.socketPair(); // takes the number, where it is free
            Posix.write(stranger[0], new byte[] {'X'}, 1);
            Posix.write(stranger[1], new byte[] {'X'}, 1);

            try {
                receiving.get();
                assertNotEquals('X', first[0]);
            } catch (ExecutionException e) {
                assertEquals(ClosedChannelException.class, e.getCause().getClass());
            }
            assertEquals(1, Posix.read(stranger[0], first, 1));
            assertEquals('X', first[0]);
            first[0] = 0;
            Posix.close(stranger[0]);
            Posix.close(stranger[1]);
            Posix.close(raced[1]);
        }
    }
}
