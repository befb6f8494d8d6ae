package org.stereobridge.simulator.internal.world;

import java.io.IOException;
import org.stereobridge.codec.Encoder;

/** Makes the media payloads of one of the Echo's streams, for ever: its music from where it is, then silence. */
abstract class EchoFeed implements AutoCloseable {

    final Encoder encoder;
    final int codecFrames;

    private final EchoMusic music;
    private final int packetFrames;

    private int taken;

    EchoFeed(EchoMusic music, Encoder encoder, int codecFrames, int packetFrames) {
        this.music = music;
        this.encoder = encoder;
        this.codecFrames = codecFrames;
        this.packetFrames = packetFrames;
    }

    /**
     * Writes the next payload and returns its bytes.
     *
     * @param isMute whether silence is sent in place of the music, which goes on all the same
     */
    final int next(byte[] packet, int offset, boolean isMute) throws IOException {
        taken = wanted();
        int filled = 0;
        while (filled < taken && !music.isOver()) {
            int read = read(filled, packet, offset);
            filled += Math.max(0, read);
            music.read(filled, read);
        }
        music.advance(taken);
        return finish(filled, packet, offset, isMute);
    }

    /** Frames of the stream in each payload. */
    final int packetFrames() {
        return packetFrames;
    }

    /** Where in the music the next payload begins, in its frames. */
    double position() {
        return music.frames();
    }

    /** Frames of the music that the next payload takes. */
    int wanted() {
        return packetFrames;
    }

    /** Frames of the music that the payload at hand takes. */
    final int taken() {
        return taken;
    }

    /** Two channels of the music that the last payload took. */
    abstract float[][] samples();

    /** Reads on where {@code filled} frames are there; gives the frames read, -1 at the end. */
    abstract int read(int filled, byte[] packet, int offset) throws IOException;

    /** Fills the payload up with silence; gives its bytes. */
    abstract int finish(int filled, byte[] packet, int offset, boolean isMute);

    @Override
    public void close() {
        encoder.close();
    }
}
