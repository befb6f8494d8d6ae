package org.stereobridge.bluez.internal.link;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.stereobridge.clock.NanoClock;
import org.stereobridge.radio.Waiter;
import org.stereobridge.status.RealTimeCare;
import org.stereobridge.status.RealTimeProbe;

/** Waits by ppoll(2) on the sockets of the streams that arrive, and gives the audio thread its place in the queue. */
public final class SocketWaiter implements Waiter, RealTimeProbe {

    private static final long LONGEST_NS = 100_000_000;
    private static final int POLLFD_BYTES = 8;
    private static final int MOST_SOCKETS = 16;
    private static final int SECOND_NS = 1_000_000_000;

    private static final RealTimeCare NOT_ASKED = new RealTimeCare(0, false, List.of());

    private final NanoClock clock;
    private final int priority;
    private final Memory polls = new Memory(MOST_SOCKETS * POLLFD_BYTES);
    private final Memory timeout = new Memory(2 * Long.BYTES);
    private final long pollsAddress = Pointer.nativeValue(polls);
    private final long timeoutAddress = Pointer.nativeValue(timeout);
    private volatile InboundSocket[] sockets = {};
    private volatile Optional<RealTimeCare> care = Optional.empty();
    private Thread audio; // audio thread

    /** @param priority of SCHED_FIFO, 1-99; 0 leaves the audio thread as it is */
    public SocketWaiter(NanoClock clock, int priority) {
        this.clock = clock;
        this.priority = priority;
    }

    /** The sockets to wait on from the next time on; of more than 16 the first ones. Control threads. */
    public void watch(Collection<InboundSocket> sockets) {
        this.sockets = sockets.stream().limit(MOST_SOCKETS).toArray(InboundSocket[]::new);
    }

    @Override
    public long await(long deadlineNs) {
        if (audio != Thread.currentThread()) {
            audio = Thread.currentThread();
            hurry();
        }
        long restNs = Math.max(0, Math.min(LONGEST_NS, deadlineNs - clock.nanoTime()));
        timeout.setLong(0, restNs / SECOND_NS);
        timeout.setLong(Long.BYTES, restNs % SECOND_NS);
        InboundSocket[] now = sockets;
        int count = 0;
        for (InboundSocket socket : now) {
            // One that the loop does not read would be readable for ever.
            if (socket.wasAsked()) {
                polls.setInt((long) count * POLLFD_BYTES, socket.number());
                polls.setInt((long) count * POLLFD_BYTES + Integer.BYTES, Libc.POLLIN);
                count++;
            }
        }
        Libc.ppoll(pollsAddress, count, timeoutAddress, 0);
        return clock.nanoTime();
    }

    private void hurry() {
        if (priority == 0) {
            care = Optional.of(NOT_ASKED);
            return;
        }
        boolean isFifo = RealTime.ask(0, priority);
        RealTime.askForVm(priority);
        boolean isLocked = MemoryLock.ask();
        List<String> remedies = new ArrayList<>();
        if (!isFifo) {
            remedies.add("LimitRTPRIO=" + priority + " or CAP_SYS_NICE in the service's unit, or ulimit -r, grants "
                    + "SCHED_FIFO");
        }
        if (!isLocked) {
            remedies.add("LimitMEMLOCK=infinity, or ulimit -l unlimited, lets memory be locked");
        }
        care = Optional.of(new RealTimeCare(isFifo ? priority : 0, isLocked, remedies));
    }

    /** What the kernel granted the audio thread; empty until there is one. */
    @Override
    public Optional<RealTimeCare> care() {
        return care;
    }

    @Override
    public long nanoTime() {
        return clock.nanoTime();
    }
}
