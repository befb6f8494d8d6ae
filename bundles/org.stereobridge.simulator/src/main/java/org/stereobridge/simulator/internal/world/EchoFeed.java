package org.stereobridge.simulator.internal.world;

import java.io.IOException;
import org.stereobridge.codec.Encoder;
import org.stereobridge.simulator.internal.Music;

/** Makes the Echo's media payloads from its music, one after the other, for ever: the music, then silence. */
abstract class EchoFeed implements AutoCloseable {

    final Encoder encoder;
    final int codecFrames;

    private final Music music;
    private final boolean repeats;
    private final int packetFrames;

    private long frames;
    private long musicFrames = -1;

    /** @param repeats whether the music begins anew at its end, where it can */
    EchoFeed(Music music, boolean repeats, Encoder encoder, int codecFrames, int packetFrames) {
        this.music = music;
        this.repeats = repeats;
        this.encoder = encoder;
        this.codecFrames = codecFrames;
        this.packetFrames = packetFrames;
    }

    /** Writes the next payload and returns its bytes. */
    final int next(byte[] packet, int offset) throws IOException {
        int filled = 0;
        boolean rewound = false;
        while (filled < packetFrames && musicFrames < 0) {
            int read = read(filled, packet, offset);
            if (read > 0) {
                filled += read;
                rewound = false;
            } else if (repeats && !rewound && music.rewind()) {
                rewound = true;
            } else {
                musicFrames = frames + filled;
            }
        }
        frames += packetFrames;
        return finish(filled, packet, offset);
    }

    /** Frames of audio in each payload. */
    final int packetFrames() {
        return packetFrames;
    }

    /** How many frames the music had, -1 as long as its end has not come. */
    final long musicFrames() {
        return musicFrames;
    }

    /** Two channels of what the last payload holds. */
    abstract float[][] samples();

    /** Reads on where {@code filled} frames of this payload are there; gives the frames read, -1 at the end. */
    abstract int read(int filled, byte[] packet, int offset) throws IOException;

    /** Fills the payload up with silence; gives its bytes. */
    abstract int finish(int filled, byte[] packet, int offset);

    @Override
    public void close() {
        encoder.close();
        music.close();
    }
}
