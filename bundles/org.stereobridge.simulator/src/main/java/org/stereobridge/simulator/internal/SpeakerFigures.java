package org.stereobridge.simulator.internal;

import java.nio.file.Path;

/**
 * What a speaker has seen of a run.
 *
 * @param name the scenario's
 * @param channel the row that it plays, as the scenario writes it: {@code left}, {@code right}, {@code 0.7,0.3}
 * @param lostSamples programme samples that were due and never sounded
 * @param underruns times that its buffer ran empty
 * @param overruns packets for which its buffer had no room
 * @param packets packets that it got
 * @param lostPackets packets that were lost in the air
 * @param codec the stream's configuration, for people
 * @param recording what its DAC put out on true time, a WAV of one channel; null where nothing was recorded
 */
public record SpeakerFigures(String name, String channel, long lostSamples, int underruns, long overruns, long packets,
        long lostPackets, String codec, Path recording) {
}
