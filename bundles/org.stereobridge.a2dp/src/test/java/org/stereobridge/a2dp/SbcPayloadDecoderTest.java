package org.stereobridge.a2dp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stereobridge.a2dp.SbcConfig.Allocation;
import org.stereobridge.a2dp.SbcConfig.ChannelMode;
import org.stereobridge.testkit.Allocations;

class SbcPayloadDecoderTest {

    private static final int FIRST = SbcPayloadHeader.FRAGMENTED | SbcPayloadHeader.FIRST_FRAGMENT;
    private static final int MIDDLE = SbcPayloadHeader.FRAGMENTED;
    private static final int LAST = SbcPayloadHeader.FRAGMENTED | SbcPayloadHeader.LAST_FRAGMENT;
    private static final int FRAME = 128;

    private final FakeFrameDecoder frames = new FakeFrameDecoder(Frames.JOINT);
    private final SbcPayloadDecoder decoder = new SbcPayloadDecoder(Frames.JOINT, frames);
    private final float[][] out = new float[2][16 * FRAME];
    private final byte[] frame = Frames.frame(Frames.JOINT, 53, 1);

    @Test
    void shouldDecodeAllFramesInTurn() {
        byte[] payload = Frames.payload(frame, Frames.frame(Frames.JOINT, 40, 2), Frames.frame(Frames.JOINT, 2, 3));

        assertEquals(3 * FRAME, decode(payload));

        assertEquals(53, out[0][0]);
        assertEquals(40, out[1][FRAME]);
        assertEquals(2, out[0][3 * FRAME - 1]);
        assertEquals(0, decoder.badCodecFrames());
    }

    @Test
    void shouldReadWithinItsRangeOnly() {
        byte[] payload = Frames.payload(frame, frame);
        byte[] packet = new byte[payload.length + 100];
        Arrays.fill(packet, (byte) SbcFrameHeader.SYNC_WORD);
        System.arraycopy(payload, 0, packet, 50, payload.length);

        assertEquals(2 * FRAME, decoder.decode(packet, 50, payload.length, out, 0));
        assertEquals(FRAME, decoder.decode(packet, 50, payload.length - 1, out, 0));
        assertEquals(1, decoder.badCodecFrames());
    }

    @Test
    void shouldIgnoreReservedBitAndWhatFollowsLastFrame() {
        assertEquals(FRAME, decode(Frames.join(0x10 | 1, frame, new byte[9])));
        assertEquals(0, decoder.badCodecFrames());
    }

    @Test
    void shouldEndAtFirstBadFrameAndCountTheRest() {
        byte[] broken = frame.clone();
        broken[5] ^= 0x10;

        assertEquals(FRAME, decode(Frames.payload(frame, broken, frame, frame)));

        assertEquals(3, decoder.badCodecFrames());
    }

    @Test
    void shouldCountFrameThatCodecRefuses() {
        frames.isRefusing = true;

        assertEquals(0, decode(Frames.payload(frame, frame)));

        assertEquals(2, decoder.badCodecFrames());
    }

    @Test
    void shouldCountEmptyPayloads() {
        assertEquals(0, decode(new byte[0]));
        assertEquals(0, decode(new byte[] {3}));
        assertEquals(0, decode(new byte[] {0, 0, 0}));

        assertEquals(3, decoder.badCodecFrames());
    }

    @ParameterizedTest
    @CsvSource({"48000, JOINT_STEREO, 16, 8, LOUDNESS", "44100, STEREO, 16, 8, LOUDNESS",
        "44100, JOINT_STEREO, 12, 8, LOUDNESS", "44100, JOINT_STEREO, 16, 4, LOUDNESS",
        "44100, JOINT_STEREO, 16, 8, SNR"})
    void shouldRefuseFrameOfAnotherConfiguration(int rateHz, ChannelMode mode, int blocks, int subbands,
            Allocation allocation) {
        var other = new SbcConfig(rateHz, mode, blocks, subbands, allocation, 2, 53);

        assertEquals(0, decode(Frames.payload(Frames.frame(other, 30, 1))));
        assertEquals(1, decoder.badCodecFrames());
    }

