package org.stereobridge.simulator.internal;

import java.util.List;
import java.util.OptionalLong;

/**
 * How far a run is.
 *
 * @param seconds of audio played
 * @param totalSeconds of audio to be played, NaN where that is not known
 * @param wallSeconds since the Echo began to play
 * @param speakers in the scenario's order
 * @param skewNs how far apart the speakers are now; empty while there is nothing to compare
 */
public record Progress(double seconds, double totalSeconds, double wallSeconds, List<Speaker> speakers,
        OptionalLong skewNs) {

    /**
     * One speaker.
     *
     * @param levelDb peak of late, in dB of full scale, -120 for silence
     * @param underruns since the start
     */
    public record Speaker(String name, String channel, double levelDb, int underruns) {
    }

    public Progress {
        speakers = List.copyOf(speakers);
    }
}
