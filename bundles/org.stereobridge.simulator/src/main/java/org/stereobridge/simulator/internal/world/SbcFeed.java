package org.stereobridge.simulator.internal.world;

import java.io.IOException;
import java.util.Arrays;
import org.stereobridge.codec.Decoder;
import org.stereobridge.codec.Encoder;
import org.stereobridge.simulator.internal.SbcMusic;

/** Sends SBC frames as they are in a file; the silence behind them is encoded. */
final class SbcFeed implements EchoFeed {

    private final SbcMusic music;
    private final boolean repeats;
    private final Encoder encoder;
    private final Decoder decoder;
    private final int codecFrames;
    private final float[][] silence;
    private final float[][] samples;
    private final byte[] silentPayload = new byte[EchoLink.MTU_BYTES];
    private final int silentBytes;

    private long frames;
    private long musicFrames = -1;

    /**
     * @param repeats whether the music begins anew at its end, where it can
     * @param decoder for {@link #samples()}, null where nobody asks for them
     */
    SbcFeed(SbcMusic music, boolean repeats, Encoder encoder, Decoder decoder, int codecFrames) {
        this.music = music;
        this.repeats = repeats;
        this.encoder = encoder;
        this.decoder = decoder;
        this.codecFrames = codecFrames;
        silence = new float[2][codecFrames * music.codecFrameLength()];
        samples = new float[2][decoder == null ? packetFrames() : decoder.maxFrames(EchoLink.MTU_BYTES)];
        silentBytes = encoder.encode(silence, 0, codecFrames, silentPayload, 0);
    }

    @Override
    public int next(byte[] packet, int offset) throws IOException {
        int bytes = 1;
        int count = 0;
        boolean rewound = false;
        while (count < codecFrames && musicFrames < 0) {
            int read = music.readCodecFrame(packet, offset + bytes);
            if (read > 0) {
                bytes += read;
                count++;
                rewound = false;
            } else if (repeats && !rewound && music.rewind()) {
                rewound = true;
            } else {
                musicFrames = frames + (long) count * music.codecFrameLength();
            }
        }
        int frameBytes = (silentBytes - 1) / codecFrames;
        while (count < codecFrames) {
            System.arraycopy(silentPayload, 1, packet, offset + bytes, frameBytes);
            bytes += frameBytes;
            count++;
        }
        packet[offset] = (byte) count;
        frames += packetFrames();
        if (decoder != null) {
            int decoded = Math.max(0, decoder.decode(packet, offset, bytes, samples, 0));
            Arrays.fill(samples[0], decoded, samples[0].length, 0);
            Arrays.fill(samples[1], decoded, samples[1].length, 0);
        }
        return bytes;
    }

    @Override
    public int packetFrames() {
        return silence[0].length;
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
        if (decoder != null) {
            decoder.close();
        }
        music.close();
    }
}