    @Test
    void shouldRefuseBitpoolBeyondMaximum() {
        assertEquals(0, decode(Frames.payload(Frames.frame(Frames.JOINT, 54, 1))));
        assertEquals(1, decoder.badCodecFrames());
    }

    @Test
    void shouldPutFragmentsTogether() {
        assertEquals(0, decode(fragment(FIRST, 3, 0, 50)));
        assertEquals(0, decode(fragment(MIDDLE, 2, 50, 100)));
        assertEquals(FRAME, decode(fragment(LAST, 1, 100, 119)));

        assertEquals(53, out[1][FRAME - 1]);
        assertEquals(0, decoder.badCodecFrames());
    }

    @Test
    void shouldDropFrameWhoseFragmentIsMissingOnce() {
        decode(fragment(FIRST, 3, 0, 50));
        assertEquals(0, decode(fragment(LAST, 1, 100, 119)));
        assertEquals(1, decoder.badCodecFrames());

        assertEquals(0, decode(fragment(MIDDLE, 2, 50, 100)));
        assertEquals(1, decoder.badCodecFrames());
        assertEquals(0, decode(fragment(LAST, 1, 100, 119)));
        assertEquals(2, decoder.badCodecFrames());
    }

    @Test
    void shouldDropFragmentsBeforeNewBeginningOrWholeFrames() {
        decode(fragment(FIRST, 2, 0, 50));
        decode(fragment(FIRST, 2, 0, 60));
        assertEquals(1, decoder.badCodecFrames());
        assertEquals(FRAME, decode(fragment(LAST, 1, 60, 119)));

        decode(fragment(FIRST, 2, 0, 50));
        assertEquals(FRAME, decode(Frames.payload(frame)));
        assertEquals(2, decoder.badCodecFrames());
    }

    @Test
    void shouldDropFragmentsThatNoFrameFits() {
        decode(Frames.join(FIRST | 3, new byte[100]));
        assertEquals(0, decode(Frames.join(MIDDLE | 2, new byte[20])));
        assertEquals(1, decoder.badCodecFrames());

        assertEquals(0, decode(Frames.join(FIRST, new byte[5])));
        assertEquals(0, decode(Frames.join(FIRST | SbcPayloadHeader.LAST_FRAGMENT | 2, new byte[5])));
        assertEquals(3, decoder.badCodecFrames());
    }

    @Test
    void shouldForgetFragmentsOnReset() {
        decode(fragment(FIRST, 2, 0, 50));
        decoder.reset();

        assertEquals(FRAME, decode(Frames.payload(frame)));
        assertEquals(0, decoder.badCodecFrames());
        assertEquals(1, frames.resets);
    }

    @Test
    void shouldCloseFrameDecoder() {
        decoder.close();

        assertTrue(frames.isClosed);
    }

    /** The smallest frame, of bitpool 2, has 17 bytes. */
    @ParameterizedTest
    @CsvSource({"-1, 0", "0, 0", "1, 0", "2, 1", "18, 1", "34, 1", "35, 2", "255, 14", "256, 15", "5000, 15"})
    void shouldTellRoomThatPayloadNeeds(int payloadBytes, int codecFrames) {
        assertEquals(codecFrames * FRAME, decoder.maxFrames(payloadBytes));
    }

    @Test
    void shouldNotAllocate() {
        byte[] whole = Frames.payload(frame, frame, frame);
        byte[] first = fragment(FIRST, 2, 0, 50);
        byte[] last = fragment(LAST, 1, 50, 119);
        byte[] bad = {15, 1, 2, 3};

        assertEquals(0, Allocations.bytesIn(() -> {
            decode(whole);
            decode(first);
            decode(last);
            decode(bad);
        }));
    }

    private int decode(byte[] payload) {
        return decoder.decode(payload, 0, payload.length, out, 0);
    }

    private byte[] fragment(int flags, int count, int from, int to) {
        return Frames.join(flags | count, Arrays.copyOfRange(frame, from, to));
    }
}
