package org.stereobridge.simulator.internal.world;

import java.io.IOException;
import java.util.Arrays;
import org.stereobridge.codec.Encoder;
import org.stereobridge.simulator.internal.PcmMusic;

/** Encodes music as the Echo does. */
final class PcmFeed extends EchoFeed {

    private final PcmMusic music;
    private final float[][] samples;

    PcmFeed(PcmMusic music, boolean repeats, Encoder encoder, int codecFrames) {
        super(music, repeats, encoder, codecFrames, codecFrames * encoder.codecFrameLength());
        this.music = music;
        samples = new float[2][packetFrames()];
    }

    @Override
    int read(int filled, byte[] packet, int offset) throws IOException {
        int read = music.read(samples, filled, packetFrames() - filled);
        if (read == 0) {
            throw new IOException(music.title() + " gives no frames and does not end");
        }
        return read;
    }

    @Override
    int finish(int filled, byte[] packet, int offset) {
        Arrays.fill(samples[0], filled, packetFrames(), 0);
        Arrays.fill(samples[1], filled, packetFrames(), 0);
        return encoder.encode(samples, 0, codecFrames, packet, offset);
    }

    @Override
    float[][] samples() {
        return samples;
    }
}
