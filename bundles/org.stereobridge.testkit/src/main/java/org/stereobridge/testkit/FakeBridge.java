package org.stereobridge.testkit;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.stereobridge.codec.CodecId;
import org.stereobridge.codec.StreamConfig;
import org.stereobridge.routing.MixRow;
import org.stereobridge.routing.ProgrammeSettings;
import org.stereobridge.routing.Routing;
import org.stereobridge.routing.SpeakerSettings;
import org.stereobridge.status.AirPlan;
import org.stereobridge.status.BridgeMonitor;
import org.stereobridge.status.BridgeStatus;
import org.stereobridge.status.LatencyHistogram;
import org.stereobridge.sync.Latency;
import org.stereobridge.sync.LinkHealth;

/** A bridge that plays, whose speakers and settings a test gives. */
public final class FakeBridge implements BridgeMonitor, Routing {

    private final Map<String, String> names = new LinkedHashMap<>();
    private final Map<String, SpeakerSettings> speakers = new LinkedHashMap<>();
    private ProgrammeSettings programme = ProgrammeSettings.NEUTRAL;
    private String standIn = "";
    private AirPlan air = AirPlan.NONE;
    private boolean isDiskFull;

    /** Gives itself back. */
    public FakeBridge connect(String id, String name, MixRow row) {
        names.put(id, name);
        speakers.put(id, new SpeakerSettings(id, row, 0, 0, List.of()));
        return this;
    }

    /** The speaker's settings stay. */
    public void disconnect(String id) {
        names.remove(id);
    }

    /** From now on this speaker plays both channels. */
    public void standIn(String id) {
        standIn = id;
    }

    /** From now on the air is shared out so. */
    public void share(AirPlan plan) {
        air = plan;
    }

    @Override
    public AirPlan air() {
        return air;
    }

    /** From now on no settings can be saved. */
    public void fillDisk() {
        isDiskFull = true;
    }

    @Override
    public BridgeStatus status() {
        var config = new StreamConfig(CodecId.SBC, new byte[] {0x28, 0x15, 2, 53}, 44_100, 1, "SBC mono 53, 44.1 kHz");
        List<BridgeStatus.Speaker> connected = new ArrayList<>();
        names.forEach((id, name) -> connected.add(new BridgeStatus.Speaker(id, name, config, "java",
                speakers.get(id).row(), speakers.get(id).gainDb(), -12.34, new Latency(120_000_000,
                Latency.Origin.REPORTED), 92_300_000, 0, 1, 1_000, 2, 3, 4_410, 1, standIn.equals(id))));
        var input = new BridgeStatus.Input("echo", "Echo", new StreamConfig(CodecId.SBC, new byte[4], 44_100, 2,
                "SBC joint 53, 44.1 kHz"), "java", 1_234, 5, 6, 7, -10.04, -120, 23_100_000, 21_000_000, 3_200_000,
                40.26);
        return new BridgeStatus(BridgeStatus.State.PLAYING, Optional.of(input), connected, new BridgeStatus.Loop(1_234,
                2_468, 1, new LatencyHistogram(1_000_000, new long[] {0, 98, 0, 2}), 8, 9,
                LinkHealth.Reason.QUEUE));
    }

    @Override
    public ProgrammeSettings programme() {
        return programme;
    }

    @Override
    public void programme(ProgrammeSettings settings) throws IOException {
        failWhereDiskIsFull();
        programme = settings;
    }

    @Override
    public SpeakerSettings speaker(String speakerId) {
        SpeakerSettings settings = speakers.get(speakerId);
        if (settings == null) {
            throw new IllegalArgumentException("no speaker " + speakerId);
        }
        return settings;
    }

    @Override
    public void speaker(SpeakerSettings settings) throws IOException {
        failWhereDiskIsFull();
        speakers.put(settings.speakerId(), settings);
    }

    private void failWhereDiskIsFull() throws IOException {
        if (isDiskFull) {
            throw new IOException("settings cannot be saved: no space left on device");
        }
    }
}
