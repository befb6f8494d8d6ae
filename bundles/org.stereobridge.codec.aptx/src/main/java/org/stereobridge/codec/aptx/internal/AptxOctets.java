package org.stereobridge.codec.aptx.internal;

import java.util.Optional;
import org.stereobridge.codec.StreamConfig;

/**
 * Capability and configuration octets, as BlueZ's a2dp-codecs.h and the open implementations have them; their
 * specification is not public. The first one: sampling rates (16, 32, 44.1, 48 kHz) in the upper half, channel modes
 * (mono 1, stereo 2) in the lower. HD has four reserved ones behind it. LL has flags (bit 0 a voice channel back, bit 1
 * nine octets more, which say how a sink of ours would buffer).
 *
 * <p>Only stereo is in use; a speaker gets one channel as left and right, which costs the same.
 */
final class AptxOctets {

    private static final int STEREO = 0x02;
    private static final int MODES = 0x0F;
    private static final int RATE_44100 = 0x20;
    private static final int RATE_48000 = 0x10;
    private static final int RATES = 0xF0;
    private static final int HAS_BUFFERING = 0x02;
    private static final int LL_OCTETS = 2;
    /** Levels of 180, 360 and 180 codewords at the sink, and 50 ppm of it 1 s long: what all sources send. */
    private static final byte[] BUFFERING = {0, (byte) 0xB4, 0, 0x68, 1, 0x32, 1, (byte) 0xB4, 0};

    private AptxOctets() {
    }

    static byte[] capabilities(AptxKind kind) {
        byte[] octets = new byte[1 + kind.extraOctets()];
        octets[0] = (byte) (RATE_44100 | RATE_48000 | STEREO);
        return octets;
    }

    /** @param rateHz 0 for any, 44.1 kHz before 48 */
    static Optional<StreamConfig> choose(AptxKind kind, byte[] peer, int rateHz) {
        if (!isLength(kind, peer) || (peer[0] & STEREO) == 0) {
            return Optional.empty();
        }
        byte[] octets = peer.length == 1 + kind.extraOctets() ? capabilities(kind) : withBuffering();
        if ((peer[0] & RATE_44100) != 0 && (rateHz == 0 || rateHz == 44_100)) {
            octets[0] = RATE_44100 | STEREO;
            return Optional.of(config(kind, octets));
        }
        if ((peer[0] & RATE_48000) != 0 && (rateHz == 0 || rateHz == 48_000)) {
            octets[0] = RATE_48000 | STEREO;
            return Optional.of(config(kind, octets));
        }
        return Optional.empty();
    }

    static Optional<StreamConfig> parse(AptxKind kind, byte[] octets) {
        if (!isLength(kind, octets) || (octets[0] & MODES) != STEREO) {
            return Optional.empty();
        }
        int rate = octets[0] & RATES;
        return rate == RATE_44100 || rate == RATE_48000 ? Optional.of(config(kind, octets)) : Optional.empty();
    }

    private static boolean isLength(AptxKind kind, byte[] octets) {
        if (octets.length == 1 + kind.extraOctets()) {
            return !kind.isLowLatency() || (octets[1] & HAS_BUFFERING) == 0;
        }
        return kind.isLowLatency() && octets.length == LL_OCTETS + BUFFERING.length
                && (octets[1] & HAS_BUFFERING) != 0;
    }

    private static byte[] withBuffering() {
        byte[] octets = new byte[LL_OCTETS + BUFFERING.length];
        octets[1] = HAS_BUFFERING;
        System.arraycopy(BUFFERING, 0, octets, LL_OCTETS, BUFFERING.length);
        return octets;
    }

    private static StreamConfig config(AptxKind kind, byte[] octets) {
        boolean is48 = (octets[0] & RATES) == RATE_48000;
        return new StreamConfig(kind.id(), octets, is48 ? 48_000 : 44_100, 2,
                kind.codecName() + (is48 ? ", 48 kHz" : ", 44.1 kHz"));
    }
}
