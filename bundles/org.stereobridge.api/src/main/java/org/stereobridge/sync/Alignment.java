package org.stereobridge.sync;

import java.util.Map;

/**
 * How long each speaker's content is held back so that all are heard together. Immutable; the audio thread reads it
 * once a packet.
 *
 * @param slowestNs latency of the slowest speaker that the others wait for
 * @param speakers by link id
 */
public record Alignment(long slowestNs, Map<String, Speaker> speakers) {

    public static final Alignment NONE = new Alignment(0, Map.of());

    /**
     * One speaker's part.
     *
     * @param latency what it takes
     * @param delayNs what is added: 0 for the slowest, never negative
     * @param residualNs how much later than the others it is heard all the same, because it is beyond the ceiling
     */
    public record Speaker(Latency latency, long delayNs, long residualNs) {

        public Speaker {
            if (delayNs < 0) {
                throw new IllegalArgumentException("delayNs=" + delayNs);
            }
        }
    }

    public Alignment {
        speakers = Map.copyOf(speakers);
    }

    /** The delay of a speaker, 0 for one that is not known. Allocates nothing. */
    public long delayNs(String speakerId) {
        Speaker speaker = speakers.get(speakerId);
        return speaker == null ? 0 : speaker.delayNs;
    }
}
