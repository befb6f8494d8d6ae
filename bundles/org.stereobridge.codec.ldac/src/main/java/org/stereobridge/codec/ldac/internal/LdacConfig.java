package org.stereobridge.codec.ldac.internal;

import java.util.Optional;
import org.stereobridge.codec.CodecId;
import org.stereobridge.codec.StreamConfig;

/**
 * A configuration of LDAC (Sony, "LDAC Specification of Bluetooth A2DP", as ldacBT.h has it): an octet with one bit for
 * the sampling rate, and one with a bit for the channel mode.
 *
 * @param rateHz 44.1 or 48 kHz; the doubled rates are of no use to a bridge
 * @param mode the bit of the channel mode
 */
record LdacConfig(int rateHz, int mode) {

    static final CodecId ID = CodecId.vendor(0x012D, 0x00AA);

    static final int MONO = 0x04;
    static final int DUAL = 0x02;
    static final int STEREO = 0x01;

    private static final int RATE_44100 = 0x20;
    private static final int RATE_48000 = 0x10;
    private static final int RATES = 0x3F;
    private static final int MODES = MONO | DUAL | STEREO;
    /** One channel, or two equal ones, which cost twice as much. */
    private static final int[] FOR_SPEAKER = {MONO, STEREO, DUAL};

    static byte[] capabilities() {
        return new byte[] {RATE_44100 | RATE_48000, MODES};
    }

    /** @param rateHz 0 for any, 44.1 kHz before 48 */
    static Optional<LdacConfig> choose(byte[] peer, int rateHz) {
        if (peer.length != 2) {
            return Optional.empty();
        }
        int rate = 0;
        if ((peer[0] & RATE_44100) != 0 && (rateHz == 0 || rateHz == 44_100)) {
            rate = 44_100;
        } else if ((peer[0] & RATE_48000) != 0 && (rateHz == 0 || rateHz == 48_000)) {
            rate = 48_000;
        }
        for (int mode : FOR_SPEAKER) {
            if (rate != 0 && (peer[1] & mode) != 0) {
                return Optional.of(new LdacConfig(rate, mode));
            }
        }
        return Optional.empty();
    }

    static Optional<LdacConfig> parse(byte[] octets) {
        if (octets.length != 2 || Integer.bitCount(octets[1] & MODES) != 1) {
            return Optional.empty();
        }
        int mode = octets[1] & MODES;
        return switch (octets[0] & RATES) {
            case RATE_44100 -> Optional.of(new LdacConfig(44_100, mode));
            case RATE_48000 -> Optional.of(new LdacConfig(48_000, mode));
            default -> Optional.empty();
        };
    }

    byte[] octets() {
        return new byte[] {(byte) (rateHz == 48_000 ? RATE_48000 : RATE_44100), (byte) mode};
    }

    int channels() {
        return mode == MONO ? 1 : 2;
    }

    StreamConfig streamConfig() {
        String channels = mode == MONO ? "mono" : mode == STEREO ? "stereo" : "dual";
        return new StreamConfig(ID, octets(), rateHz, channels(),
                "LDAC " + channels + (rateHz == 48_000 ? ", 48 kHz" : ", 44.1 kHz"));
    }
}
