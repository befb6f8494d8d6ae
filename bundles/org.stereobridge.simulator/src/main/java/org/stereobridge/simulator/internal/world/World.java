package org.stereobridge.simulator.internal.world;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.stereobridge.clock.NanoClock;
import org.stereobridge.radio.Waiter;
import org.stereobridge.simulator.internal.RefusedException;

/**
 * The simulated radio: an Echo and speakers on true time, which moves only while the audio loop waits. Nothing hangs
 * on how fast the machine is: the same seed, scenario and codecs give the same bytes, in real time or not.
 *
 * <p>The Echo begins to play once the audio loop serves all links; until then time stands.
 */
public final class World implements Waiter {

    /** When the Echo sends its first packet, on the world's clock. */
    static final long START_NS = 1_000_000_000_000L;

    private static final long LONGEST_STEP_NS = 50_000_000;
    /** A loop that does not wait takes some time all the same. */
    private static final long SHORTEST_STEP_NS = 1_000;
    private static final long NAP_NS = 100_000;
    private static final int NAPS = 400;
    private static final long IDLE_NAP_NS = 2_000_000;
    private static final long STOP_NS = 500_000_000;
    private static final long SETTLED_NS = 5_000_000_000L;

    private enum State { WAITING, RUNNING, ENDED }

    private final Pace pace;
    private final NanoClock clock;
    private final AudioThreadMeter meter = new AudioThreadMeter();
    private final CountDownLatch ended = new CountDownLatch(1);

    private EchoSource source;
    private Echo echo;
    private List<Speaker> speakers = List.of();
    private SkewMeter skew;
    private Recorder recorder;
    private Happenings happenings;
    private Consumer<Exception> failed = e -> { };

    private long unservedUntilNs = START_NS;

    private volatile State state = State.WAITING;
    private volatile long nowNs = START_NS;
    private volatile boolean released;
    private volatile boolean stopRequested;
    private volatile long startedNs;
    private volatile long endedNs;
    private long packetsAtCount;

    World(boolean isRealTime, NanoClock clock) {
        this.clock = clock;
        pace = new Pace(isRealTime, clock, LockSupport::parkNanos);
    }

    /**
     * What is in the world.
     *
     * @param recorder null where nothing is recorded
     * @param failed is told, on the audio thread, why the run cannot go on
     */
    void populate(Happenings happenings, EchoSource source, Echo echo, List<Speaker> speakers, SkewMeter skew,
            Recorder recorder, Consumer<Exception> failed) {
        this.happenings = happenings;
        this.failed = failed;
        this.source = source;
        this.echo = echo;
        this.speakers = List.copyOf(speakers);
        this.skew = skew;
        this.recorder = recorder;
    }

    /** The Echo may play, once the audio loop serves all links. Any thread. */
    void release() {
        released = true;
    }

    /** Ends the run at the audio loop's next wait. Any thread. */
    void stop() {
        stopRequested = true;
    }

    /** Waits for the run's end; false where it has not come by then. */
    boolean awaitEnd(long timeoutNs) throws InterruptedException {
        if (ended.await(stopRequested ? Math.min(timeoutNs, STOP_NS) : timeoutNs, TimeUnit.NANOSECONDS)) {
            return true;
        }
        if (stopRequested && timeoutNs > 0 && ended.getCount() > 0 && !ended.await(STOP_NS, TimeUnit.NANOSECONDS)) {
            // No audio loop waits any more that could end it.
            end();
            return true;
        }
        return ended.getCount() == 0;
    }

    /** A scenario's time on the world's clock. */
    static long ns(double seconds) {
        return START_NS + Math.round(seconds * 1e9);
    }

    @Override
    public long nanoTime() {
        return nowNs;
    }

    /** True time since the Echo's first packet. */
    double sinceStartNs() {
        return nowNs - START_NS;
    }

    /** Any thread. */
    boolean hasBegun() {
        return state != State.WAITING;
    }

    boolean isRunning() {
        return state == State.RUNNING;
    }

    /** Real time since the Echo's first packet, until the run's end. Any thread. */
    long wallNs() {
        return switch (state) {
            case WAITING -> 0;
            case RUNNING -> clock.nanoTime() - startedNs;
            case ENDED -> endedNs - startedNs;
        };
    }

    @Override
    public long await(long deadlineNs) {
        meter.entered();
        switch (state) {
            case WAITING -> begin();
            case RUNNING -> move(deadlineNs);
            case ENDED -> LockSupport.parkNanos(IDLE_NAP_NS);
        }
        meter.returns();
        return nowNs;
    }

