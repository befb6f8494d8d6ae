package org.stereobridge.benchmarks;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.util.Arrays;
import java.util.Locale;
import org.stereobridge.clock.NanoClock;

/**
 * How late a loop of 10 ms is beside four busy threads, scheduled like them and by SCHED_FIFO: what
 * {@code ./bench --pacing} starts. It waits as the real radio's audio thread does, by ppoll(2).
 *
 * <p>The argument is how many seconds each of both is measured.
 */
final class Pacing {

    private static final int BUSY_THREADS = 4;
    private static final long PERIOD_NS = 10_000_000;
    private static final int SECOND_NS = 1_000_000_000;
    private static final int FIFO = 1;
    private static final int PRIORITY = 50;
    private static final long TARGET_NS = 500_000;

    static {
        Native.register(Pacing.class, "c");
    }

    private final NanoClock clock = new MonotonicClock();
    private final Memory timeout = new Memory(2 * Long.BYTES);
    private final long[] lateNs;
    private boolean isGranted = true;

    private Pacing(int periods) {
        lateNs = new long[periods];
    }

    static native int ppoll(long polls, long count, long timeout, long signals);

    static native int sched_setscheduler(int pid, int policy, long parameter);

    public static void main(String[] arguments) throws InterruptedException {
        int periods = (int) (Integer.parseInt(arguments[0]) * (SECOND_NS / PERIOD_NS));
        for (int i = 0; i < BUSY_THREADS; i++) {
            var busy = new Thread(Pacing::keepBusy, "busy");
            busy.setDaemon(true);
            busy.start();
        }
        System.out.printf("%-22s %9s %9s %9s   beside %d busy threads, in us%n", "Lateness of a loop", "p50", "p99",
                "max", BUSY_THREADS);
        new Pacing(periods).measure(false);
        new Pacing(periods).measure(true);
    }

    /** Until the VM ends. */
    private static void keepBusy() {
        long sum = 1;
        while (sum != 0) {
            sum = sum * 6_364_136_223_846_793_005L | 1;
        }
    }

    private void measure(boolean isFifo) throws InterruptedException {
        var loop = new Thread(() -> {
            if (isFifo) {
                isGranted = askForFifo();
            }
            if (isGranted) {
                run();
            }
        }, "loop");
        loop.start();
        loop.join();
        print(isFifo);
    }

    private void run() {
        long dueNs = clock.nanoTime();
        for (int n = 0; n < lateNs.length; n++) {
            dueNs += PERIOD_NS;
            for (long restNs = dueNs - clock.nanoTime(); restNs > 0; restNs = dueNs - clock.nanoTime()) {
                timeout.setLong(0, restNs / SECOND_NS);
                timeout.setLong(Long.BYTES, restNs % SECOND_NS);
                ppoll(0, 0, Pointer.nativeValue(timeout), 0);
            }
            lateNs[n] = clock.nanoTime() - dueNs;
        }
    }

    private static boolean askForFifo() {
        try (var parameter = new Memory(Integer.BYTES)) {
            parameter.setInt(0, PRIORITY);
            return sched_setscheduler(0, FIFO, Pointer.nativeValue(parameter)) == 0;
        }
    }

    private void print(boolean isFifo) {
        if (!isGranted) {
            System.out.println("SCHED_FIFO " + PRIORITY + "          not permitted here: run it as root, or with "
                    + "ulimit -r " + PRIORITY + " (LimitRTPRIO)");
            return;
        }
        Arrays.sort(lateNs);
        long p99Ns = lateNs[lateNs.length * 99 / 100];
        String name = isFifo ? "SCHED_FIFO " + PRIORITY : "as any other";
        System.out.printf(Locale.ROOT, "%-22s %9.1f %9.1f %9.1f   %s%n", name,
                lateNs[lateNs.length / 2] / 1e3, p99Ns / 1e3, lateNs[lateNs.length - 1] / 1e3,
                isFifo ? p99Ns <= TARGET_NS ? "p99 within 500" : "p99 above 500" : "");
    }
}
