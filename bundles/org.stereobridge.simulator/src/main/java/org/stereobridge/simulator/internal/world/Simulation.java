package org.stereobridge.simulator.internal.world;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.ToDoubleFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stereobridge.clock.NanoClock;
import org.stereobridge.codec.StreamConfig;
import org.stereobridge.simulator.internal.Music;
import org.stereobridge.simulator.internal.Progress;
import org.stereobridge.simulator.internal.RecordingWindow;
import org.stereobridge.simulator.internal.RefusedException;
import org.stereobridge.simulator.internal.RunFigures;
import org.stereobridge.simulator.internal.SpeakerFigures;
import org.stereobridge.simulator.internal.scenario.Scenario;
import org.stereobridge.simulator.internal.scenario.ScenarioEvent;

/**
 * One run of a simulated world, from the scenario to the figures. What it has of the radio is given to the bridge by
 * whoever runs it; then {@link #start} and {@link #awaitEnd}, and at last {@link #finish}.
 */
public final class Simulation {

    private static final Logger LOG = LoggerFactory.getLogger(Simulation.class);
    private static final double TAIL_SECONDS = 0.5;

    private final WorldSettings settings;
    private final World world;
    private final EchoSource source;
    private final Echo echo;
    private final List<Speaker> speakers = new ArrayList<>();
    /** Where events are done that want the framework. */
    private final ExecutorService control = Executors.newSingleThreadExecutor(work -> {
        var thread = new Thread(work, "stereobridge-events");
        thread.setDaemon(true);
        return thread;
    });
    private final SkewMeter skew;
    private final RecordingSession recording;
    private final ProcessCpu cpu = new ProcessCpu();

    private volatile RefusedException failure;

    public Simulation(WorldSettings settings) throws RefusedException {
        this(settings, new MonotonicClock());
    }