    private void begin() {
        if (stopRequested) {
            end();
        } else if (released && echo.isServed() && areServed() && source.knownNs() > nowNs) {
            startedNs = clock.nanoTime();
            pace.start(nowNs);
            state = State.RUNNING;
            meter.start();
        } else {
            LockSupport.parkNanos(IDLE_NAP_NS);
        }
    }

    private boolean areServed() {
        for (Speaker speaker : speakers) {
            if (!speaker.link().isServed()) {
                return false;
            }
        }
        return true;
    }

    /** The loop is not served from now on for so long, as while it is exchanged; what arrives waits. */
    void leaveUnserved(long lengthNs) {
        unservedUntilNs = nowNs + lengthNs;
    }

    NanoClock clock() {
        return clock;
    }

    private void move(long deadlineNs) {
        skew.update(sinceStartNs());
        if (stopRequested) {
            end();
            return;
        }
        if (happenings.areStanding()) {
            RefusedException failure = happenings.stand(nowNs);
            if (failure != null) {
                failed.accept(failure);
            } else if (happenings.areStanding()) {
                LockSupport.parkNanos(IDLE_NAP_NS);
            }
            return;
        }
        boolean isServed = nowNs >= unservedUntilNs;
        // A loop that does not take what has arrived must not stop time.
        if (isServed && echo.wasAsked() && echo.isReadable() || !isRecorderThere()) {
            return;
        }
        long latestNs = Math.max(nowNs + SHORTEST_STEP_NS, Math.min(deadlineNs, nowNs + LONGEST_STEP_NS));
        goOn(isServed ? latestNs : unservedUntilNs, isServed);
    }

    /** Until this time, the run's end, something for the loop, or a time that stands. */
    private void goOn(long latestNs, boolean isServed) {
        boolean wasReadable = echo.isReadable();
        do {
            long nextNs = nextEvent(latestNs, isServed);
            if (nextNs < 0) {
                return;
            }
            pace.await(nextNs);
            nowNs = nextNs;
            happenings.happen(nowNs);
            if (nextNs >= source.endNs()) {
                end();
                return;
            }
        } while (!happenings.areStanding() && nowNs < latestNs && !(isServed && !wasReadable && echo.isReadable())
                && !stopRequested);
        if (!meter.isCounting() && nowNs - START_NS >= SETTLED_NS) {
            packetsAtCount = echo.packets();
            meter.countBytes();
        }
    }

    /**
     * What comes next of the latest time allowed, the end, the air, the timetable and, where the loop is served, an
     * arrival; -1 where the Echo's thread has not got that far yet.
     */
    private long nextEvent(long latestNs, boolean isServed) {
        for (int nap = 0; nap < NAPS && !stopRequested; nap++) {
            long knownNs = source.knownNs();
            long arrivalNs = echo.nextArrivalNs();
            long nextNs = isServed && arrivalNs > nowNs ? Math.min(latestNs, arrivalNs) : latestNs;
            nextNs = Math.max(nowNs, Math.min(Math.min(nextNs, happenings.nextNs()), source.endNs()));
            if (knownNs > nextNs) {
                return nextNs;
            }
            LockSupport.parkNanos(NAP_NS);
        }
        return -1;
    }

    private boolean isRecorderThere() {
        for (int nap = 0; nap < NAPS && !stopRequested; nap++) {
            if (recorder == null || !recorder.isBehind()) {
                return true;
            }
            LockSupport.parkNanos(NAP_NS);
        }
        return false;
    }

    /** Audio thread, or the one that ends the world where no audio thread waits any more. */
    synchronized void end() {
        if (state == State.ENDED) {
            return;
        }
        endedNs = clock.nanoTime();
        meter.stop();
        boolean ran = state == State.RUNNING;
        state = State.ENDED;
        if (recorder != null) {
            recorder.end(ran ? sinceStartNs() : 0);
        }
        ended.countDown();
    }

    /** Whether the run has ended before its time. */
    boolean isInterrupted() {
        return nowNs < source.endNs();
    }

    AudioThreadMeter meter() {
        return meter;
    }

    /** Packets received while allocation was counted. */
    long countedPackets() {
        return meter.isCounting() || packetsAtCount > 0 ? echo.packets() - packetsAtCount : 0;
    }
}
