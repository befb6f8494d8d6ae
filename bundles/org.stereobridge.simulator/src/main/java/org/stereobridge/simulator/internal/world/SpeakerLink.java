package org.stereobridge.simulator.internal.world;

import java.util.SplittableRandom;
import org.stereobridge.a2dp.RtpHeader;
import org.stereobridge.codec.StreamConfig;
import org.stereobridge.radio.Handover;
import org.stereobridge.radio.OutboundLink;
import org.stereobridge.radio.SpeakerState;
import org.stereobridge.simulator.internal.scenario.Scenario;

/** The bridge's end of the stream to a speaker, the air, and the speaker behind it. */
public final class SpeakerLink implements OutboundLink {

    static final int MTU_BYTES = 1_021;

    private static final int COUNT_MASK = 0x0F;

    private final Scenario.Speaker settings;
    private final int index;
    private final StreamConfig config;
    private final Handover<SpeakerState> handover = new Handover<>();
    private final int codecFrameLength;
    private final World world;
    private final Recorder recorder;
    private final SpeakerModel model;
    private final SplittableRandom air;
    private final RtpHeader header = new RtpHeader();

    private boolean served;
    private long packets;
    private long lostPackets;
    private long malformedPackets;
    private volatile int underruns;

    /** @param recorder null where nothing is recorded */
    SpeakerLink(Scenario.Speaker settings, int index, StreamConfig config, int codecFrameLength, long seed, World world,
            Recorder recorder) {
        this.settings = settings;
        this.index = index;
        this.config = config;
        this.codecFrameLength = codecFrameLength;
        this.world = world;
        this.recorder = recorder;
        model = new SpeakerModel(config.rateHz(), settings.clockPpm(), settings.latencyMs(), settings.bufferMs(),
                settings.followsSource());
        air = new SplittableRandom(seed);
    }

    @Override
    public StreamConfig config() {
        return config;
    }

    @Override
    public Handover<SpeakerState> handover() {
        return handover;
    }

    @Override
    public int mtuBytes() {
        return MTU_BYTES;
    }

    /** Always 0: the simulated air takes a packet at once. */
    @Override
    public int queuedPackets() {
        served = true;
        return 0;
    }

    @Override
    public boolean send(byte[] packet, int length) {
        if (!world.isRunning() || length > MTU_BYTES) {
            return false;
        }
        packets++;
        boolean isLost = air.nextDouble() * 100 < settings.lossPercent();
        if (!header.parse(packet, length) || header.payloadLength() == 0) {
            malformedPackets++;
            return true;
        }
        int frames = (packet[header.payloadOffset()] & COUNT_MASK) * codecFrameLength;
        int timestamp = (int) header.timestamp();
        double nowNs = world.sinceStartNs();
        if (isLost) {
            lostPackets++;
            model.lose(nowNs, timestamp, frames);
            return true;
        }
        long frame = model.take(nowNs, timestamp, frames);
        if (model.underruns() != underruns) {
            underruns = model.underruns();
        }
        if (recorder != null) {
            record(packet, nowNs, frame, frames);
        }
        return true;
    }

    private void record(byte[] packet, double nowNs, long frame, int frames) {
        RecordSlot slot = recorder.claim();
        slot.speaker = index;
        slot.timeNs = nowNs;
        slot.frame = frame;
        slot.frames = frames;
        slot.length = frame < 0 ? 0 : header.payloadLength();
        System.arraycopy(packet, header.payloadOffset(), slot.payload, 0, slot.length);
        slot.isSpeedChanged = model.isSpeedChanged();
        slot.speedFromNs = model.speedFromNs();
        slot.frameAtSpeedFrom = model.frameAt(model.speedFromNs());
        slot.speed = model.speed();
        recorder.publish();
    }

    public Scenario.Speaker settings() {
        return settings;
    }

    /** Whether the audio loop has taken up the link. */
    public boolean isServed() {
        return served;
    }

    boolean isSounding(double nowNs) {
        return model.isSounding(nowNs);
    }

    /** From a packet's departure to its sound, as it is now. */
    double latencyNs() {
        return model.leadNs();
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
