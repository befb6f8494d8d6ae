package org.stereobridge.simulator.internal;

/** Finds the piece that is to be played. */
public interface MusicOpener {

    /**
     * Opens a piece and checks all of its form that can be checked before it is played.
     *
     * @param location absolute path of a file, {@code -} for WAV on standard input, null for the bundled piece
     * @param rateHz the rate at which the bundled piece is wanted, 0 for its own; files keep theirs
     */
    Music open(String location, int rateHz) throws RefusedException;
}
