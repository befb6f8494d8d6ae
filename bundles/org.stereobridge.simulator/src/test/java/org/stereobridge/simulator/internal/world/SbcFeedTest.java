package org.stereobridge.simulator.internal.world;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.stereobridge.a2dp.SbcConfig;
import org.stereobridge.codec.StreamConfig;
import org.stereobridge.simulator.internal.SbcMusic;
import org.stereobridge.simulator.internal.scenario.EchoCodec;

class SbcFeedTest {

    private static final SbcConfig CONFIG = EchoCodec.parse("sbc:joint:53").config(44_100);
    private static final int FRAME_BYTES = 8;

    private final StreamConfig stream = CONFIG.streamConfig();
    private final CountingCodec codec = new CountingCodec();
    private final byte[] packet = new byte[100];

    @Test
    void shouldSendFramesAsTheyAre() throws Exception {
        var music = new Frames(5);
        var progress = new EchoMusic(music, false);
        var feed = new SbcFeed(music, progress, codec.encoder(stream), null, 2);

        int bytes = feed.next(packet, 3, false);

        assertEquals(1 + 2 * FRAME_BYTES, bytes);
        assertEquals(2, packet[3]);
        assertArrayEquals(frame(0), Arrays.copyOfRange(packet, 4, 12));
        assertArrayEquals(frame(1), Arrays.copyOfRange(packet, 12, 20));
        assertEquals(-1, progress.musicFrames());
    }

    @Test
    void shouldSendSilenceBehindTheEnd() throws Exception {
        var music = new Frames(3);
        var progress = new EchoMusic(music, false);
        var feed = new SbcFeed(music, progress, codec.encoder(stream), null, 2);

        feed.next(packet, 0, false);
        int bytes = feed.next(packet, 0, false);

        assertEquals(1 + 2 * FRAME_BYTES, bytes);
        assertArrayEquals(frame(2), Arrays.copyOfRange(packet, 1, 9));
        assertArrayEquals(new byte[FRAME_BYTES], Arrays.copyOfRange(packet, 9, 17));
        assertEquals(3 * 128, progress.musicFrames());
    }

    @Test
    void shouldBeginAnewWhereItRepeats() throws Exception {
        var music = new Frames(3);
        var progress = new EchoMusic(music, true);
        var feed = new SbcFeed(music, progress, codec.encoder(stream), codec.decoder(stream), 2);

        feed.next(packet, 0, false);
        feed.next(packet, 0, false);

        assertArrayEquals(frame(0), Arrays.copyOfRange(packet, 9, 17));
        assertEquals(-1, progress.musicFrames());
        assertEquals(CountingCodec.AMPLITUDE * Math.sin(2 * Math.PI * CountingCodec.SINE_HZ * 7 / 44_100),
                feed.samples()[1][128 + 7], 1e-6);
    }

    @Test
    void shouldGoOnUnheardWhereItIsMute() throws Exception {
        var music = new Frames(5);
        var feed = new SbcFeed(music, new EchoMusic(music, false), codec.encoder(stream), null, 2);

        feed.next(packet, 0, true);
        byte[] muted = packet.clone();
        feed.next(packet, 0, false);

        assertArrayEquals(new byte[FRAME_BYTES], Arrays.copyOfRange(muted, 1, 9));
        assertArrayEquals(frame(2), Arrays.copyOfRange(packet, 1, 9));
    }

    /** As {@link CountingCodec} reads it. */
    private static byte[] frame(int number) {
        byte[] bytes = new byte[FRAME_BYTES];
        bytes[FRAME_BYTES - 2] = (byte) (number * 128 >> 8);
        bytes[FRAME_BYTES - 1] = (byte) (number * 128);
        return bytes;
    }

    private static final class Frames implements SbcMusic {

        private final int count;
        private int next;

        Frames(int count) {
            this.count = count;
        }

        @Override
        public byte[] configOctets() {
            return CONFIG.octets();
        }

        @Override
        public int codecFrameLength() {
            return CONFIG.frameLength();
        }

        @Override
        public int readCodecFrame(byte[] out, int offset) {
            if (next == count) {
                return -1;
            }
            System.arraycopy(frame(next++), 0, out, offset, FRAME_BYTES);
            return FRAME_BYTES;
        }

        @Override
        public int rateHz() {
            return CONFIG.rateHz();
        }

        @Override
        public long frames() {
            return (long) count * CONFIG.frameLength();
        }

        @Override
        public String title() {
            return "frames";
        }

        @Override
        public boolean rewind() {
            next = 0;
            return true;
        }

        @Override
        public void close() {
            // Holds nothing.
        }
    }
}
