package org.stereobridge.simulator.internal.world;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Dictionary;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stereobridge.a2dp.RtpHeader;
import org.stereobridge.a2dp.SbcConfig;
import org.stereobridge.clock.NanoClock;
import org.stereobridge.codec.CodecProvider;
import org.stereobridge.codec.StreamConfig;
import org.stereobridge.simulator.internal.Music;
import org.stereobridge.simulator.internal.PcmMusic;
import org.stereobridge.simulator.internal.Progress;
import org.stereobridge.simulator.internal.RecordingWindow;
import org.stereobridge.simulator.internal.RefusedException;
import org.stereobridge.simulator.internal.RunFigures;
import org.stereobridge.simulator.internal.SbcMusic;
import org.stereobridge.simulator.internal.SpeakerFigures;
import org.stereobridge.simulator.internal.scenario.Scenario;

/**
 * One run of a simulated world, from the scenario to the figures. What it has of the radio is given to the bridge by
 * whoever runs it; then {@link #start} and {@link #awaitEnd}, and at last {@link #finish}.
 */
public final class Simulation {

    private static final Logger LOG = LoggerFactory.getLogger(Simulation.class);
    private static final int PAYLOAD_HEADER_BYTES = 1;
    private static final int MOST_CODEC_FRAMES = 15;
    private static final double TAIL_SECONDS = 0.5;

    private final WorldSettings settings;
    private final World world;
    private final EchoSource source;
    private final EchoLink echo;
    private final List<SpeakerLink> speakers = new ArrayList<>();
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
        CodecProvider bridge = settings.codecs().bridge();
        int rateHz = music.rateHz();
        if (scenario.echo().rateHz().orElse(rateHz) != rateHz) {
            throw new RefusedException(RefusedException.CONTENT,
                    "music of " + rateHz + " Hz for an Echo of " + scenario.echo().rateHz().getAsInt() + " Hz",
                    music.title(), "change echo.rateHz in the scenario, or convert the music with sox -r");
        }
        world = new World(settings.isRealTime(), clock);
        SplittableRandom seeds = new SplittableRandom(scenario.seed());
        StreamConfig echoStream = music instanceof SbcMusic sbc ? Devices.echoStream(bridge, sbc.configOctets())
                : Devices.echoStream(bridge, scenario.echo().codec(), rateHz);
        int codecFrames = codecFrames(echoStream);
        long echoSeed = seeds.nextLong();
        List<StreamConfig> streams = new ArrayList<>();
        for (Scenario.Speaker speaker : scenario.speakers()) {
            streams.add(Devices.speakerStream(bridge, speaker, rateHz));
        }
        try {
            recording = settings.folder() == null ? null : new RecordingSession(settings, streams, this::fail);
        } catch (RecordingException e) {
            throw cannotWrite(e);
        }
        double slowestMs = 0;
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < streams.size(); i++) {
            Scenario.Speaker speaker = scenario.speakers().get(i);
            slowestMs = Math.max(slowestMs, speaker.latencyMs());
            ids.add(Devices.address(i + 1));
            speakers.add(new SpeakerLink(speaker, i, streams.get(i), Devices.codecFrameLength(streams.get(i)),
                    seeds.nextLong(), world, recording == null ? null : recording.recorder()));
        }
        source = new EchoSource(scenario.echo(), rateHz, echoSeed, feed(echoStream, codecFrames),
                recording == null ? null : recording.programme(), recording == null ? null : recording.programmeGate(),
                World.START_NS, settings.seconds(), slowestMs / 1e3 + TAIL_SECONDS, this::fail);
        echo = new EchoLink(echoStream, source.ring(), world);
        skew = new SkewMeter(speakers, ids, settings.contentDelayNs());
        world.populate(source, echo, speakers, skew, recording == null ? null : recording.recorder());
    }

    private int codecFrames(StreamConfig stream) throws RefusedException {
        SbcConfig config = SbcConfig.parse(stream.octets()).orElseThrow();
        int room = EchoLink.MTU_BYTES - RtpHeader.LENGTH - PAYLOAD_HEADER_BYTES;
        int fitting = Math.min(MOST_CODEC_FRAMES, room / config.frameBytes(config.maxBitpool()));
        int wanted = settings.scenario().echo().packetFrames();
        if (settings.music() instanceof SbcMusic) {
            return Math.min(wanted, fitting);
        }
        if (wanted > fitting) {
            throw new RefusedException(RefusedException.CONTENT,
                    wanted + " frames of " + stream.label() + " do not fit a packet", "echo.packetFrames",
                    "give 1-" + fitting);
        }
        return wanted;
    }

    private EchoFeed feed(StreamConfig stream, int codecFrames) {
        CodecProvider peers = settings.codecs().peers();
        boolean repeats = !Double.isNaN(settings.seconds());
        if (settings.music() instanceof SbcMusic sbc) {
            return new SbcFeed(sbc, repeats, peers.encoder(stream), recording == null ? null : peers.decoder(stream),
                    codecFrames);
        }
        return new PcmFeed((PcmMusic) settings.music(), repeats, peers.encoder(stream), codecFrames);
    }

    public World world() {
        return world;
    }

    public EchoLink echo() {
        return echo;
    }

    /** In the scenario's order. */
    public List<SpeakerLink> speakers() {
        return List.copyOf(speakers);
    }

    public SkewMeter skew() {
        return skew;
    }

    /** Service properties of the Echo's link. */
    public Dictionary<String, Object> echoProperties() {
        return Devices.echoProperties();
    }

    /** Service properties of a speaker's link. */
    public Dictionary<String, Object> speakerProperties(int index) {
        return Devices.speakerProperties(index + 1, settings.scenario().speakers().get(index));
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
        if (recording != null) {
            recording.recorder().await();
            recording.delete();
        }
    }

    private List<SpeakerFigures> speakerFigures() {
        List<SpeakerFigures> figures = new ArrayList<>();
        for (int i = 0; i < speakers.size(); i++) {
            SpeakerLink link = speakers.get(i);
            Path file = recording == null ? null : recording.files().speakers().get(i);
            figures.add(new SpeakerFigures(link.settings().name(), link.settings().channel().toString(),
                    link.lostFrames(), link.underruns(), link.overruns(), link.packets(), link.lostPackets(),
                    link.config().label(), file));
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
