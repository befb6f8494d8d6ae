package org.stereobridge.simulator.internal.world;

import org.stereobridge.codec.StreamConfig;

/** What a speaker took in at one time, on its way to the recorder. */
final class RecordSlot {

    final byte[] payload = new byte[SpeakerLink.MTU_BYTES];
    int length;
    int speaker;
    /** Arrival; what sounds before that is settled. */
    double timeNs;
    /** The DAC's frame at which the packet sounds. */
    long frame;
    int frames;
    /** From this frame of the DAC on what is there is dropped, or held back by the frames inserted; -1 for neither. */
    long cutFrame;
    int insertedFrames;
    /** The stream's, where it is another one than before; else null. */
    StreamConfig config;
    boolean isSpeedChanged;
    double speedFromNs;
    double frameAtSpeedFrom;
    double speed;
}
