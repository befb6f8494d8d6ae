package org.stereobridge.simulator.internal;

import java.io.IOException;

/** A piece for the Echo to play: a {@link PcmMusic} or an {@link SbcMusic}. One thread at a time. */
public interface Music extends AutoCloseable {

    /** 44100 or 48000. */
    int rateHz();

    /** Frames of the whole piece, -1 where that is not known before its end, as on standard input. */
    long frames();

    /** For people: the file's name. */
    String title();

    /** Goes back to the first frame; false where that cannot be done, as on standard input. */
    boolean rewind() throws IOException;

    @Override
    void close();
}
