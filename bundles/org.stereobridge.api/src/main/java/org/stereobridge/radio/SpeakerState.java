package org.stereobridge.radio;

import java.util.Objects;

/**
 * How far a router has come with a speaker.
 *
 * @param leftNs when it was left, on the waiter's clock; positions are on the timeline of the stream that was left at
 *     the same time
 * @param position of the next packet's first frame, rounded down
 * @param isInStep whether the speaker plays without a gap up to there
 * @param sequence RTP sequence number of the next packet, 0-65535
 * @param delayNs how long its content is held back
 * @param pace how it counts its own frames
 */
public record SpeakerState(long leftNs, long position, boolean isInStep, int sequence, long delayNs, Pace pace) {

    /**
     * The frames of a speaker whose DAC does not follow its source, against those of the timeline.
     *
     * @param driftPpm how far its clock is taken to run ahead of ours, 0 where it follows its source
     * @param ahead by how many frames the number of its next one, of which timestamps tell, is more than the position
     * @param fraction how far behind the position that frame lies, 0 to below 1 frames
     * @param playsNs when it leaves if it is to find the speaker's buffer as the first one did, on the waiter's clock
     */
    public record Pace(double driftPpm, long ahead, double fraction, long playsNs) {

        /** Of a speaker that has always followed its source. */
        public static final Pace SOURCE = new Pace(0, 0, 0, 0);

        public Pace {
            if (!(fraction >= 0 && fraction < 1 && Double.isFinite(driftPpm))) {
                throw new IllegalArgumentException("driftPpm=" + driftPpm + " fraction=" + fraction);
            }
        }
    }

    public SpeakerState {
        Objects.requireNonNull(pace, "pace");
        if (position < 0 || sequence < 0 || sequence > 0xFFFF || delayNs < 0) {
            throw new IllegalArgumentException(
                    "position=" + position + " sequence=" + sequence + " delayNs=" + delayNs);
        }
    }
}