    Simulation(WorldSettings settings, NanoClock clock) throws RefusedException {
        this.settings = settings;
        Scenario scenario = settings.scenario();
        Music music = settings.music();
        int rateHz = music.rateHz();
        if (scenario.echo().rateHz().orElse(rateHz) != rateHz) {
            throw new RefusedException(RefusedException.CONTENT,
                    "music of " + rateHz + " Hz for an Echo of " + scenario.echo().rateHz().getAsInt() + " Hz",
                    music.title(), "change echo.rateHz in the scenario, or convert the music with sox -r");
        }
        checkEnd(scenario, music);
        world = new World(settings.isRealTime(), clock);
        SplittableRandom seeds = new SplittableRandom(scenario.seed());
        var echoStreams = new EchoStreams(settings);
        long echoSeed = seeds.nextLong();
        Map<Integer, List<StreamConfig>> streams = new TreeMap<>();
        for (int rate : new int[] {44_100, 48_000}) {
            streams.put(rate, speakerStreams(rate));
        }
        try {
            recording = settings.folder() == null ? null
                    : new RecordingSession(settings, streams.get(rateHz), this::fail);
        } catch (RecordingException e) {
            throw cannotWrite(e);
        }
        Map<Integer, Air> airs = new TreeMap<>();
        double slowestMs = 0;
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < scenario.speakers().size(); i++) {
            Scenario.Speaker speaker = scenario.speakers().get(i);
            slowestMs = Math.max(slowestMs, speaker.latencyMs());
            ids.add(Devices.address(i + 1));
            speakers.add(new Speaker(speaker, i, streams.get(rateHz).get(i), seeds.nextLong(), world,
                    air(airs, speaker.radio().orElse(-i)), recording == null ? null : recording.recorder()));
        }
        slowestMs += scenario.events().stream().filter(event -> event.what() == ScenarioEvent.What.LATENCY_STEP)
                .mapToDouble(ScenarioEvent::amount).sum();
        source = new EchoSource(EventPlan.echoClock(scenario, rateHz), scenario.echo().jitterMs(), echoSeed,
                echoStreams.music(), echoStreams.streams(), EventPlan.echoEvents(scenario),
                recording == null ? null : recording.programme(), recording == null ? null : recording.programmeGate(),
                World.START_NS, settings.seconds(), slowestMs / 1e3 + TAIL_SECONDS, this::fail);
        Air echoAir = scenario.echo().radio().isPresent() ? air(airs, scenario.echo().radio().getAsInt())
                : new Air(false, 0);
        echo = new Echo(scenario.echo().radio(), echoStreams.streams().get(0).config(), source.ring(), world, echoAir);
        skew = new SkewMeter(speakers, ids, settings.contentDelayNs());
        var happenings = new Happenings(List.copyOf(airs.values()), echo, speakers);
        new EventPlan(world, happenings, settings, control, speakers, echo, airs, echoStreams.streams())
                .lay(scenario, streams);
        world.populate(happenings, source, echo, speakers, skew,
                recording == null ? null : recording.recorder(), this::fail);
    }

    private void checkEnd(Scenario scenario, Music music) throws RefusedException {
        double endS = Double.isNaN(settings.seconds())
                ? music.frames() < 0 ? Double.POSITIVE_INFINITY : (double) music.frames() / music.rateHz()
                : settings.seconds();
        for (int i = 0; i < scenario.events().size(); i++) {
            if (scenario.events().get(i).endS() >= endS) {
                throw new RefusedException(RefusedException.CONTENT,
                        String.format(Locale.ROOT, "beyond the end of the music at %.1f s", endS), "events[" + i + "]",
                        "give an earlier time, or more --seconds");
            }
        }
    }

    private List<StreamConfig> speakerStreams(int rateHz) throws RefusedException {
        List<StreamConfig> streams = new ArrayList<>();
        for (Scenario.Speaker speaker : settings.scenario().speakers()) {
            streams.add(Devices.speakerStream(settings.codecs().bridge(), speaker, rateHz));
        }
        return streams;
    }

    /** A radio's, by its number, or a device's own, by a number that is not above 0. */
    private Air air(Map<Integer, Air> airs, int number) {
        return airs.computeIfAbsent(number, radio -> new Air(radio > 0, settings.scenario().seed() + radio));
    }

    public World world() {
        return world;
    }

    public Echo echo() {
        return echo;
    }

    /** In the scenario's order. */
    public List<Speaker> speakers() {
        return List.copyOf(speakers);
    }

    public SkewMeter skew() {
        return skew;
    }

    /** Lets the Echo play as soon as the audio loop serves all links. */
    public void start() {
        source.start();
        if (recording != null) {
            recording.recorder().start();
        }
        cpu.start();
        world.release();
    }

    /** Ends the run before its time. Any thread. */
    public void stop() {
        world.stop();
    }

    /** Waits for the run's end; false where it has not come by then. */
    public boolean awaitEnd(long timeoutNs) throws InterruptedException {
        return world.awaitEnd(timeoutNs);
    }

    /** Whether the Echo has begun to play. */
    public boolean hasBegun() {
        return world.hasBegun();
    }

    /** @param levelDb the level of a speaker, by its link id */
    public Progress progress(ToDoubleFunction<String> levelDb) {
        List<Progress.Speaker> shown = new ArrayList<>();
        for (int i = 0; i < speakers.size(); i++) {
            Scenario.Speaker speaker = speakers.get(i).settings();
            shown.add(new Progress.Speaker(speaker.name(), speaker.channel().toString(),
                    levelDb.applyAsDouble(Devices.address(i + 1)), speakers.get(i).underruns()));
        }
        long endNs = source.endNs();
        double total = endNs == Long.MAX_VALUE ? expectedSeconds() : (endNs - World.START_NS) / 1e9;
        return new Progress(world.sinceStartNs() / 1e9, total, world.wallNs() / 1e9, shown, skew.skewNs());
    }

    private double expectedSeconds() {
        long frames = settings.music().frames();
        return frames < 0 ? Double.NaN : (double) frames / settings.music().rateHz();
    }

    /**
     * Completes the recordings and tells what was seen, without what only the bridge knows: the added latency and the
     * packets dropped.
     *
     * @throws RefusedException where the run came to a bad end
     */
    public RunFigures finish() throws RefusedException, InterruptedException {
        world.end();
        cpu.stop();
        source.stop();
        control.shutdown();
        List<RecordingWindow> windows = List.of();
        if (recording != null) {
            recording.recorder().await();
            try {
                windows = recording.close();
            } catch (RecordingException e) {
                fail(e);
            }
        }
        if (failure != null) {
            if (recording != null) {
                recording.delete();
            }
            throw failure;
        }
        long counted = world.countedPackets();
        return new RunFigures(settings.scenario(), settings.music().title(), settings.music().rateHz(),
                world.sinceStartNs() / 1e9, world.wallNs() / 1e9, cpu.seconds(), world.meter().cpuSeconds(),
                world.isInterrupted(), echo.packets(), 0, counted == 0 ? Double.NaN : world.meter().bytes() / counted,
                null, speakerFigures(), settings.codecs().toString(),
                recording == null ? null : recording.files().programme(), windows);
    }

    /** Ends a run that has nothing to tell, and removes its recordings. */
    public void discard() throws InterruptedException {
        world.end();
        source.stop();
        control.shutdown();
        if (recording != null) {
            recording.recorder().await();
            recording.delete();
        }
    }

    private List<SpeakerFigures> speakerFigures() {
        List<SpeakerFigures> figures = new ArrayList<>();
        for (int i = 0; i < speakers.size(); i++) {
            Speaker speaker = speakers.get(i);
            Path file = recording == null ? null : recording.files().speakers().get(i);
            figures.add(new SpeakerFigures(speaker.settings().name(), speaker.settings().channel().toString(),
                    speaker.lostFrames(), speaker.underruns(), speaker.overruns(), speaker.packets(),
                    speaker.lostPackets(), speaker.config().label(), file));
        }
        return figures;
    }

    private void fail(Exception e) {
        if (failure == null) {
            failure = explained(e);
        }
        world.stop();
    }

    private RefusedException explained(Exception e) {
        if (e instanceof RefusedException refused) {
            return refused;
        }
        if (e instanceof RecordingException recordingFailure) {
            return cannotWrite(recordingFailure);
        }
        if (e instanceof IOException) {
            return new RefusedException(RefusedException.CONTENT, "music cannot be read on: " + e.getMessage(),
                    settings.music().title(), "check the file");
        }
        LOG.error("Simulation failed", e);
        return new RefusedException(RefusedException.INTERNAL, "simulation failed", e.toString(),
                "see the log in the data folder, and report it");
    }

    private static RefusedException cannotWrite(RecordingException e) {
        return new RefusedException(RefusedException.CANNOT_WRITE,
                "recording cannot be written (" + e.getCause().getMessage() + ")", e.path().toString(),
                "free some space, give another --out, or --no-recording");
    }
}
