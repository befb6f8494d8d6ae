package org.stereobridge.codec.sbc.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.stereobridge.codec.Decoder;
import org.stereobridge.codec.Encoder;
import org.stereobridge.codec.StreamConfig;
import org.stereobridge.codec.StreamUse;
import org.stereobridge.testkit.Signals;

class SbcProviderTest {

    private static final int MTU = 672;

    private final SbcProvider provider = new SbcProvider();

    @Test
    void shouldCodePayloadsOfTheConfigurationItChose() {
        byte[] peer = provider.capabilities(StreamUse.SPEAKER);
        StreamConfig config = provider.choose(peer, StreamUse.SPEAKER, 44_100).orElseThrow();
        Encoder encoder = provider.encoder(config);
        Decoder decoder = provider.decoder(config);
        int codecFrames = encoder.maxCodecFrames(MTU);
        float[][] in = {Signals.sine(1_000, 0.5, 44_100, codecFrames * encoder.codecFrameLength())};
        byte[] payload = new byte[MTU];

        int length = encoder.encode(in, 0, codecFrames, payload, 0);
        float[][] out = new float[1][decoder.maxFrames(length)];
        int frames = decoder.decode(payload, 0, length, out, 0);

        assertEquals(in[0].length, frames);
        int delay = provider.delayFrames(config);
        assertTrue(Signals.snrDb(in[0], 100, out[0], 100 + delay, frames - 200) > 30);
    }
}
