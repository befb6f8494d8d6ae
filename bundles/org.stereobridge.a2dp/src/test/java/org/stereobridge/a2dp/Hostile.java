package org.stereobridge.a2dp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.stereobridge.codec.StreamUse;

/**
 * What must hold whatever a peer sends. Fuzz targets and properties hand in bytes; reading outside a range shows as an
 * exception, or as a result that depends on what lies behind the range.
 */
final class Hostile {

    private static final int BEHIND = 300;

    private Hostile() {
    }

    static void rtpHeader(byte[] packet) {
        var exact = new RtpHeader();
        var followed = new RtpHeader();

        boolean isGood = exact.parse(packet, packet.length);

        assertEquals(isGood, followed.parse(followedBy(packet, 0xFF), packet.length));
        if (isGood) {
            assertTrue(exact.payloadOffset() >= RtpHeader.LENGTH && exact.payloadLength() >= 0);
            assertTrue(exact.payloadOffset() + exact.payloadLength() <= packet.length);
            assertEquals(exact.payloadOffset(), followed.payloadOffset());
            assertEquals(exact.payloadLength(), followed.payloadLength());
        }
    }

    static void frameHeader(byte[] bytes) {
        var exact = new SbcFrameHeader();
        var followed = new SbcFrameHeader();

        boolean isGood = exact.parse(bytes, 0, bytes.length);

        assertEquals(isGood, followed.parse(followedBy(bytes, 0x9C), 0, bytes.length));
        if (isGood) {
            assertTrue(exact.frameBytes() > SbcFrameHeader.LENGTH && exact.frameBytes() <= bytes.length);
            assertTrue(exact.bitpool() >= 2 && exact.bitpool() <= 250);
            assertEquals(exact.frameBytes(), followed.frameBytes());
        }
    }

    static void capabilities(byte[] octets) {
        SbcConfig.parse(octets).ifPresent(config -> assertTrue(Arrays.equals(octets, config.octets())));
        for (StreamUse use : StreamUse.values()) {
            for (int rateHz : new int[] {0, 44_100, 48_000, 32_000, -1}) {
                SbcNegotiation.choose(octets, use, rateHz).ifPresent(config -> chosenFrom(octets, config, rateHz));
            }
        }
    }

    /** Sends payloads, each a length octet and as many bytes, through one decoder. */
    static void payloads(SbcConfig config, byte[] bytes) {
        var frames = new FakeFrameDecoder(config);
        var decoder = new SbcPayloadDecoder(config, frames);
        int offset = 0;
        while (offset < bytes.length) {
            int length = Math.min(bytes[offset++] & 0xFF, bytes.length - offset);
            int room = decoder.maxFrames(length);
            long badBefore = decoder.badCodecFrames();

            int decoded = decoder.decode(bytes, offset, length, new float[2][room], 0);

            assertTrue(decoded >= 0 && decoded <= room && decoded % config.frameLength() == 0);
            assertTrue(decoder.badCodecFrames() - badBefore <= 16);
            offset += length;
        }
        decoder.reset();
        decoder.close();
    }

    /** Sends packets, each a length octet and as many bytes, through one buffer, polling now and then. */
    static void packets(byte[] bytes) {
        var buffer = new RtpReorderBuffer(4, 64);
        byte[] payload = new byte[64];
        int offered = 0;
        int accepted = 0;
        int polled = 0;
        int offset = 0;
        while (offset < bytes.length) {
            int control = bytes[offset++] & 0xFF;
            int length = Math.min(control >> 2, bytes.length - offset);
            offered++;
            accepted += buffer.offer(Arrays.copyOfRange(bytes, offset, offset + length), length) ? 1 : 0;
            offset += length;
            if ((control & 1) != 0) {
                buffer.skipGap();
            }
            while ((control & 2) == 0 && buffer.poll(payload) >= 0) {
                polled++;
                assertTrue(buffer.lostBefore() >= 0 && buffer.lostBefore() <= 1_000);
                assertTrue(buffer.timestamp() >= 0 && buffer.timestamp() <= 0xFFFF_FFFFL);
            }
        }
        polled += pollAll(buffer, payload);
        while (buffer.isWaiting()) {
            buffer.skipGap();
            polled += pollAll(buffer, payload);
        }
        assertEquals(accepted, polled);
        assertEquals(offered, accepted + buffer.malformed() + buffer.duplicates() + buffer.late()
                + buffer.overflowed());
    }

    private static int pollAll(RtpReorderBuffer buffer, byte[] payload) {
        int polled = 0;
        while (buffer.poll(payload) >= 0) {
            polled++;
        }
        return polled;
    }

    private static void chosenFrom(byte[] peer, SbcConfig config, int rateHz) {
        byte[] chosen = config.octets();
        assertEquals(chosen[0], (byte) (chosen[0] & peer[0]));
        assertEquals(chosen[1], (byte) (chosen[1] & peer[1]));
        assertTrue(config.minBitpool() >= (peer[2] & 0xFF) && config.maxBitpool() <= (peer[3] & 0xFF));
        assertTrue(config.maxBitpool() <= SbcNegotiation.MAX_BITPOOL);
        assertTrue(config.bitRate(config.maxBitpool()) <= config.bitRateLimit());
        assertTrue(rateHz == 0 || rateHz == config.rateHz());
    }

    private static byte[] followedBy(byte[] bytes, int octet) {
        byte[] longer = Arrays.copyOf(bytes, bytes.length + BEHIND);
        Arrays.fill(longer, bytes.length, longer.length, (byte) octet);
        return longer;
    }
}
