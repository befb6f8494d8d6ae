package org.stereobridge.simulator.internal.music;

import org.stereobridge.simulator.internal.RefusedException;

/** Why a piece cannot be played, and how to make it so that it can. */
final class Refusals {

    static final String CONVERT = "convert it: sox in.wav -r 44100 -c 2 -b 16 out.wav";

    private Refusals() {
    }

    static RefusedException content(String what, String where, String remedy) {
        return new RefusedException(RefusedException.CONTENT, what, where, remedy);
    }

    static RefusedException truncated(String where, String seen) {
        return content("truncated music", where, seen + "; copy or download it again");
    }

    static RefusedException noAudio(String where) {
        return content("no audio that can be read", where, "give a WAV, AIFF, FLAC or SBC file");
    }

    static void checkForm(String where, int channels, long rateHz) throws RefusedException {
        if (channels != 2) {
            throw content(channels == 1 ? "mono music" : "music of " + channels + " channels", where,
                    "two channels are needed; " + CONVERT);
        }
        if (rateHz != 44_100 && rateHz != 48_000) {
            throw content("music at " + rateHz + " Hz", where, "44100 or 48000 Hz is needed; " + CONVERT);
        }
    }
}
