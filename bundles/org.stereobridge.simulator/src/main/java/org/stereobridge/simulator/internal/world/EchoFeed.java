package org.stereobridge.simulator.internal.world;

import java.io.IOException;

/** Makes the Echo's media payloads from its music, one after the other, for ever: the music, then silence. */
interface EchoFeed extends AutoCloseable {

    /** Writes the next payload and returns its bytes. */
    int next(byte[] packet, int offset) throws IOException;

    /** Frames of audio in each payload. */
    int packetFrames();

    /** Two channels of what the last payload holds. */
    float[][] samples();

    /** How many frames the music had, -1 as long as its end has not come. */
    long musicFrames();

    @Override
    void close();
}
