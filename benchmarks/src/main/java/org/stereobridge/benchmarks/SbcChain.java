package org.stereobridge.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import org.stereobridge.a2dp.SbcConfig;
import org.stereobridge.a2dp.SbcConfig.Allocation;
import org.stereobridge.a2dp.SbcConfig.ChannelMode;
import org.stereobridge.codec.CodecProvider;
import org.stereobridge.codec.Decoder;
import org.stereobridge.codec.Encoder;
import org.stereobridge.codec.sbc.internal.SbcProvider;
import org.stereobridge.testkit.Signals;

/** The codecs' part of the way that all sound takes: JOINT 53 in, left and right apart, two times MONO 53 out. */
final class SbcChain {

    /** What is measured; {@code chain.c} knows the same three. */
    enum Part {
        DECODE, ENCODE, CHAIN;

        String command() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static final int RATE_HZ = 44_100;
    static final int CODEC_FRAME = 128;

    private static final int BITPOOL = 53;
    private static final int CODEC_FRAMES_A_PAYLOAD = 5;
    private static final SbcConfig IN = config(ChannelMode.JOINT_STEREO);
    private static final SbcConfig OUT = config(ChannelMode.MONO);
    static final int IN_BYTES = IN.frameBytes(BITPOOL);

    private final byte[][] payloads;
    private final Decoder decoder;
    private final Encoder leftEncoder;
    private final Encoder rightEncoder;
    private final float[][] programme = new float[2][CODEC_FRAMES_A_PAYLOAD * CODEC_FRAME];
    private final float[][] left = {programme[0]};
    private final float[][] right = {programme[1]};
    private final byte[] out = new byte[1 + CODEC_FRAMES_A_PAYLOAD * OUT.frameBytes(BITPOOL)];

    /** @param stream JOINT 53 frames, one after the other; what does not fill a payload at the end is left out */
    SbcChain(byte[] stream) {
        CodecProvider provider = new SbcProvider();
        decoder = provider.decoder(IN.streamConfig());
        leftEncoder = provider.encoder(OUT.streamConfig());
        rightEncoder = provider.encoder(OUT.streamConfig());
        int bytes = CODEC_FRAMES_A_PAYLOAD * IN_BYTES;
        payloads = new byte[stream.length / bytes][1 + bytes];
        for (int i = 0; i < payloads.length; i++) {
            payloads[i][0] = CODEC_FRAMES_A_PAYLOAD;
            System.arraycopy(stream, i * bytes, payloads[i], 1, bytes);
        }
        decode(payloads[payloads.length - 1]); // so that there is something to encode
    }

    static SbcChain of(Path stream) {
        try {
            return new SbcChain(Files.readAllBytes(stream));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A stream for {@link #SbcChain}: noise as music has it, both channels half in common. */
    static byte[] stream(int seconds) {
        int payloads = seconds * RATE_HZ / (CODEC_FRAME * CODEC_FRAMES_A_PAYLOAD) + 1;
        int frames = payloads * CODEC_FRAMES_A_PAYLOAD * CODEC_FRAME;
        float[] common = Signals.music(1, 0.25, frames);
        float[][] in = {Signals.music(2, 0.25, frames), Signals.music(3, 0.25, frames)};
        for (int n = 0; n < frames; n++) {
            in[0][n] += common[n];
            in[1][n] += common[n];
        }
        Encoder encoder = new SbcProvider().encoder(IN.streamConfig());
        byte[] stream = new byte[payloads * CODEC_FRAMES_A_PAYLOAD * IN_BYTES];
        byte[] payload = new byte[1 + CODEC_FRAMES_A_PAYLOAD * IN_BYTES];
        for (int i = 0; i < payloads; i++) {
            int bytes = encoder.encode(in, i * programmeFrames(), CODEC_FRAMES_A_PAYLOAD, payload, 0) - 1;
            System.arraycopy(payload, 1, stream, i * bytes, bytes);
        }
        return stream;
    }

    /** Takes the whole stream through a part of the chain; gives the codecFrames that it had. */
    int run(Part part) {
        for (byte[] payload : payloads) {
            switch (part) {
                case DECODE -> decode(payload);
                case ENCODE -> encode();
                case CHAIN -> {
                    decode(payload);
                    encode();
                }
            }
        }
        return payloads.length * CODEC_FRAMES_A_PAYLOAD;
    }

    /** Depends on all that was done, so that none of it can be left out. */
    int checksum() {
        return Arrays.hashCode(out) + Arrays.hashCode(programme[0]);
    }

    private void decode(byte[] payload) {
        if (decoder.decode(payload, 0, payload.length, programme, 0) != programmeFrames()) {
            throw new IllegalArgumentException("not a stream of " + IN.label());
        }
    }

    private void encode() {
        leftEncoder.encode(left, 0, CODEC_FRAMES_A_PAYLOAD, out, 0);
        rightEncoder.encode(right, 0, CODEC_FRAMES_A_PAYLOAD, out, 0);
    }

    private static int programmeFrames() {
        return CODEC_FRAMES_A_PAYLOAD * CODEC_FRAME;
    }

    private static SbcConfig config(ChannelMode mode) {
        return new SbcConfig(RATE_HZ, mode, 16, 8, Allocation.LOUDNESS, SbcConfig.LEAST_BITPOOL, BITPOOL);
    }
}
