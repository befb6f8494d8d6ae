package org.stereobridge.dbus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.freedesktop.dbus.FileDescriptor;
import org.junit.jupiter.api.Test;
import org.stereobridge.testkit.Allocations;

class DescriptorTest {

    private final AtomicInteger closes = new AtomicInteger();
    private final Descriptor descriptor = new Descriptor(7, number -> closes.incrementAndGet());

    @Test
    void shouldCloseOnce() {
        descriptor.close();
        descriptor.close();

        assertEquals(1, closes.get());
        assertFalse(descriptor.isOpen());
        assertEquals(-1, descriptor.hold());
    }

    @Test
    void shouldStayOpenUntilLastCallHasReturned() {
        assertEquals(7, descriptor.hold());
        assertEquals(7, descriptor.hold());

        descriptor.close();

        assertEquals(-1, descriptor.hold());
        descriptor.release();
        assertEquals(0, closes.get());
        descriptor.release();
        assertEquals(1, closes.get());
        descriptor.close();
        assertEquals(1, closes.get());
    }

    @Test
    void shouldCloseOnceWhereClosesAndCallsRace() throws Exception {
        ExecutorService others = Executors.newFixedThreadPool(3);
        for (int round = 1; round <= 2000; round++) {
            var raced = new Descriptor(7, number -> closes.incrementAndGet());
            var start = new CyclicBarrier(3);
            Future<?> left = others.submit(() -> closeAfter(start, raced));
            Future<?> right = others.submit(() -> closeAfter(start, raced));
            Future<?> caller = others.submit(() -> {
                start.await();
                if (raced.hold() >= 0) {
                    raced.release();
                }
                return null;
            });
            left.get();
            right.get();
            caller.get();

            assertEquals(round, closes.get());
        }
        others.shutdownNow();
    }

    @Test
    void shouldReallyClose() {
        int[] pipe = Posix.pipe();

        Descriptor.own(pipe[0]).close();

        assertFalse(Posix.isOpen(pipe[0]));
        assertTrue(Posix.isOpen(pipe[1]));
        Posix.close(pipe[1]);
    }

    @Test
    void shouldNotTakeWhatHasNotBeenReceived() {
        assertThrows(IOException.class, () -> Descriptor.take(new FileDescriptor(1)));
    }

    @Test
    void shouldNotCloseWhatItHasGiven() {
        int[] pipe = Posix.pipe();
        Descriptor given = Descriptor.own(pipe[0]);

        assertEquals(pipe[0], given.give().getIntFileDescriptor());

        given.close();
        assertEquals(-1, given.hold());
        assertTrue(Posix.isOpen(pipe[0]));
        Posix.close(pipe[0]);
        Posix.close(pipe[1]);
    }

    @Test
    void shouldNotGiveOrLendWhatIsClosedNorGiveWhatIsInUse() {
        descriptor.hold();
        assertThrows(IllegalStateException.class, descriptor::give);
        descriptor.release();
        descriptor.close();

        assertThrows(IllegalStateException.class, descriptor::give);
        assertThrows(IllegalStateException.class, descriptor::lend);
        assertEquals(1, closes.get());
    }

    @Test
    void shouldNotOwnFailureOfSystemCall() {
        assertThrows(IllegalArgumentException.class, () -> Descriptor.own(-1));
    }

    @Test
    void shouldNotAllocate() {
        assertEquals(0, Allocations.bytesIn(() -> {
            descriptor.hold();
            descriptor.release();
        }));
    }

    private static Void closeAfter(CyclicBarrier start, Descriptor raced) throws Exception {
        start.await();
        raced.close();
        return null;
    }
}
