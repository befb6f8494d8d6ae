package org.stereobridge.codec.libsbc.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.stereobridge.a2dp.SbcConfig;
import org.stereobridge.a2dp.SbcConfig.Allocation;
import org.stereobridge.a2dp.SbcConfig.ChannelMode;
import org.stereobridge.a2dp.SbcFrameHeader;
import org.stereobridge.codec.Decoder;
import org.stereobridge.codec.Encoder;
import org.stereobridge.testkit.Allocations;
import org.stereobridge.testkit.Signals;

class LibSbcProviderTest {

    private static final int ROOM = 4_096;
    private static final int PACKETS = 40;

    @BeforeEach
    void needLibrary() {
        assumeTrue(LibSbcProvider.problem().isEmpty(),
                () -> "libsbc is not installed: " + LibSbcProvider.problem().orElse(""));
    }

    static List<SbcConfig> shapes() {
        List<SbcConfig> shapes = new ArrayList<>();
        for (int rateHz : new int[] {16_000, 32_000, 44_100, 48_000}) {
            for (ChannelMode mode : ChannelMode.values()) {
                for (int blocks = 4; blocks <= 16; blocks += 4) {
                    for (int subbands = 4; subbands <= 8; subbands += 4) {
                        for (Allocation allocation : Allocation.values()) {
                            shapes.add(new SbcConfig(rateHz, mode, blocks, subbands, allocation, 2, 53));
                        }
                    }
                }
            }
        }
        return shapes;
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void shouldHearWhatItSaid(SbcConfig config) {
        float[][] in = programme(config, PACKETS);
        float[][] out = new float[config.channels()][in[0].length + config.frameLength()];

        int frames = code(config, in, out, 0, 0);

        int delay = new LibSbcProvider().delayFrames(config.streamConfig());
        assertEquals(in[0].length, frames);
        for (int channel = 0; channel < config.channels(); channel++) {
            double snrDb = Signals.snrDb(in[channel], 0, out[channel], delay, frames - delay);
            assertTrue(snrDb > leastSnrDb(config), config + ": " + snrDb + " dB");
        }
    }

    @ParameterizedTest
    @EnumSource(ChannelMode.class)
    void shouldChangeBitpoolInMidStream(ChannelMode mode) {
        var config = new SbcConfig(44_100, mode, 16, 8, Allocation.LOUDNESS, 2, 53);
        float[][] in = programme(config, PACKETS);
        float[][] best = new float[config.channels()][in[0].length];
        float[][] worst = new float[config.channels()][in[0].length];
        float[][] changing = new float[config.channels()][in[0].length];

        code(config, in, best, 0, 0);
        code(config, in, worst, 3, 3);
        int frames = code(config, in, changing, 0, 3);

        assertEquals(in[0].length, frames);
        for (int channel = 0; channel < config.channels(); channel++) {
            double snrDb = Signals.snrDb(in[channel], 0, changing[channel], 73, frames - 73);
            double bestDb = Signals.snrDb(in[channel], 0, best[channel], 73, frames - 73);
            double worstDb = Signals.snrDb(in[channel], 0, worst[channel], 73, frames - 73);
            assertTrue(snrDb > worstDb && snrDb < bestDb, worstDb + " < " + snrDb + " < " + bestDb);
        }
    }

    @Test
    void shouldWriteBitpoolOfLadderIntoFrames() {
        var config = new SbcConfig(44_100, ChannelMode.MONO, 16, 8, Allocation.LOUDNESS, 2, 53);
        var provider = new LibSbcProvider();
        var header = new SbcFrameHeader();
        byte[] payload = new byte[ROOM];
        List<Integer> bitpools = new ArrayList<>();

        try (Encoder encoder = provider.encoder(config.streamConfig())) {
            for (int step = 0; step < encoder.qualities(); step++) {
                encoder.quality(step);
                int bytes = encoder.encode(programme(config, 1), 0, 1, payload, 0);
                assertTrue(header.parse(payload, 1, bytes - 1) && header.matches(config));
                bitpools.add(header.bitpool());
            }
        }

        assertEquals(List.of(53, 45, 38, 31), bitpools);
    }

    @Test
    void shouldForgetOnReset() {
        var config = new SbcConfig(48_000, ChannelMode.JOINT_STEREO, 16, 8, Allocation.LOUDNESS, 2, 53);
        float[][] in = programme(config, 4);
        var provider = new LibSbcProvider();
        byte[] first = new byte[ROOM];
        byte[] again = new byte[ROOM];
        float[][] firstOut = new float[2][ROOM];
        float[][] againOut = new float[2][ROOM];

        try (Encoder encoder = provider.encoder(config.streamConfig());
                Decoder decoder = provider.decoder(config.streamConfig())) {
            int bytes = encoder.encode(in, 0, 4, first, 0);
            decoder.decode(first, 0, bytes, firstOut, 0);
            encoder.reset();
            decoder.reset();
            encoder.encode(in, 0, 4, again, 0);
            decoder.decode(again, 0, bytes, againOut, 0);
        }

        assertArrayEquals(first, again);
        assertArrayEquals(firstOut, againOut);
    }

    @Test
    void shouldCloseTwiceAndRefuseAfterwards() {
        var config = new SbcConfig(44_100, ChannelMode.MONO, 16, 8, Allocation.LOUDNESS, 2, 53);
        var decoder = new LibSbcDecoder(config);
        var encoder = new LibSbcEncoder(config);

        decoder.close();
        decoder.close();
        encoder.close();
        encoder.close();

        assertEquals(-1, decoder.decode(new byte[ROOM], 0, 114, new float[1][ROOM], 0));
        assertThrows(IllegalArgumentException.class,
                () -> encoder.encode(new float[1][ROOM], 0, 53, new byte[ROOM], 0));
    }

    @Test
    void shouldDropFrameThatLibraryRefuses() {
        var config = new SbcConfig(44_100, ChannelMode.MONO, 16, 8, Allocation.LOUDNESS, 2, 53);

        try (var decoder = new LibSbcDecoder(config)) {
            assertEquals(-1, decoder.decode(new byte[114], 0, 114, new float[1][ROOM], 0));
        }
    }

    @Test
    void shouldNotAllocate() {
        var config = new SbcConfig(44_100, ChannelMode.JOINT_STEREO, 16, 8, Allocation.LOUDNESS, 2, 53);
        float[][] in = programme(config, 5);
        float[][] out = new float[2][ROOM];
        byte[] payload = new byte[ROOM];
        var provider = new LibSbcProvider();

        try (Encoder encoder = provider.encoder(config.streamConfig());
                Decoder decoder = provider.decoder(config.streamConfig())) {
            assertEquals(0, Allocations.bytesIn(() -> {
                int bytes = encoder.encode(in, 0, 5, payload, 0);
                decoder.decode(payload, 0, bytes, out, 0);
            }));
        }
    }

    /** Codes packets of one frame, from the middle on at another quality; gives the frames decoded. */
    private static int code(SbcConfig config, float[][] in, float[][] out, int quality, int laterQuality) {
        var provider = new LibSbcProvider();
        byte[] payload = new byte[ROOM];
        int frames = 0;
        try (Encoder encoder = provider.encoder(config.streamConfig());
                Decoder decoder = provider.decoder(config.streamConfig())) {
            for (int packet = 0; packet < PACKETS; packet++) {
                encoder.quality(packet < PACKETS / 2 ? quality : laterQuality);
                int bytes = encoder.encode(in, packet * config.frameLength(), 1, payload, 0);
                frames += decoder.decode(payload, 0, bytes, out, frames);
            }
            assertEquals(0, decoder.badCodecFrames());
        }
        return frames;
    }

    /** Noise in channels without likeness, SBC's hardest: 5 dB a bit, and 50 where 16-bit samples are the limit. */
    private static double leastSnrDb(SbcConfig config) {
        double bits = (double) config.maxBitpool() / config.subbands();
        return Math.min(50, 5 * bits / (config.mode().hasBitpoolPerChannel() ? 1 : 2));
    }

    private static float[][] programme(SbcConfig config, int codecFrames) {
        float[][] in = new float[config.channels()][];
        for (int channel = 0; channel < in.length; channel++) {
            in[channel] = Signals.music(1 + channel, 0.8, codecFrames * config.frameLength());
        }
        return in;
    }
}
