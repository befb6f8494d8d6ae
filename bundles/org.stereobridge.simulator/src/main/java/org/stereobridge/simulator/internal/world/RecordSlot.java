package org.stereobridge.simulator.internal.world;

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
    boolean isSpeedChanged;
    double speedFromNs;
    double frameAtSpeedFrom;
    double speed;
}
