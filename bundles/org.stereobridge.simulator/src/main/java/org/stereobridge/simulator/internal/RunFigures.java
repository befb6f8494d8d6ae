package org.stereobridge.simulator.internal;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.stereobridge.simulator.internal.scenario.Scenario;
import org.stereobridge.status.BridgeStatus;
import org.stereobridge.status.LatencyHistogram;

/**
 * All that is known of a run at its end.
 *
 * @param scenario what was simulated
 * @param title the music's
 * @param rateHz sampling rate of the music, the streams and the recordings
 * @param audioSeconds true time from the Echo's first packet to the end of the run
 * @param wallSeconds real time that took
 * @param cpuSeconds CPU time of the whole process over that time, the simulation's and the recording's included
 * @param bridgeCpuSeconds CPU time of the audio thread over that time; NaN where the VM does not count
 * @param interrupted whether the run was ended before its time
 * @param packetsIn packets that arrived from the Echo
 * @param packetsDropped of these, packets that the bridge dropped or that were overrun before it took them
 * @param allocatedBytesPerPacket by the audio thread, for each packet from the Echo, after the first 5 seconds; NaN
 *     where the VM does not count
 * @param addedLatency from a sample's arrival at the bridge to its departure; null where no loop reported it
 * @param speakers in the scenario's order
 * @param codecs who encoded and who decoded, for people
 * @param programme WAV of two channels: what the Echo was given to play, sample for sample; null where nothing was
 *     recorded
 * @param windows what of the run is in the recordings; empty where nothing was recorded
 */
public record RunFigures(Scenario scenario, String title, int rateHz, double audioSeconds, double wallSeconds,
        double cpuSeconds, double bridgeCpuSeconds, boolean interrupted, long packetsIn, long packetsDropped,
        double allocatedBytesPerPacket, LatencyHistogram addedLatency, List<SpeakerFigures> speakers, String codecs,
        Path programme, List<RecordingWindow> windows) {

    public RunFigures {
        Objects.requireNonNull(scenario, "scenario");
        speakers = List.copyOf(speakers);
        windows = List.copyOf(windows);
    }

    /** With what only the bridge knows. */
    RunFigures withBridge(BridgeStatus status) {
        long dropped = packetsDropped + status.input().map(BridgeStatus.Input::droppedPackets).orElse(0L);
        return new RunFigures(scenario, title, rateHz, audioSeconds, wallSeconds, cpuSeconds, bridgeCpuSeconds,
                interrupted, packetsIn, dropped, allocatedBytesPerPacket, status.loop().addedLatency(), speakers,
                codecs, programme, windows);
    }
}
