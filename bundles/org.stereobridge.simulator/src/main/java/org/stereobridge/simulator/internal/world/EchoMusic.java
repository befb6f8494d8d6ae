package org.stereobridge.simulator.internal.world;

import java.io.IOException;
import org.stereobridge.simulator.internal.Music;

/** How far the Echo is in its music, from one stream to the next. The Echo's thread only. */
final class EchoMusic {

    private final Music music;
    private final boolean repeats;

    private long frames;
    private long musicFrames = -1;
    private boolean rewound;

    /** @param repeats whether the music begins anew at its end, where it can */
    EchoMusic(Music music, boolean repeats) {
        this.music = music;
        this.repeats = repeats;
    }

    /** Frames played, silence behind the music included. */
    long frames() {
        return frames;
    }

    /** How many frames the music had, -1 as long as its end has not come. */
    long musicFrames() {
        return musicFrames;
    }

    boolean isOver() {
        return musicFrames >= 0;
    }

    /** Goes on by so many frames. */
    void advance(int count) {
        frames += count;
    }

    /**
     * Takes in what came of reading.
     *
     * @param filled frames of this packet that are there
     * @param read what was read then, 0 or less at the music's end
     */
    void read(int filled, int read) throws IOException {
        if (read > 0) {
            rewound = false;
        } else if (repeats && !rewound && music.rewind()) {
            rewound = true;
        } else {
            musicFrames = frames + filled;
        }
    }

    void close() {
        music.close();
    }
}
