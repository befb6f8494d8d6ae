package org.stereobridge.simulator.internal.world;

import java.io.IOException;
import java.util.Arrays;
import org.stereobridge.codec.Encoder;
import org.stereobridge.simulator.internal.PcmMusic;

/** Encodes music as the Echo does. */
final class PcmFeed implements EchoFeed {

    private final PcmMusic music;
    private final boolean repeats;
    private final Encoder encoder;
    private final int codecFrames;
    private final float[][] samples;

    private long frames;
    private long musicFrames = -1;

    /** @param repeats whether the music begins anew at its end, where it can */
    PcmFeed(PcmMusic music, boolean repeats, Encoder encoder, int codecFrames) {
        this.music = music;
        this.repeats = repeats;
        this.encoder = encoder;
        this.codecFrames = codecFrames;
        samples = new float[2][codecFrames * encoder.codecFrameLength()];
    }

    @Override
    public int next(byte[] packet, int offset) throws IOException {
        int wanted = samples[0].length;
        int filled = 0;
        boolean rewound = false;
        while (filled < wanted && musicFrames < 0) {
            int read = music.read(samples, filled, wanted - filled);
            if (read > 0) {
                filled += read;
                rewound = false;
            } else if (read == 0) {
                throw new IOException(music.title() + " gives no frames and does not end");
            } else if (repeats && !rewound && music.rewind()) {
                rewound = true;
            } else {
                musicFrames = frames + filled;
            }
        }
        Arrays.fill(samples[0], filled, wanted, 0);
        Arrays.fill(samples[1], filled, wanted, 0);
        frames += wanted;
        return encoder.encode(samples, 0, codecFrames, packet, offset);
    }

    @Override
    public int packetFrames() {
        return samples[0].length;
    }

    @Override
    public float[][] samples() {
        return samples;
    }

    @Override
    public long musicFrames() {
        return musicFrames;
    }

    @Override
    public void close() {
        encoder.close();
        music.close();
    }
}
