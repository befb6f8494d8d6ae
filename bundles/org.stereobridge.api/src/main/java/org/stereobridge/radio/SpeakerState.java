package org.stereobridge.radio;

/**
 * How far a router has come with a speaker.
 *
 * @param leftNs when it was left, on the waiter's clock; positions are on the timeline of the stream that was left at
 *     the same time
 * @param position of the next packet's first frame
 * @param isInStep whether the speaker plays without a gap up to there
 * @param sequence RTP sequence number of the next packet, 0-65535
 * @param delayNs how long its content is held back
 */
public record SpeakerState(long leftNs, long position, boolean isInStep, int sequence, long delayNs) {

    public SpeakerState {
        if (position < 0 || sequence < 0 || sequence > 0xFFFF || delayNs < 0) {
            throw new IllegalArgumentException(
                    "position=" + position + " sequence=" + sequence + " delayNs=" + delayNs);
        }
    }
}
