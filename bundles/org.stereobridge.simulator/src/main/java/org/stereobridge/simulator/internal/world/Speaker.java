package org.stereobridge.simulator.internal.world;

import java.util.Dictionary;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import org.stereobridge.a2dp.RtpHeader;
import org.stereobridge.codec.StreamConfig;
import org.stereobridge.simulator.internal.scenario.Scenario;

/** A speaker, from one stream to it to the next. Audio thread, where nothing else is said. */
public final class Speaker {

    private static final int COUNT_MASK = 0x0F;

    private final Scenario.Speaker settings;
    private final int index;
    private final World world;
    private final Air air;
    private final Recorder recorder;
    private final SpeakerModel model;
    private final SplittableRandom losses;
    private final RtpHeader header = new RtpHeader();

    private StreamConfig config;
    private StreamConfig recordedConfig;
    private int codecFrameLength;
    private long packets;
    private long lostPackets;
    private long malformedPackets;
    private volatile SpeakerLink link;
    private volatile OptionalDouble reportedDelayMs;
    private volatile int underruns;

    /**
     * @param config of the first stream to it
     * @param recorder null where nothing is recorded
     */
    Speaker(Scenario.Speaker settings, int index, StreamConfig config, long seed, World world, Air air,
            Recorder recorder) {
        this.settings = settings;
        this.index = index;
        this.world = world;
        this.air = air;
        this.recorder = recorder;
        this.config = config;
        recordedConfig = config;
        codecFrameLength = Devices.codecFrameLength(config);
        reportedDelayMs = settings.reportedDelayMs();
        model = new SpeakerModel(config.rateHz(), settings.clockPpm(), settings.latencyMs(), settings.bufferMs(),
                settings.followsSource());
        losses = new SplittableRandom(seed);
        link = new SpeakerLink(this, config, air, world);
    }

    /** The stream to it, null while it is lost. Any thread. */
    public SpeakerLink link() {
        return link;
    }

    public Scenario.Speaker settings() {
        return settings;
    }

    /** Service properties of its link. Any thread. */
    public Dictionary<String, Object> properties() {
        return Devices.speakerProperties(index + 1, settings, reportedDelayMs);
    }

    /** Its link breaks; it falls silent, and what its buffer held is lost. */
    SpeakerLink lose() {
        SpeakerLink lost = link;
        lost.close();
        link = null;
        long cut = model.lose(world.sinceStartNs());
        if (cut >= 0 && recorder != null) {
            RecordSlot slot = claim(world.sinceStartNs());
            slot.cutFrame = cut;
            recorder.publish();
        }
        return lost;
    }

    /** It is back, with a new stream and an empty buffer. */
    void comeBack(StreamConfig next) {
        config = next;
        codecFrameLength = Devices.codecFrameLength(next);
        model.anew(next.rateHz());
        link = new SpeakerLink(this, next, air, world);
    }

    /** It is later by this from now on. */
    void delay(double ms) {
        double nowNs = world.sinceStartNs();
        long from = model.delay(nowNs, ms * 1e6);
        if (from >= 0 && recorder != null) {
            RecordSlot slot = claim(nowNs);
            slot.cutFrame = from;
            slot.insertedFrames = model.insertedFrames();
            recorder.publish();
        }
    }

    /** Its crystal is so fast from now on. */
    void clock(double ppm) {
        double nowNs = world.sinceStartNs();
        model.clock(nowNs, ppm);
        if (model.isSpeedChanged() && recorder != null) {
            claim(nowNs);
            recorder.publish();
        }
    }

    /** It says this of its latency from now on. */
    void report(double ms) {
        reportedDelayMs = OptionalDouble.of(ms);
    }

    /** Whether the air takes this packet: only where it is not sent again. */
    boolean isLostInAir() {
        return losses.nextDouble() * 100 < settings.lossPercent() && !air.isShared();
    }

    /** A packet has come, or was lost on the way. */
    void arrive(byte[] packet, int length, boolean isLost) {
        packets++;
        if (!header.parse(packet, length) || header.payloadLength() == 0) {
            malformedPackets++;
            return;
        }
        int frames = (packet[header.payloadOffset()] & COUNT_MASK) * codecFrameLength;
        int timestamp = (int) header.timestamp();
        double nowNs = world.sinceStartNs();
        if (isLost) {
            lostPackets++;
            model.lose(nowNs, timestamp, frames);
            return;
        }
        long frame = model.take(nowNs, timestamp, frames);
        if (model.underruns() != underruns) {
            underruns = model.underruns();
        }
        if (recorder != null) {
            RecordSlot slot = claim(nowNs);
            slot.frame = frame;
            slot.frames = frames;
            slot.length = frame < 0 ? 0 : header.payloadLength();
            System.arraycopy(packet, header.payloadOffset(), slot.payload, 0, slot.length);
            recorder.publish();
        }
    }

    private RecordSlot claim(double nowNs) {
        RecordSlot slot = recorder.claim();
        slot.speaker = index;
        slot.timeNs = nowNs;
        slot.frame = -1;
        slot.frames = 0;
        slot.length = 0;
        slot.cutFrame = -1;
        slot.insertedFrames = 0;
        slot.config = config == recordedConfig ? null : config;
        recordedConfig = config;
        slot.isSpeedChanged = model.isSpeedChanged();
        slot.speedFromNs = model.speedFromNs();
        slot.frameAtSpeedFrom = model.frameAt(model.speedFromNs());
        slot.speed = model.speed();
        return slot;
    }

    boolean isSounding(double nowNs) {
        return model.isSounding(nowNs);
    }

    /** From a packet's departure to its sound, as it is now. */
    double latencyNs() {
        return model.leadNs();
    }

    StreamConfig config() {
        return config;
    }

    long lostFrames() {
        return model.lostFrames();
    }

    /** Any thread. */
    int underruns() {
        return underruns;
    }

    long overruns() {
        return model.overruns();
    }

    long packets() {
        return packets;
    }

    long lostPackets() {
        return lostPackets;
    }

    /** Packets that no speaker could read. */
    long malformedPackets() {
        return malformedPackets;
    }
}
