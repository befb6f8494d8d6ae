package org.stereobridge.routing;

/** How the two channels of the programme are seen by the speakers' rows. */
public enum ProgrammeMode {
    /** As they arrive. */
    STEREO,
    /** Left and right exchanged. */
    SWAP,
    /** Both channels are (L + R) / 2. */
    MONO,
    /** Every speaker plays (L + R) / 2, whatever its row and the balance: one sound in all rooms. */
    PARTY
}
