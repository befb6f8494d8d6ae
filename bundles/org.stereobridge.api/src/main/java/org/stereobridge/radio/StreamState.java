package org.stereobridge.radio;

import java.util.Objects;
import org.stereobridge.sync.ClockState;

/**
 * How far a router has come with a stream that arrives: its timeline, on which speakers have their positions, too. All
 * positions are in frames.
 *
 * @param leftNs when it was left, on the waiter's clock
 * @param originTimestamp RTP timestamp of position 0 towards the speakers, 32 bits unsigned
 * @param position frames before this one are due
 * @param endFrame where the frames end that have been decoded
 * @param left the left channel's last frames before that; taken over, not copied, as of {@code right}
 * @param right the right channel's, as many
 * @param packetFrames what a packet of the source usually holds
 * @param owedFrames how many of the frames are silence for audio that has not come yet
 * @param last the last packet that was taken
 * @param clock the source's
 */
public record StreamState(long leftNs, long originTimestamp, long position, long endFrame, float[] left, float[] right,
        int packetFrames, long owedFrames, LastPacket last, ClockState clock) {

    /**
     * A packet, by which the next one's place is found, and a decoder is primed.
     *
     * @param payload what it carried behind its RTP header; taken over, not copied
     * @param sequence its RTP sequence number, 0-65535
     * @param timestamp its RTP timestamp, 32 bits unsigned
     * @param frames of the last packet that could be decoded
     * @param sinceFrames by the RTP timestamps, from there on
     * @param lostPackets missing or bad since then
     * @param isCut whether it held more than could be decoded
     */
    public record LastPacket(byte[] payload, int sequence, long timestamp, int frames, long sinceFrames,
            int lostPackets, boolean isCut) {

        public LastPacket {
            Objects.requireNonNull(payload, "payload");
            if (sequence < 0 || sequence > 0xFFFF) {
                throw new IllegalArgumentException("sequence=" + sequence);
            }
        }
    }

    public StreamState {
        Objects.requireNonNull(last, "last");
        Objects.requireNonNull(clock, "clock");
        if (left.length != right.length || left.length > endFrame) {
            throw new IllegalArgumentException(
                    "left=" + left.length + " right=" + right.length + " endFrame=" + endFrame);
        }
        if (position < 0 || packetFrames < 1 || owedFrames < 0) {
            throw new IllegalArgumentException("position=" + position + " packetFrames=" + packetFrames
                    + " owedFrames=" + owedFrames);
        }
    }
}
