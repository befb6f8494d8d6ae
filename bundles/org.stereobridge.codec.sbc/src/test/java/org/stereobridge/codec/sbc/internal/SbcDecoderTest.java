package org.stereobridge.codec.sbc.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.stereobridge.a2dp.SbcConfig;
import org.stereobridge.testkit.Allocations;

class SbcDecoderTest {

    private static final int ONE_FRAME = 128;

    /** Arbitrary scale factors put every branch of the bit allocation to the test. */
    @Test
    void shouldDecodeAnyGoodFrameAsTheSpecificationSays() {
        var random = new Random(42);
        for (SbcConfig config : Shapes.all()) {
            var decoder = new SbcDecoder(config);
            var reference = new ReferenceDecoder(config);
            for (int i = 0; i < 12; i++) {
                int bitpool = i == 0 ? config.bitpoolLimit()
                        : SbcConfig.LEAST_BITPOOL + random.nextInt(config.bitpoolLimit() - 1);
                byte[] frame = Streams.randomFrame(config, bitpool, random);
                var out = new float[config.channels()][config.frameLength()];

                assertEquals(config.frameLength(), decoder.decode(frame, 0, frame.length, out, 0), config::toString);

                assertNear(reference.decode(frame, 0), out, config + ", bitpool " + bitpool);
            }
        }
    }

    @Test
    void shouldWriteOnlyItsFrames() {
        byte[] stream = Streams.encode(Shapes.JOINT_53, Streams.music(1, 0.5, ONE_FRAME), 53);
        byte[] padded = new byte[stream.length + 20];
        System.arraycopy(stream, 0, padded, 10, stream.length);
        var out = new float[2][3 * ONE_FRAME];
        var alone = new float[2][ONE_FRAME];

        new SbcDecoder(Shapes.JOINT_53).decode(padded, 10, stream.length, out, ONE_FRAME);
        new SbcDecoder(Shapes.JOINT_53).decode(stream, 0, stream.length, alone, 0);

        for (int channel = 0; channel < 2; channel++) {
            var expected = new float[3 * ONE_FRAME];
            System.arraycopy(alone[channel], 0, expected, ONE_FRAME, ONE_FRAME);
            assertArrayEquals(expected, out[channel]);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 118})
    void shouldRefuseTruncatedFrame(int length) {
        byte[] frame = Streams.encode(Shapes.JOINT_53, Streams.music(1, 0.5, ONE_FRAME), 53);

        assertEquals(-1, new SbcDecoder(Shapes.JOINT_53).decode(frame, 0, length, new float[2][ONE_FRAME], 0));
    }

    @Test
    void shouldRefuseFrameOfOtherConfiguration() {
        byte[] frame = Streams.encode(Shapes.JOINT_53, Streams.music(1, 0.5, ONE_FRAME), 53);

        assertEquals(-1, new SbcDecoder(Shapes.MONO_53).decode(frame, 0, frame.length, new float[1][ONE_FRAME], 0));
    }

    @Test
    void shouldForgetHistoryOnReset() {
        byte[] frame = Streams.encode(Shapes.JOINT_53, Streams.music(1, 0.5, ONE_FRAME), 53);
        var decoder = new SbcDecoder(Shapes.JOINT_53);
        var first = new float[2][ONE_FRAME];
        var second = new float[2][ONE_FRAME];
        decoder.decode(frame, 0, frame.length, first, 0);

        decoder.reset();
        decoder.decode(frame, 0, frame.length, second, 0);

        assertArrayEquals(first, second);
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void shouldNotAllocate(SbcConfig config) {
        byte[] frame = Streams.randomFrame(config, config.bitpoolLimit(), new Random(1));
        var decoder = new SbcDecoder(config);
        var out = new float[config.channels()][config.frameLength()];

        assertEquals(0, Allocations.bytesIn(() -> decoder.decode(frame, 0, frame.length, out, 0), 2_000, 1_000));
    }

    static List<SbcConfig> shapes() {
        return Shapes.tried();
    }

    /** Random frames are far louder than 16 bits, so the tolerance goes with the level: float has 24 bits. */
    private static void assertNear(double[][] expected, float[][] actual, String what) {
        double peak = 1;
        for (double[] channel : expected) {
            for (double value : channel) {
                peak = Math.max(peak, Math.abs(value));
            }
        }
        for (int channel = 0; channel < expected.length; channel++) {
            for (int n = 0; n < expected[channel].length; n++) {
                assertEquals(expected[channel][n], actual[channel][n] * 32_768.0, 2e-6 * peak, what);
            }
        }
    }
}
