package org.stereobridge.router.internal;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.stereobridge.codec.CodecId;
import org.stereobridge.codec.CodecProvider;
import org.stereobridge.journal.Journal;
import org.stereobridge.radio.Waiter;
import org.stereobridge.routing.SpeakerSettings;
import org.stereobridge.status.AirPlan;
import org.stereobridge.status.BridgeStatus;

/**
 * Plans on a control thread of its own, so that nobody who registers a service waits, and has the audio thread play
 * the plan. Coders that are not used any more are closed once the audio thread has left the last plan that used them.
 */
final class Conductor {

    private static final Logger LOG = LoggerFactory.getLogger(Conductor.class);
    private static final int WATCH_MS = 100;
    private static final int LINES_APART_MS = 10_000;
    /** How long coders play on whose provider has gone: its bundle may be being exchanged. */
    private static final int GRACE_MS = 2_000;

    private final Waiter waiter;
    private final AudioLoop loop;
    private final AudioThread audio;
    private final Planner planner;
    private final StatusReader reader;
    private final Chronicle chronicle;
    private final LatencyWatch watch = new LatencyWatch();
    private final AtomicReference<Devices> latest = new AtomicReference<>();
    private final ScheduledExecutorService control = Executors.newSingleThreadScheduledExecutor(work -> {
        var thread = new Thread(work, "stereobridge-planner");
        thread.setDaemon(true);
        return thread;
    });

    private final List<AutoCloseable> retired = new ArrayList<>(); // control thread
    private Plan plan = Plan.NOTHING; // control thread
    private Future<?> grace; // control thread; null where no coder is kept whose provider has gone
    private long failuresPlanned; // control thread
    private boolean rehearsed; // control thread
    private volatile List<Planner.Sink> sinks = List.of();
    private volatile List<SpeakerSettings> settings = List.of();
    private volatile AirPlan air = AirPlan.NONE;
    private volatile Planner.Source source;

    /** Times as of {@link AudioLoop} and {@link Departures}. */
    Conductor(Waiter waiter, long holdNs, long lateNs, Casting casting, AirBudget budget) {
        this.waiter = waiter;
        var latency = new AddedLatency();
        loop = new AudioLoop(holdNs, latency);
        audio = new AudioThread(loop, waiter);
        planner = new Planner(latency, lateNs, casting, budget, Level.INFO);
        reader = new StatusReader(loop);
        chronicle = new Chronicle(loop, LINES_APART_MS / WATCH_MS);
    }

    /** Begins with the plan that was asked for before, so that time does not pass without one. */
    void start() {
        control.execute(audio::start);
        control.scheduleWithFixedDelay(this::watch, WATCH_MS, WATCH_MS, MILLISECONDS);
    }

    /** Has this played, soon; only the latest counts. Any thread. */
    void plan(Devices devices) {
        if (latest.getAndSet(devices) == null && !control.isShutdown()) {
            control.execute(this::planLatest);
        }
    }

    private void planLatest() {
        Devices devices = latest.getAndSet(null);
        publish(devices, hasFailed() ? planner::planWithoutGone : planner::plan);
        grant(devices);
        rehearse(devices);
    }

    private void publish(Devices devices, Function<Devices, Plan> by) {
        try {
            plan = by.apply(devices);
            source = planner.source();
            sinks = planner.sinks();
            settings = planner.settings();
            air = planner.air();
            loop.publish(plan);
            chronicle.planned(source, sinks);
            retired.addAll(planner.takeRetired());
        } catch (RuntimeException e) {
            LOG.error("No new plan could be made, the last one goes on", e);
        }
    }

    /** Whether a coder has thrown since the last plan: none such is kept when its provider goes. */
    private boolean hasFailed() {
        loop.turns();
        long before = failuresPlanned;
        failuresPlanned = loop.failures();
        return failuresPlanned != before;
    }

    /** Coders whose provider does not come back in time are given up. */
    private void grant(Devices devices) {
        if (grace != null) {
            grace.cancel(false);
            grace = null;
        }
        if (planner.isKeeping()) {
            grace = control.schedule(() -> publish(devices, planner::planWithoutGone), GRACE_MS, MILLISECONDS);
        }
    }

    /** Once, beside all else, as soon as there is something to rehearse with, but not before an audience. */
    private void rehearse(Devices devices) {
        rehearsed |= source != null;
        Optional<CodecProvider> codec = devices.codec(CodecId.SBC);
        if (!rehearsed && codec.isPresent() && devices.sync() != null) {
            rehearsed = true;
            var thread = new Thread(() -> Rehearsal.of(codec.get(), devices.sync()).ifPresent(Rehearsal::run),
                    "stereobridge-rehearsal");
            thread.setDaemon(true);
            thread.setPriority(Thread.MIN_PRIORITY);
            thread.start();
        }
    }

    private void watch() {
        if (loop.adopted() == plan) {
            closeRetired();
        }
        chronicle.watch(source, sinks);
        loop.turns();
        watch.look(planner.source(), planner.sinks(), plan.sync());
    }

    private void closeRetired() {
        for (AutoCloseable coder : retired) {
            close(coder);
        }
        retired.clear();
    }

    private static void close(AutoCloseable coder) {
        try {
            coder.close();
        } catch (Exception e) {
            LOG.warn("A codec did not close", e);
        }
    }

    /** Where it is written what happens; null for nowhere. Any thread. */
    void journal(Journal journal) {
        chronicle.journal(journal);
    }

    private void leave() {
        try {
            loop.leave(waiter.nanoTime());
        } catch (RuntimeException e) {
            LOG.warn("The next router must begin anew", e);
        }
    }

    /** Ends both threads, leaves at the links what the next router goes on with, and frees everything. */
    void stop() {
        audio.stop();
        leave();
        try {
            control.submit(() -> {
                retired.addAll(planner.takeRetired());
                closeRetired();
                planner.sinks().forEach(sink -> close(sink.encoder()));
                if (planner.source() != null) {
                    close(planner.source().decoder());
                }
            }).get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            LOG.warn("Codecs did not close", e);
        }
        control.shutdown();
    }

    /** What is in force for a speaker that is connected. */
    Optional<SpeakerSettings> settings(String speakerId) {
        return settings.stream().filter(known -> known.speakerId().equals(speakerId)).findFirst();
    }

    AirPlan air() {
        return air;
    }

    BridgeStatus status() {
        return reader.read(source, sinks);
    }
}
