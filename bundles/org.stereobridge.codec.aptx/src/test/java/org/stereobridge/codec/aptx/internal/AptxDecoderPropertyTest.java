package org.stereobridge.codec.aptx.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.BeforeProperty;

/** Hostile bytes: nothing is written outside, what comes out is a number within full scale. */
class AptxDecoderPropertyTest {

    private static final float UNTOUCHED = 42;

    @BeforeProperty
    void needLibrary() {
        assumeTrue(AptxProvider.problem().isEmpty(), "libfreeaptx is not installed");
    }

    @Property
    void shouldSurviveAnyPackets(@ForAll AptxKind kind, @ForAll @Size(max = 4) byte[][] packets,
            @ForAll @IntRange(max = 7) int offset) {
        try (var decoder = new AptxDecoder(kind)) {
            for (byte[] packet : packets) {
                int length = Math.max(0, packet.length - offset);
                int room = decoder.maxFrames(length);
                float[][] out = new float[2][room + 2];
                for (float[] channel : out) {
                    Arrays.fill(channel, UNTOUCHED);
                }

                int frames = decoder.decode(packet, packet.length - length, length, out, 1);

                assertTrue(frames == 0 || frames == room);
                for (float[] channel : out) {
                    assertEquals(UNTOUCHED, channel[0]);
                    assertEquals(UNTOUCHED, channel[room + 1]);
                    for (int n = 1; n <= frames; n++) {
                        assertTrue(Math.abs(channel[n]) <= 1);
                    }
                }
            }
        }
    }

    @Property(tries = 200)
    void shouldSurviveLongPackets(@ForAll AptxKind kind, @ForAll @Size(min = 1_000, max = 4_096) byte[] packet) {
        try (var decoder = new AptxDecoder(kind)) {
            float[][] out = new float[2][decoder.maxFrames(packet.length)];

            int frames = decoder.decode(packet, 0, packet.length, out, 0);

            assertTrue(frames == 0 || frames == out[0].length);
        }
    }
}
