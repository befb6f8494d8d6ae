package org.stereobridge.simulator.internal.world;

import java.io.IOException;
import java.util.Arrays;
import org.stereobridge.codec.Decoder;
import org.stereobridge.codec.Encoder;
import org.stereobridge.simulator.internal.SbcMusic;

/** Sends SBC frames as they are in a file; the silence behind them is encoded. */
final class SbcFeed extends EchoFeed {

    private final SbcMusic music;
    private final Decoder decoder;
    private final float[][] samples;
    private final byte[] silentPayload = new byte[EchoLink.MTU_BYTES];
    private final int silentFrameBytes;

    private int bytes;

    /** @param decoder for {@link #samples()}, null where nobody asks for them */
    SbcFeed(SbcMusic music, EchoMusic progress, Encoder encoder, Decoder decoder, int codecFrames) {
        super(progress, encoder, codecFrames, codecFrames * music.codecFrameLength());
        this.music = music;
        this.decoder = decoder;
        samples = new float[2][decoder == null ? packetFrames() : decoder.maxFrames(EchoLink.MTU_BYTES)];
        int silentBytes = encoder.encode(new float[2][packetFrames()], 0, codecFrames, silentPayload, 0);
        silentFrameBytes = (silentBytes - 1) / codecFrames;
    }

    @Override
    int read(int filled, byte[] packet, int offset) throws IOException {
        bytes = filled == 0 ? 1 : bytes;
        int read = music.readCodecFrame(packet, offset + bytes);
        if (read <= 0) {
            return -1;
        }
        bytes += read;
        return music.codecFrameLength();
    }

    @Override
    int finish(int filled, byte[] packet, int offset, boolean isMute) {
        bytes = filled == 0 ? 1 : bytes;
        for (int frame = filled; frame < packetFrames(); frame += music.codecFrameLength()) {
            System.arraycopy(silentPayload, 1, packet, offset + bytes, silentFrameBytes);
            bytes += silentFrameBytes;
        }
        packet[offset] = (byte) codecFrames;
        if (decoder != null) {
            int decoded = Math.max(0, decoder.decode(packet, offset, bytes, samples, 0));
            Arrays.fill(samples[0], decoded, samples[0].length, 0);
            Arrays.fill(samples[1], decoded, samples[1].length, 0);
        }
        if (isMute) {
            bytes = 1 + codecFrames * silentFrameBytes;
            System.arraycopy(silentPayload, 1, packet, offset + 1, bytes - 1);
        }
        return bytes;
    }

    @Override
    float[][] samples() {
        return samples;
    }

    @Override
    public void close() {
        if (decoder != null) {
            decoder.close();
        }
        super.close();
    }
}
