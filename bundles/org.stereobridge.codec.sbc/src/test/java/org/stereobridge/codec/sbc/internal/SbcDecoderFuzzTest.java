package org.stereobridge.codec.sbc.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.stereobridge.a2dp.SbcConfig;
import org.stereobridge.a2dp.SbcFrameHeader;
import org.stereobridge.codec.Decoder;

/** Hostile bytes: no exception leaves, nothing is read or written outside, what comes out is a number. */
class SbcDecoderFuzzTest {

    private static final List<SbcConfig> SHAPES = Shapes.all();
    private static final int MARGIN = 3;

    /** With {@code JAZZER_FUZZ=1} this searches; otherwise it tries the inputs that were kept. */
    @FuzzTest(maxDuration = "30s")
    void shouldSurviveAnyFrame(FuzzedDataProvider data) {
        SbcConfig config = data.pickValue(SHAPES);
        boolean isOfThatShape = data.consumeBoolean();
        byte[] frame = data.consumeRemainingAsBytes();
        if (isOfThatShape && frame.length > 1) {
            frame[0] = (byte) SbcFrameHeader.SYNC_WORD;
            frame[1] = (byte) SbcFrameHeader.shape(config);
        }
        decodeOnce(config, frame);
    }

    @FuzzTest(maxDuration = "30s")
    void shouldSurviveAnyPayload(FuzzedDataProvider data) {
        SbcConfig config = data.pickValue(SHAPES);
        try (Decoder decoder = new SbcProvider().decoder(config.streamConfig())) {
            while (data.remainingBytes() > 0) {
                byte[] payload = data.consumeBytes(data.consumeInt(0, 700));
                int room = decoder.maxFrames(payload.length);
                var out = new float[config.channels()][room];

                int frames = decoder.decode(payload, 0, payload.length, out, 0);

                assertTrue(frames >= 0 && frames <= room);
            }
        }
    }

    @Test
    void shouldSurviveDamagedFrames() {
        var random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            SbcConfig config = SHAPES.get(random.nextInt(SHAPES.size()));
            byte[] frame = Streams.randomFrame(config, 2 + random.nextInt(config.bitpoolLimit() - 1), random);
            for (int damage = random.nextInt(4); damage > 0; damage--) {
                frame[random.nextInt(Math.min(6, frame.length))] ^= (byte) (1 << random.nextInt(8));
            }

            boolean isTruncated = random.nextInt(3) == 0;
            decodeOnce(config, isTruncated ? Arrays.copyOf(frame, random.nextInt(frame.length)) : frame);
        }
    }

    private static void decodeOnce(SbcConfig config, byte[] frame) {
        var out = new float[config.channels()][config.frameLength() + MARGIN];

        int frames = new SbcDecoder(config).decode(frame, 0, frame.length, out, 0);

        var header = new SbcFrameHeader();
        boolean isGood = header.readFields(frame, 0, frame.length) && header.matches(config)
                && header.frameBytes() <= frame.length;
        assertEquals(isGood ? config.frameLength() : -1, frames);
        for (float[] channel : out) {
            for (int n = 0; n < channel.length; n++) {
                assertTrue(Float.isFinite(channel[n]) && (n < config.frameLength() || channel[n] == 0));
            }
        }
    }
}
