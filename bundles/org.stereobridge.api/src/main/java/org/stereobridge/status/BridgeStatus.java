package org.stereobridge.status;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.stereobridge.codec.StreamConfig;
import org.stereobridge.routing.MixRow;
import org.stereobridge.sync.Latency;
import org.stereobridge.sync.LinkHealth;

/**
 * A snapshot of the bridge. Levels are peaks that fall by 20 dB a second, in dB of full scale, -120 for silence.
 *
 * @param state what it is doing
 * @param input the stream that is played, empty while there is none
 * @param speakers in the order of their names
 * @param loop the audio loop's figures
 */
public record BridgeStatus(State state, Optional<Input> input, List<Speaker> speakers, Loop loop) {

    /** What the bridge is doing, from the owner's view. */
    public enum State {
        /** No source is connected. */
        NO_SOURCE,
        /** A source is connected, no speaker is. */
        NO_SPEAKERS,
        /** Source and speakers are there; the source sends nothing. */
        IDLE,
        PLAYING
    }

    public BridgeStatus {
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(input, "input");
        speakers = List.copyOf(speakers);
        Objects.requireNonNull(loop, "loop");
    }

    /**
     * The stream that is played. Counters run since the stream was taken up.
     *
     * @param codecName who decodes it
     * @param packets packets that arrived
     * @param lostPackets packets missing by their sequence numbers
     * @param droppedPackets packets that were malformed, duplicate or too late
     * @param badCodecFrames codecFrames that could not be decoded
     * @param leftDb peak of the left channel
     * @param rightDb peak of the right channel
     * @param bufferNs audio that is held as a packet leaves, for the slowest speaker, averaged over a second
     * @param targetNs jitter buffer's target
     * @param jitterNs jitter measured
     * @param driftPpm how far the source's clock runs ahead of ours
     */
    public record Input(String id, String name, StreamConfig config, String codecName, long packets, long lostPackets,
            long droppedPackets, long badCodecFrames, double leftDb, double rightDb, long bufferNs, long targetNs,
            long jitterNs, double driftPpm) {
    }

    /**
     * One speaker. Counters run since its link was taken up.
     *
     * @param codecName who encodes for it
     * @param gainDb its own gain
     * @param levelDb peak of what is sent to it
     * @param latency what it takes
     * @param delayNs what is added for alignment
     * @param residualNs how much later than the others it is heard, as far as we know
     * @param queuedPackets packets handed to the radio and not yet in the air
     * @param packets packets sent
     * @param refusedPackets packets for which the radio had no room at first; they are tried again
     * @param limitedFrames frames that the limiter held below full scale
     * @param skippedFrames frames that would have left too late, and were skipped on the timeline
     * @param qualityStep step of the codec's quality ladder, 0 for the best
     * @param standsIn whether it plays both channels, in place of its row, for a speaker that is gone
     */
    public record Speaker(String id, String name, StreamConfig config, String codecName, MixRow row, double gainDb,
            double levelDb, Latency latency, long delayNs, long residualNs, int queuedPackets, long packets,
            long refusedPackets, long limitedFrames, long skippedFrames, int qualityStep, boolean standsIn) {
    }

    /**
     * The audio loop. Counters run since it started.
     *
     * @param packetsIn packets received of all streams
     * @param packetsOut packets sent to all speakers
     * @param gaps times that the source's audio was missing when it was due, and silence was sent
     * @param addedLatency from a sample's arrival to its departure to the slowest speaker
     * @param failures exceptions of codecs that were caught; the speaker concerned is muted
     * @param qualityChanges times that all speakers took another step of quality
     * @param qualityReason what the last time was for
     */
    public record Loop(long packetsIn, long packetsOut, long gaps, LatencyHistogram addedLatency, long failures,
            long qualityChanges, LinkHealth.Reason qualityReason) {
    }
}
