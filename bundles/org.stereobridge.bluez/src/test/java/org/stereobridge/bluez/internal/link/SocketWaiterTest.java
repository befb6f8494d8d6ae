package org.stereobridge.bluez.internal.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.stereobridge.bluez.internal.standin.Posix;
import org.stereobridge.codec.CodecId;
import org.stereobridge.codec.StreamConfig;
import org.stereobridge.dbus.Descriptor;
import org.stereobridge.status.RealTimeCare;
import org.stereobridge.testkit.Allocations;
import org.stereobridge.testkit.SimulatedClock;

/** The clock stands still, so that each deadline ahead is never reached; ppoll waits in real time. */
@Timeout(60)
class SocketWaiterTest {

    private static final long AHEAD_NS = 20_000_000_000L;
    /** The VM's own signal for stopping threads: has a handler, which does nothing where none is to be stopped. */
    private static final int SIGUSR2 = 12;

    private final SocketWaiter waiter = new SocketWaiter(new SimulatedClock(0), 0);
    private final int[] pair = Posix.socketPair();
    private final Descriptor peer = Descriptor.own(pair[1]);
    private final InboundSocket socket = new InboundSocket(new StreamConfig(CodecId.SBC, new byte[4], 44_100, 2, "SBC"),
            Descriptor.own(pair[0]));
    private final byte[] packet = new byte[1_024];

    @BeforeEach
    void watch() {
        waiter.watch(List.of(socket));
    }

    @AfterEach
    void close() {
        socket.close();
        peer.close();
    }

    @Test
    void shouldWakeWhenAPacketArrives() throws Exception {
        var waiting = new CompletableFuture<Void>();
        var audio = new FutureTask<>(() -> {
            // Each wait lasts 100 ms at most.
            for (int turn = 0; socket.receive(packet) == 0; turn++) {
                waiting.complete(null);
                waiter.await(AHEAD_NS);
            }
            return packet[0];
        });
        new Thread(audio, "audio").start();
        waiting.get(10, TimeUnit.SECONDS);

        Posix.send(pair[1], new byte[] {9});

        assertEquals((byte) 9, audio.get(10, TimeUnit.SECONDS));
    }

    @Test
    void shouldNotWaitForWhatNobodyReads() {
        assertTrue(await());
        assertEquals(0, socket.receive(packet));
        Posix.send(pair[1], new byte[] {9});

        assertFalse(await());
        assertTrue(await());
    }

    /** Whether it waited to the end: the packet that comes only then is not there yet. */
    private boolean await() {
        var clock = new MonotonicClock();
        long beforeNs = clock.nanoTime();
        waiter.await(AHEAD_NS);
        return clock.nanoTime() - beforeNs > 80_000_000;
    }

    @Test
    void shouldNotWaitForThePast() {
        var late = new SocketWaiter(new SimulatedClock(AHEAD_NS), 0);
        var clock = new MonotonicClock();
        long beforeNs = clock.nanoTime();

        for (int i = 0; i < 100; i++) {
            late.await(0);
        }

        assertTrue(clock.nanoTime() - beforeNs < 5_000_000_000L);
    }

    @Test
    void shouldStandSocketsThatClose() {
        socket.receive(packet);
        socket.close();

        assertTrue(await());
    }

    @Test
    void shouldReturnWhenASignalComes() throws Exception {
        var thread = new CompletableFuture<Integer>();
        var audio = new FutureTask<>(() -> {
            thread.complete(Posix.gettid());
            var clock = new MonotonicClock();
            long beforeNs = clock.nanoTime();
            for (int i = 0; i < 100; i++) {
                waiter.await(AHEAD_NS);
            }
            return clock.nanoTime() - beforeNs;
        });
        new Thread(audio, "audio").start();
        int id = thread.get(10, TimeUnit.SECONDS);

        while (!audio.isDone()) {
            Posix.tgkill(Posix.getpid(), id, SIGUSR2);
        }

        assertTrue(audio.get() < 9_000_000_000L, audio.get() + " ns");
        Posix.send(pair[1], new byte[] {9});
        assertEquals(1, socket.receive(packet));
    }

    @Test
    void shouldWatchSixteenSocketsAtMost() {
        waiter.watch(Collections.nCopies(100, socket));
        socket.receive(packet);

        waiter.await(0);
    }

    @Test
    void shouldAskForRealTimeOnlyWhereToldTo() {
        waiter.await(0);

        assertEquals(new RealTimeCare(0, false, List.of()), waiter.care().orElseThrow());
    }

    @Test
    void shouldSayWhatWasGrantedAndWhatWouldGrantTheRest() {
        var hurried = new SocketWaiter(new SimulatedClock(0), 1);
        assertEquals(Optional.empty(), hurried.care());
        var audio = new Thread(() -> hurried.await(0), "audio");
        audio.start();
        join(audio);

        RealTimeCare care = hurried.care().orElseThrow();

        assertEquals(care.fifoPriority() == 0, care.toString().contains("LimitRTPRIO=1"), care.toString());
        assertEquals(!care.isMemoryLocked(), care.toString().contains("LimitMEMLOCK=infinity"), care.toString());
        assertTrue(care.fifoPriority() <= 1);
    }

    private static void join(Thread thread) {
        try {
            thread.join(10_000);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void shouldNotAllocate() {
        var clock = new SimulatedClock(AHEAD_NS);
        var late = new SocketWaiter(clock, 0);
        late.watch(List.of(socket));

        assertEquals(0, Allocations.bytesIn(() -> {
            socket.receive(packet);
            late.await(0);
        }));
    }
}
