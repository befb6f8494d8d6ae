package org.stereobridge.simulator.internal;

/**
 * A stretch of a run that was recorded. The programme's and the speakers' files hold the same stretches, one after
 * the other; a whole recording is one of them.
 *
 * <p>Sample {@code frame + i} of a speaker's file sounded {@code startSeconds + i / rateHz} after the Echo's start.
 * Frame {@code frame + i} of the programme's file is frame {@code programmeFrame + i} of all that the Echo played; its
 * clock, which runs {@code clockPpm} fast, has it {@code (programmeFrame + i) / (rateHz * (1 + clockPpm / 1e6))}
 * seconds after the start.
 *
 * @param startSeconds true time since the Echo sent its first packet
 * @param frame index in each file of the first frame
 * @param frames length
 * @param programmeFrame position in the programme of the first frame of the programme's file in this window
 */
public record RecordingWindow(double startSeconds, long frame, long frames, long programmeFrame) {
}
