package org.stereobridge.simulator.internal.world;

import java.io.IOException;
import java.util.Arrays;
import org.stereobridge.codec.Encoder;
import org.stereobridge.simulator.internal.PcmMusic;

/** Encodes music as the Echo does. */
class PcmFeed extends EchoFeed {

    private final PcmMusic music;
    private final float[][] samples;
    private final float[][] silence;

    /** @param mostWanted frames of the music that a payload takes at most */
    PcmFeed(PcmMusic music, EchoMusic progress, Encoder encoder, int codecFrames, int mostWanted) {
        super(progress, encoder, codecFrames, codecFrames * encoder.codecFrameLength());
        this.music = music;
        samples = new float[2][mostWanted];
        silence = new float[2][packetFrames()];
    }

    PcmFeed(PcmMusic music, EchoMusic progress, Encoder encoder, int codecFrames) {
        this(music, progress, encoder, codecFrames, codecFrames * encoder.codecFrameLength());
    }

    @Override
    int read(int filled, byte[] packet, int offset) throws IOException {
        int read = music.read(samples, filled, taken() - filled);
        if (read == 0) {
            throw new IOException(music.title() + " gives no frames and does not end");
        }
        return read;
    }

    @Override
    final int finish(int filled, byte[] packet, int offset, boolean isMute) {
        Arrays.fill(samples[0], filled, samples[0].length, 0);
        Arrays.fill(samples[1], filled, samples[1].length, 0);
        float[][] sent = stream(samples);
        return encoder.encode(isMute ? silence : sent, 0, codecFrames, packet, offset);
    }

    /** The stream's samples of one packet, from the music's. */
    float[][] stream(float[][] music) {
        return music;
    }

    @Override
    final float[][] samples() {
        return samples;
    }
}
