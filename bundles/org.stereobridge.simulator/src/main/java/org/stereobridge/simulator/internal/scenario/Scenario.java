package org.stereobridge.simulator.internal.scenario;

import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.stereobridge.routing.MixRow;

/**
 * A world to be simulated.
 *
 * @param seed of all that is random; the same seed gives the same bytes
 * @param echo the source
 * @param speakers 1 to {@link #MAX_SPEAKERS}
 * @param events what happens meanwhile, in any order
 */
public record Scenario(long seed, Echo echo, List<Speaker> speakers, List<ScenarioEvent> events) {

    /** As many as two radios carry. */
    public static final int MAX_SPEAKERS = 8;
    /** Radios whose air devices can share. */
    public static final int MAX_RADIOS = 2;

    public Scenario {
        Objects.requireNonNull(echo, "echo");
        speakers = List.copyOf(speakers);
        if (speakers.isEmpty() || speakers.size() > MAX_SPEAKERS) {
            throw new IllegalArgumentException("speakers=" + speakers.size());
        }
        events = List.copyOf(events);
    }

    /**
     * The source.
     *
     * @param clockPpm how far its clock runs ahead
     * @param jitterMs packets are late by up to this
     * @param packetFrames codecFrames a packet
     * @param codec its codec and the mode: {@code sbc:joint:53}
     * @param rateHz empty to take the music's
     * @param radio whose air carries it, empty for one of its own
     */
    public record Echo(double clockPpm, double jitterMs, int packetFrames, String codec, OptionalInt rateHz,
            OptionalInt radio) {
    }

    /**
     * One speaker.
     *
     * @param name unique
     * @param channel what it plays
     * @param latencyMs from a packet's departure to the sound of its first sample
     * @param reportedDelayMs what it says of its latency, empty where it says nothing
     * @param clockPpm how far its DAC runs ahead
     * @param followsSource whether its DAC is steered by the level of its buffer
     * @param bufferMs audio that it can hold
     * @param refusesMono whether it takes two-channel streams alone
     * @param lossPercent share of the packets that are lost in the air; on a shared radio they are sent again
     * @param radio whose air carries it, empty for one of its own
     */
    public record Speaker(String name, MixRow channel, double latencyMs, OptionalDouble reportedDelayMs,
            double clockPpm, boolean followsSource, double bufferMs, boolean refusesMono, double lossPercent,
            OptionalInt radio) {
    }
}
